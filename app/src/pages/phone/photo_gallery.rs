//! The photos of a record: small ones in a grid, a press opens the large view.

use super::photo_source::{below, instead, is_urgent, source};
use crate::{
    components::{
        lightbox::{LargePhoto, Lightbox, LightboxWords},
        photo_tile::PhotoTile,
    },
    state::{App, Size, use_app},
    text::{frame, photo as words},
};
use domain::photo::Photo;
use leptos::prelude::*;

/// Photos with their flat keys.
pub type Photos = Vec<(String, Photo)>;

/// The grid and the large view.
#[component]
pub fn Gallery(
    /// The photos.
    #[prop(into)]
    photos: Signal<Photos>,
    /// Takes one away, by its flat key; without it they only can be looked at.
    #[prop(optional, into)]
    on_remove: Option<Callback<String>>,
) -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(None::<usize>);
    let index = move |field: &str| photos.with(|photos| photos.iter().position(|(known, _)| known == field));
    let tile = move |(at, (field, photo)): (usize, (String, Photo))| {
        let (shown, removed, at) = (field.clone(), field, at + 1);
        let remove = on_remove.map(|remove| (words::remove(at), Callback::new(move |()| remove.run(removed.clone()))));
        let on_open = move || open.set(untrack(|| index(&shown)));
        view! { <li><Tile app=app sha256=photo.sha256.to_string() at=at remove=remove on_open=on_open/></li> }
    };
    let which = Signal::derive(move || {
        let at = open.get()?;
        photos.with(|photos| photos.get(at).map(|(_, photo)| photo.sha256.to_string()))
    });
    let (src, small) = (source(app, which, Size::Whole), source(app, which, Size::Small));
    let large = Signal::derive(move || {
        let (at, all) = (open.get().unwrap_or(0), photos.read().len());
        let place = which.get().map(|sha256| app.photo_place(&sha256));
        let instead = place.map_or("", |place| instead(&place)).to_owned();
        LargePhoto { src: src.get(), small: small.get(), name: words::one_of(at + 1, all), instead }
    });
    view! {
        <ul class="photos">
            <For
                each=move || photos.get().into_iter().enumerate()
                key=|(at, (field, _))| (*at, field.clone())
                children=tile
            />
        </ul>
        <Lightbox
            at=open
            of=Signal::derive(move || photos.read().len())
            photo=large
            words=lightbox_words()
            on_go=move |at| open.set(at)
        />
    }
}

/// The words of the large view's buttons.
pub fn lightbox_words() -> LightboxWords {
    LightboxWords { close: frame::close(), previous: words::previous(), next: words::next() }
}

#[component]
fn Tile(
    app: App,
    /// The hash.
    sha256: String,
    /// Its number.
    at: usize,
    /// What the cross is called, and what it does.
    remove: Option<(String, Callback<()>)>,
    /// Opens the large view.
    #[prop(into)]
    on_open: Callback<()>,
) -> impl IntoView {
    let which = sha256.clone();
    let src = source(app, Signal::derive(move || Some(which.clone())), Size::Small);
    let place = Memo::new(move |_| app.photo_place(&sha256));
    view! {
        <PhotoTile
            label=words::one(at)
            src=src
            instead=Signal::derive(move || instead(&place.read()).to_owned())
            words=Signal::derive(move || below(&place.read()))
            urgent=Signal::derive(move || is_urgent(&place.read()))
            on_open=on_open
            remove=remove
        />
    }
}
