//! Changing a few fields of a record at one press: saved on this phone first, then said.

use crate::{
    components::{icon::Glyph, toast::Toasts},
    state::App,
    text::trouble,
};
use domain::{
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
};
use leptos::task::spawn_local;
use sync::{
    client::{Edit, RecordView},
    wire::Act,
};

/// The change of an activity; the version is the one that this phone shows.
pub fn patch(rec: RecordId, feed: Feed, fields: Fields) -> Edit {
    Edit { rec, kind: Kind::Activity, feed, act: Act::Patch(fields), base: None }
}

/// Saves a change of an activity, and says what was saved, or why it was not.
pub fn keep(app: App, toasts: Toasts, view: &RecordView, fields: Fields, said: &'static str) {
    save(app, toasts, patch(view.rec, view.feed, fields), said.to_owned(), || {});
}

/// Saves an operation of any kind, says what was saved, or why it was not, and does what follows once it is on the disk.
pub fn save(app: App, toasts: Toasts, edit: Edit, said: String, then: impl FnOnce() + 'static) {
    spawn_local(async move {
        match app.save(vec![edit], Vec::new()).await {
            Ok(_) => {
                toasts.say(Glyph::Check, said);
                then();
            }
            Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
        }
    });
}
