//! Where the picture of a photo comes from: this phone first, then the server.

use crate::{
    state::{App, ObjectUrl, PhotoPlace, Size},
    text::{photo as words, vocabulary},
};
use leptos::{prelude::*, task::spawn_local};

/// The address of a photo; follows which one is meant, where it is, and whether the server is reached.
pub fn source(app: App, which: Signal<Option<String>>, size: Size) -> Signal<Option<String>> {
    // The address is given back with the page, or when another one takes its place.
    let held = StoredValue::new_local(None::<ObjectUrl>);
    let looked = RwSignal::new(None::<(String, Option<String>)>);
    let whole = Memo::new(move |_| which.get().map(|sha256| (app.photo_place(&sha256) == PhotoPlace::Draft, sha256)));
    Effect::new(move |_| {
        let Some((_, sha256)) = whole.get() else { return };
        spawn_local(async move {
            let url = app.picture_here(&sha256, size).await;
            // The page may be closed by now, or show another photo.
            if which.try_get_untracked().flatten().as_ref() == Some(&sha256) {
                looked.set(Some((sha256, url.as_ref().map(|url| url.as_str().to_owned()))));
                held.set_value(url);
            }
        });
    });
    Signal::derive(move || {
        let sha256 = which.get()?;
        let (_, here) = looked.get().filter(|(of, _)| *of == sha256)?;
        let place = app.photo_place(&sha256);
        let there =
            || app.picture_there(&sha256, size).filter(|_| !matches!(place, PhotoPlace::NotSent | PhotoPlace::Lost));
        match size {
            Size::Whole if !app.is_picture_here(&sha256) => there().or(here),
            Size::Whole | Size::Small => here.or_else(there),
        }
    })
}

/// What is to be said below a photo; `None` where all is well.
pub fn below(place: &PhotoPlace) -> Option<String> {
    match place {
        PhotoPlace::Waiting { sent: 0, .. } => Some(words::waiting().to_owned()),
        PhotoPlace::Waiting { sent, len } => Some(words::sent(sent * 100 / (*len).max(1))),
        PhotoPlace::Refused(refusal) => Some(vocabulary::refusal(refusal)),
        PhotoPlace::Lost => Some(words::lost().to_owned()),
        PhotoPlace::Draft | PhotoPlace::Uploaded | PhotoPlace::Elsewhere | PhotoPlace::NotSent => None,
    }
}

/// What stands in the place of a picture that is not to be had now.
pub fn instead(place: &PhotoPlace) -> &'static str {
    match place {
        PhotoPlace::NotSent => words::on_their_phone(),
        PhotoPlace::Uploaded | PhotoPlace::Elsewhere => words::on_server(),
        PhotoPlace::Draft | PhotoPlace::Waiting { .. } | PhotoPlace::Refused(_) | PhotoPlace::Lost => {
            words::no_picture()
        }
    }
}

/// Whether a person must do something about it.
pub fn is_urgent(place: &PhotoPlace) -> bool {
    matches!(place, PhotoPlace::Refused(_) | PhotoPlace::Lost)
}
