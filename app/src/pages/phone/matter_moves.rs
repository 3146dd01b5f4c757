//! Taking a matter on: the stages that may follow, what entering each demands, and the ways out.

use super::{record_keep::save, standing::Viewer};
use crate::{
    components::{
        button::{Button, Weight},
        toast::Toasts,
    },
    pages::matter_steps::Entering,
    state::use_app,
    text::{matter as words, workflow as workflows},
};
use domain::{
    id::Feed,
    kind::Kind,
    policy::Role,
    request::TO_MATTER,
    workflow::{Led, Stage, Workflow},
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::{
    client::{Edit, RecordView},
    wire::Act,
};

/// The roles that one has for a matter, as the server will see them.
pub fn roles(viewer: &Viewer, view: &RecordView) -> Vec<Role> {
    let runs = viewer.venues().any(|venue| view.feed == Feed::Venue(venue));
    // Of a matter whoever raised it takes it on; of what was given to somebody or asked by a citizen, everybody whom it reaches.
    let of_site = [Kind::HandOver, Kind::Request, Kind::Assignment].iter().any(|kind| kind.id() == view.kind);
    let own = view.ver == 0 || viewer.wrote(view) || of_site;
    [runs.then_some(Role::Convenor), own.then_some(Role::Member)].into_iter().flatten().collect()
}

/// The step that somebody is about to take, and the matter as it was when that began.
pub type Asking = RwSignal<Option<(Arc<RecordView>, Stage)>>;

/// The dialog of the step.
#[component]
pub fn Step(
    /// The step that is about to be taken.
    asking: Asking,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    move || {
        asking.get().map(|(view, stage)| {
            let (name, body) = (stage.name.clone(), view.body.clone());
            let on_take = Callback::new(move |fields| {
                let (rec, feed, act) = (view.rec, view.feed, Act::Patch(fields));
                let kind = view.kind.parse().unwrap_or(Kind::Consultation);
                save(app, toasts, Edit { rec, kind, feed, act, base: None }, words::moved(&name), || {});
                asking.set(None);
            });
            view! { <Entering body=body stage=stage on_take=on_take on_close=move || asking.set(None)/> }
        })
    }
}

/// What may be done next.
#[component]
pub fn Moves(
    /// The matter.
    view: Arc<RecordView>,
    /// What leads it.
    workflow: Workflow,
    /// The step that is about to be taken.
    asking: Asking,
) -> impl IntoView {
    let app = use_app();
    let roles = roles(&untrack(|| Viewer::of(app)), &view);
    let at = workflow.stage(Led(&view.body).stage()?)?.clone();
    let may = at.who.iter().any(|role| roles.contains(role));
    // A request becomes a matter by raising that: it leaves in the same moment.
    let raises = |stage: &Stage| view.kind == Kind::Request.id() && stage.id == TO_MATTER;
    let offered = workflow.offered_after(&at).into_iter();
    let offered = offered.filter(|(stage, _)| !raises(stage) && stage.is_open_to(&roles));
    let (out, on): (Vec<_>, Vec<_>) = offered.partition(|(stage, _)| stage.aside);
    let step = move |stage: Stage, weight: Weight| {
        let (label, view) = (words::move_to(&stage.name), view.clone());
        let ask = move || asking.set(Some((view.clone(), stage.clone())));
        view! { <Button label=label weight=weight block=true on_press=ask/> }
    };
    Some(if may {
        view! {
            <section class="group stack" aria-labelledby="moves">
                <h2 id="moves">{words::move_on()}</h2>
                {on.into_iter().map(|(stage, is_on)| step.clone()(stage, if is_on { Weight::Primary } else { Weight::Quiet })).collect_view()}
                <Show when={ let any = !out.is_empty(); move || any }>
                    <p class="small ink-2">{words::ways_out()}</p>
                </Show>
                {out.into_iter().map(|(stage, _)| step.clone()(stage, Weight::Quiet)).collect_view()}
            </section>
        }
        .into_any()
    } else {
        let who = at.who.iter().map(|role| workflows::role(*role)).collect::<Vec<_>>().join("、");
        view! { <p class="small ink-2">{words::moved_on_by_others()} {who}</p> }.into_any()
    })
}
