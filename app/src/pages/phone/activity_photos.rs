//! The photos of the activity that is being written. Each is in the draft as soon as it is on the disk.

use super::{
    activity_form::Form,
    photo_gallery::{Gallery, Photos},
    photo_taking::{Added, TakePhotos, spared},
};
use crate::{components::field::FieldGroup, text::photo as words};
use domain::{
    id::RecordId,
    photo::{PHOTO, PHOTOS_MAX, Photo, next_place, photos},
};
use leptos::prelude::*;
use serde_json::Value;

/// The photos, and the buttons that take more.
#[component]
pub fn PhotosField(
    /// The form.
    form: Form,
) -> impl IntoView {
    let shown = Memo::new(move |_| form.read(|body| photos(body).collect::<Photos>()));
    let count = Signal::derive(move || shown.read().len());
    let aside = Signal::derive(move || match count.get() {
        0 => words::optional().to_owned(),
        n => words::of(n, PHOTOS_MAX),
    });
    let rec = form.rec();
    let remove = Callback::new(move |field: String| {
        form.set_one(&field, Value::Null);
        form.app.sweep_pictures();
    });
    view! {
        <FieldGroup legend=words::photos() aside=aside id="field-photo" wrong=form.wrong(&[PHOTO])>
            <Show when=move || { count.get() > 0 }><Gallery photos=shown on_remove=remove/></Show>
            <TakePhotos
                id="take-photo"
                busy=form.taking
                count=count
                on_begin=move || form.set([])
                on_add=move |photo: Photo| add(form, rec, &photo)
            />
        </FieldGroup>
    }
}

/// Puts a photo into the form; where the page was closed meanwhile, into the draft that it left.
fn add(form: Form, rec: RecordId, photo: &Photo) -> Added {
    let Some(mut draft) = form.try_draft().or_else(|| form.app.draft_now(rec)) else { return Added::Already };
    if let Some(spared) = spared(&draft.body, photo) {
        return spared;
    }
    let field = photo.field(next_place(&draft.body));
    if form.try_draft().is_some() {
        form.set_one(&field, photo.value());
    } else {
        draft.body.set(field, photo.value());
        form.app.put_draft(draft);
    }
    Added::Yes
}
