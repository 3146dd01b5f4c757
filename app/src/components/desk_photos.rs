//! The photos of a record on the desk: the first one large, the others beside it, any of them as large as the window.

use super::{
    icon::{Glyph, Icon},
    lightbox::{LargePhoto, Lightbox, LightboxWords},
};
use crate::text::{frame, photo as text};
use leptos::prelude::*;

/// One photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskPhoto {
    /// The address of its small copy.
    pub small: String,
    /// The address of the whole.
    pub whole: String,
}

/// The photos, and how many of them have come.
#[component]
pub fn DeskPhotos(
    /// The photos.
    photos: Vec<DeskPhoto>,
) -> impl IntoView {
    let all = photos.len();
    let open = RwSignal::new(None::<usize>);
    let lacking = RwSignal::new(0_usize);
    let words = move || match lacking.get() {
        0 => text::all_here(all),
        lacking => text::arrived(all - lacking.min(all), all),
    };
    let photos = StoredValue::new(photos);
    let tile = move |at: usize| {
        // The first is looked at from where one sits, the others are small.
        let src = photos.with_value(|photos| if at == 0 { &photos[at].whole } else { &photos[at].small }.clone());
        let failed = RwSignal::new(false);
        let fail = move |_| {
            failed.set(true);
            lacking.update(|lacking| *lacking += 1);
        };
        view! {
            <li class:is-first=at == 0>
                <button type="button" class="desk-photo" aria-label=text::one(at + 1) on:click=move |_| open.set(Some(at))>
                    {move || match failed.get() {
                        false => view! { <img src=src.clone() alt="" on:error=fail /> }.into_any(),
                        true => view! {
                            <span class="photo-none"><Icon glyph=Glyph::Photo /><span>{text::not_come()}</span></span>
                        }
                        .into_any(),
                    }}
                </button>
            </li>
        }
    };
    let large = Signal::derive(move || {
        let at = open.get().unwrap_or(0);
        let photo = photos.with_value(|photos| photos.get(at).cloned());
        let (src, small) = photo.map(|photo| (photo.whole, photo.small)).unzip();
        LargePhoto { src, small, name: text::one_of(at + 1, all), instead: text::not_come().to_owned() }
    });
    let buttons = LightboxWords { close: frame::close(), previous: text::previous(), next: text::next() };
    view! {
        <section class="desk-photos" aria-label=text::photos()>
            <p class="small" role="status">{words}</p>
            <ul>{(0..all).map(tile).collect_view()}</ul>
            <Lightbox
                at=open
                of=Signal::stored(all)
                photo=large
                words=buttons
                on_go=move |at| open.set(at)
            />
        </section>
    }
}
