//! What takes and shows photos.

use super::Specimen;
use crate::{
    components::{
        button::Button,
        desk_photos::{DeskPhoto, DeskPhotos},
        file_input::FileInput,
        icon::Glyph,
        lightbox::{LargePhoto, Lightbox, LightboxWords},
        photo_input::PhotoInput,
        photo_tile::PhotoTile,
    },
    text::{frame, handover, photo as words, specimens as text},
};
use leptos::prelude::*;

/// A drawn picture, which needs no file.
const DRAWN: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'%3E%3Cpath fill='%23cfe0ee' \
    d='M0 0h4v3H0z'/%3E%3Cpath fill='%237a9a6b' d='M0 3V2l1-1 1 .9L3 1l1 1v1z'/%3E%3C/svg%3E";

/// All of them.
#[component]
pub fn Photos() -> impl IntoView {
    let nothing = Callback::new(|()| ());
    let tile = move |at: usize, src: Option<&str>, said: Option<&str>, urgent: bool| {
        let remove = (at == 1).then(|| (words::remove(at), nothing));
        view! {
        <li>            <PhotoTile
                        label=words::one(at)
                        src=Signal::stored(src.map(str::to_owned))
                        instead=Signal::stored(words::on_server().to_owned())
                        words=Signal::stored(said.map(str::to_owned))
                        urgent=Signal::stored(urgent)
                        on_open=nothing
                        remove=remove
                    /></li>
                }
    };
    let open = RwSignal::new(None::<usize>);
    let large = move || {
        let name = words::one_of(open.get().unwrap_or(0) + 1, 2);
        LargePhoto { src: Some(DRAWN.to_owned()), small: None, name, instead: words::no_picture().to_owned() }
    };
    let come = DeskPhoto { small: DRAWN.to_owned(), whole: DRAWN.to_owned() };
    let lacking = DeskPhoto { small: "data:,".to_owned(), whole: "data:,".to_owned() };
    view! {
        <Specimen title=text::photos()>
            <ul class="photos">
                {tile(1, Some(DRAWN), None, false)}
                {tile(2, Some(DRAWN), Some(&words::sent(40)), false)}
                {tile(3, None, None, false)}
                {tile(4, Some(DRAWN), Some(words::lost()), true)}
            </ul>
            <div class="row even">
                <PhotoInput
                    label=words::take() glyph=Glyph::Camera camera=true id="specimen-camera"
                    busy=Signal::stored(false) on_take=Callback::new(|_| ())
                />
                <PhotoInput
                    label=words::choose() glyph=Glyph::Photo camera=false id="specimen-album"
                    busy=Signal::stored(true) on_take=Callback::new(|_| ())
                />
            </div>
            <FileInput
                label=handover::choose() glyph=Glyph::Sheet id="specimen-file"
                busy=Signal::stored(false) on_choose=Callback::new(|_| ())
            />
        </Specimen>
        <Specimen title=text::large_view()>
            <Button label=words::one(1) on_press=move || open.set(Some(0)) />
            <Lightbox
                at=open
                of=Signal::stored(2)
                photo=Signal::derive(large)
                words=LightboxWords { close: frame::close(), previous: words::previous(), next: words::next() }
                on_go=move |at| open.set(at)
            />
        </Specimen>
        <Specimen title=text::desk_photos()><DeskPhotos photos=vec![come.clone(), come, lacking] /></Specimen>
    }
}
