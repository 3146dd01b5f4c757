//! 张贴的二维码: the public page of a venue on one sheet of paper, to be put on its wall.

use super::listed::{Listed, listed};
use crate::{
    components::{
        desk_head::DeskHead,
        empty_state::EmptyState,
        icon::Glyph,
        qr_code::{QrCode, QrModules},
        skeleton::Skeleton,
    },
    routes,
    text::{desk as text, matter, request as words, roster, trouble},
};
use domain::{
    id::{RecordId, VenueId},
    kind::Kind,
    venue::Venue,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn PosterPage() -> impl IntoView {
    let params = use_params_map();
    let rec = Memo::new(move |_| params.with(|params| params.get("venue")?.parse::<RecordId>().ok()));
    let listed = listed(rec, Kind::Venue);
    document().set_title(&text::page_title(words::poster()));
    let sheet = move || {
        let venue = VenueId::from(rec.get()?);
        let name = listed.with(|listed| match listed {
            Listed::Here(body, _) => Some(Venue(body).name().to_owned()),
            Listed::Reading | Listed::Missing | Listed::Failed(_) => None,
        })?;
        let address = routes::public_venue(venue);
        let modules = QrModules::of(address.clone())?;
        Some(view! {
            <article class="desk-poster">
                <h2>{name}</h2>
                <p class="desk-poster-call">{words::poster_title()}</p>
                <QrCode label=words::poster() modules=Signal::stored(modules)/>
                <p>{words::poster_scan()}</p>
                <p class="small ink-2">{words::poster_or()} " " <span class="desk-poster-address">{address}</span></p>
            </article>
        })
    };
    view! {
        <main class="desk-page">
            <DeskHead title=words::poster()>
                <div class="desk-head-end desk-print">
                    <button type="button" class="button compact" on:click=move |_| { let _ = window().print(); }>{matter::print()}</button>
                </div>
            </DeskHead>
            {move || match listed.get() {
                Listed::Here(..) => sheet().into_any(),
                Listed::Reading => view! { <div class="desk-plain"><Skeleton label=words::poster() lines=8/></div> }.into_any(),
                Listed::Failed(error) => view! {
                    <div class="desk-plain"><p class="note act" role="alert">{trouble::api(&error)}</p></div>
                }
                .into_any(),
                Listed::Missing => view! {
                    <EmptyState glyph=Glyph::Search title=roster::not_found() detail=roster::not_found_detail()/>
                }
                .into_any(),
            }}
        </main>
    }
}
