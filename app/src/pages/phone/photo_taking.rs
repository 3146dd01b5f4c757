//! Taking photos: from the camera or the album, made small, and on the disk before anything names them.

use crate::{
    camera,
    components::{
        icon::{Glyph, Icon},
        note::Note,
        photo_input::PhotoInput,
        tone::Tone,
    },
    state::{App, use_app},
    text::{photo as words, trouble},
};
use domain::{
    fields::Fields,
    photo::{PHOTOS_MAX, Photo, photos},
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::File;

/// What became of a photo that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was added.
    Yes,
    /// It is there already.
    Already,
    /// There is no room for another one.
    Full,
}

/// What speaks against adding a photo to a record with these fields; nothing mostly.
pub fn spared(body: &Fields, photo: &Photo) -> Option<Added> {
    let is_known = photos(body).any(|(_, known)| known.sha256 == photo.sha256);
    let is_full = photos(body).count() >= PHOTOS_MAX;
    if is_known { Some(Added::Already) } else { is_full.then_some(Added::Full) }
}

/// The two buttons, what is under way, and what went wrong.
#[component]
pub fn TakePhotos(
    /// The id of the first button, for the focus.
    #[prop(into)]
    id: String,
    /// While photos are being made small.
    busy: RwSignal<bool>,
    /// How many there are.
    #[prop(into)]
    count: Signal<usize>,
    /// Called before photos are made small.
    #[prop(optional, into)]
    on_begin: Option<Callback<()>>,
    /// Names a photo whose bytes are on the disk; the page may be closed by then.
    on_add: impl Fn(Photo) -> Added + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let app = use_app();
    let (trouble, room) = (RwSignal::new(None::<String>), RwSignal::new(None::<u64>));
    let look = move || {
        spawn_local(async move {
            let left = camera::short_of_room().await;
            // The page may be closed by now.
            room.try_set(left);
        });
    };
    look();
    let take = move |files: Vec<File>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        if let Some(begin) = on_begin {
            begin.run(());
        }
        spawn_local(async move {
            let mut said = None;
            for file in files {
                match add(app, &file, on_add).await {
                    Ok(Added::Yes) => {}
                    Ok(Added::Already) => said = Some(words::already().to_owned()),
                    Ok(Added::Full) => {
                        said = Some(words::too_many(PHOTOS_MAX));
                        break;
                    }
                    Err(words) => said = Some(words),
                }
            }
            busy.try_set(false);
            trouble.try_set(said);
            look();
        });
    };
    let is_full = move || count.get() >= PHOTOS_MAX;
    let second = format!("{id}-album");
    let id = StoredValue::new((id, second));
    view! {
        <Show when=move || !is_full()>
            <div class="row even">
                <PhotoInput label=words::take() glyph=Glyph::Camera camera=true id=id.get_value().0 busy=busy on_take=take/>
                <PhotoInput label=words::choose() glyph=Glyph::Photo camera=false id=id.get_value().1 busy=busy on_take=take/>
            </div>
        </Show>
        <div aria-live="polite">
            <Show when=move || busy.get()><p class="hint"><span>{words::shrinking()}</span></p></Show>
            {move || trouble.get().map(|words| view! {
                <p class="hint wrong"><Icon glyph=Glyph::Alert small=true/><span>{words}</span></p>
            })}
            {move || room.get().map(|left| view! {
                <Note tone=Tone::Wait glyph=Glyph::Alert><p>{words::little_room(left)}</p></Note>
            })}
        </div>
    }
}

/// Makes a photo small, keeps it, and has it named; an error says what went wrong.
async fn add(app: App, file: &File, on_add: impl Fn(Photo) -> Added) -> Result<Added, String> {
    let picture = camera::shrink(file).await.map_err(|_| words::not_a_picture(&file.name()))?;
    app.keep_picture(&picture).await.map_err(|error| trouble::save(&error))?;
    let added = on_add(picture.photo);
    if added != Added::Yes {
        app.sweep_pictures();
    }
    Ok(added)
}
