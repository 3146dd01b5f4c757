//! Photos that show an item of a checklist. Each is saved as soon as it is taken.

use super::{
    checklist::write,
    photo_gallery::{Gallery, Photos},
    photo_taking::{Added, TakePhotos, spared},
};
use crate::{
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        icon::Glyph,
        toast::Toasts,
    },
    state::{App, use_app},
    text::{frame, photo as words, trouble, venue},
};
use domain::{
    checklist::{Check, evidence},
    fields::Fields,
    id::{RecordId, VenueId},
    photo::{PHOTOS_MAX, Photo, next_place, photos},
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

/// An item of a checklist of a venue.
#[derive(Clone, Copy)]
pub struct ItemOf {
    /// The venue.
    pub venue: VenueId,
    /// The checklist.
    pub checklist: RecordId,
    /// The item's id.
    pub item: StoredValue<String>,
}

impl ItemOf {
    /// What the venue says of the whole checklist.
    fn said(self, app: App) -> Fields {
        app.check(self.venue, self.checklist).map(|view| view.body).unwrap_or_default()
    }

    /// Writes one photo, or takes it away, and says so.
    fn write(self, app: App, toasts: Toasts, field: String, value: Value) {
        let mut fields = Fields::default();
        // A removal is spelled out as null, which setting a field would swallow.
        fields.0.insert(field, value);
        spawn_local(async move {
            match write(app, self.venue, self.checklist, fields).await {
                Ok(()) => toasts.say(Glyph::Check, venue::kept()),
                Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    }
}

/// The photos of an item.
#[component]
pub fn Evidence(
    /// The item.
    of: ItemOf,
    /// Whether the person runs the venue, and so may take photos away.
    runs: Memo<bool>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let shown = Memo::new(move |_| of.item.with_value(|item| Check(&of.said(app)).photos(item).collect::<Photos>()));
    let remove = move |field: String| of.write(app, toasts, field, Value::Null);
    move || {
        let some = !shown.read().is_empty();
        some.then(|| match runs.get() {
            true => view! { <Gallery photos=shown on_remove=remove/> }.into_any(),
            false => view! { <Gallery photos=shown/> }.into_any(),
        })
    }
}

/// The button that opens the camera or the album for an item.
#[component]
pub fn TakeEvidence(
    /// The item.
    of: ItemOf,
    /// What is asked.
    asked: String,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let count = Memo::new(move |_| photos(&of.said(app)).count());
    let item = of.item.get_value();
    let named = item.clone();
    let on_add = move |photo: Photo| {
        let said = untrack(|| of.said(app));
        if let Some(spared) = spared(&said, &photo) {
            return spared;
        }
        // The page may be closed by now.
        let Some(value) = of.item.try_with_value(|item| evidence(&photo, item)) else { return Added::Already };
        of.write(app, toasts, photo.field(next_place(&said)), value);
        Added::Yes
    };
    view! {
        <Button label=words::add_evidence() weight=Weight::Quiet glyph=Glyph::Camera on_press=move || open.set(true)/>
        <Dialog
            title=words::evidence_of(&asked)
            close_label=frame::close()
            open=open
            on_close=move || open.set(false)
        >
            <p class="small ink-2">{move || words::of(count.get(), PHOTOS_MAX)}</p>
            <Evidence of=of runs=Memo::new(|_| true)/>
            <TakePhotos id=format!("take-photo-{named}") busy=busy count=count on_add=on_add/>
        </Dialog>
    }
}
