//! Somebody deleted a record while somebody else went on with it: it was kept, and a person says whether it stays.

use super::{
    conflicts::{decide, wrote_by},
    standing::Viewer,
};
use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        icon::Glyph,
        toast::Toasts,
    },
    state::use_app,
    text::{conflict as words, frame},
};
use domain::{
    activity::{START, TYPE},
    fields::Fields,
    merge::{DELETED, Wrote},
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::{
    client::RecordView,
    wire::{Act, Empty},
};

/// Who deleted it, who went on with it, and the two ways out.
#[component]
pub fn Deleted(
    /// The record.
    view: Arc<RecordView>,
    /// Whether the person may decide.
    may_decide: bool,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let deleted = view.conflicts.iter().filter(|conflict| conflict.field == DELETED);
    let said = deleted.map(|conflict| {
        let deleted = words::deleted_by(wrote_by(app, Wrote { by: conflict.by, at: conflict.at }));
        let went_on = conflict.stands.map(|wrote| words::went_on(wrote_by(app, wrote)));
        view! { <p>{deleted}</p>{went_on.map(|words| view! { <p>{words}</p> })} }
    });
    let said = said.collect_view();
    let keep = {
        let view = view.clone();
        move || decide(app, toasts, &view, Act::Patch(once_more(&view.body)), words::kept().to_owned())
    };
    let may_delete = may_decide && untrack(|| Viewer::of(app)).may_delete(&view);
    let asking = RwSignal::new(false);
    let delete = Callback::new(move |()| {
        asking.set(false);
        decide(app, toasts, &view, Act::Delete(Empty {}), words::deleted().to_owned());
    });
    view! {
        <div class="card stack">
            <h3>{words::deleted_title()}</h3>
            {said}
            {may_decide.then(|| view! {
                <div class="row even">
                    {may_delete.then(|| view! { <Button label=words::delete() on_press=move || asking.set(true)/> })}
                    <Button label=words::keep() on_press=keep/>
                </div>
            })}
            {(may_decide && !may_delete).then(|| view! { <p class="small ink-2">{words::only_author_deletes()}</p> })}
        </div>
        <Dialog
            title=words::delete_title()
            close_label=frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::delete() weight=Weight::Danger glyph=Glyph::Void on_press=delete/>
            }
        >
            <p>{words::delete_what()}</p>
        </Dialog>
    }
}

/// The patch that goes on with a record and changes nothing: what it is, written once more. It is no field of which two
/// values could wait for a decision, so it decides nothing else.
fn once_more(body: &Fields) -> Fields {
    let field = [TYPE, START].into_iter().find_map(|field| Some((field.to_owned(), body.get(field)?.clone())));
    field.into_iter().collect()
}
