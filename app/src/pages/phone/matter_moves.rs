//! Taking a matter on: the stages that may follow, what entering each demands, and the ways out.

use super::{record_keep::save, standing::Viewer};
use crate::{
    components::{
        button::{Button, Weight},
        toast::Toasts,
    },
    pages::matter_steps::Entering,
    state::use_app,
    text::matter as words,
};
use domain::{
    id::Feed,
    kind::Kind,
    policy::Role,
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
    // Of a matter whoever raised it takes it on; of what was given to a unit or asked by a citizen, everybody of the site.
    let of_site = [Kind::HandOver, Kind::Request].iter().any(|kind| kind.id() == view.kind);
    let own = view.ver == 0 || viewer.wrote(view) || of_site;
    [runs.then_some(Role::Convenor), own.then_some(Role::Member)].into_iter().flatten().collect()
}

/// What may be done next.
#[component]
pub fn Moves(
    /// The matter.
    view: Arc<RecordView>,
    /// What leads it.
    workflow: Workflow,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let roles = roles(&untrack(|| Viewer::of(app)), &view);
    let at = workflow.stage(Led(&view.body).stage()?)?.clone();
    let may = at.who.iter().any(|role| roles.contains(role));
    let (out, on): (Vec<_>, Vec<_>) = workflow.offered_after(&at).into_iter().partition(|(stage, _)| stage.aside);
    let of = view.kind.parse::<Kind>().ok();
    let asking = RwSignal::new(None::<Stage>);
    let step = move |stage: Stage, weight: Weight| {
        let label = words::move_to(&stage.name);
        view! { <Button label=label weight=weight block=true on_press=move || asking.set(Some(stage.clone()))/> }
    };
    let dialog = {
        let view = view.clone();
        move || {
            asking.get().map(|stage| {
                let (view, name) = (view.clone(), stage.name.clone());
                let kind = of.unwrap_or(Kind::Consultation);
                let on_take = Callback::new({
                    let view = view.clone();
                    move |fields| {
                        let (rec, feed, act) = (view.rec, view.feed, Act::Patch(fields));
                        save(app, toasts, Edit { rec, kind, feed, act, base: None }, words::moved(&name), || {});
                        asking.set(None);
                    }
                });
                view! {
                    <Entering body=view.body.clone() stage=stage on_take=on_take on_close=move || asking.set(None)/>
                }
            })
        }
    };
    Some(if may {
        view! {
            <section class="group stack" aria-labelledby="moves">
                <h2 id="moves">{words::move_on()}</h2>
                {on.into_iter().map(|(stage, is_on)| step(stage, if is_on { Weight::Primary } else { Weight::Quiet })).collect_view()}
                <Show when={ let any = !out.is_empty(); move || any }>
                    <p class="small ink-2">{words::ways_out()}</p>
                </Show>
                {out.into_iter().map(|(stage, _)| step(stage, Weight::Quiet)).collect_view()}
            </section>
            {dialog}
        }
        .into_any()
    } else {
        view! { <p class="small ink-2">{words::moved_on_by_others()}</p> }.into_any()
    })
}
