//! The photos of a record, and what is to be done where one did not arrive.

use super::photo_gallery::{Gallery, Photos};
use crate::{
    components::{icon::Glyph, note::Note, tone::Tone},
    state::{PhotoPlace, use_app},
    text::photo as words,
};
use domain::{fields::Fields, photo::photos};
use leptos::prelude::*;

/// The photos; nothing where there are none.
#[component]
pub fn RecordPhotos(
    /// The fields of the record.
    body: Fields,
) -> impl IntoView {
    let app = use_app();
    let shown: Photos = photos(&body).collect();
    let of = shown.clone();
    let lost =
        Memo::new(move |_| of.iter().any(|(_, photo)| app.photo_place(photo.sha256.as_str()) == PhotoPlace::Lost));
    (!shown.is_empty()).then(|| {
        view! {
            <section class="card stack" aria-label=words::photos()>
                <h2 class="small ink-2">{words::all_here(shown.len())}</h2>
                <Gallery photos=Signal::stored(shown)/>
                <Show when=move || lost.get()>
                    <Note tone=Tone::Act glyph=Glyph::Alert><p>{words::lost()}</p></Note>
                </Show>
            </section>
        }
    })
}
