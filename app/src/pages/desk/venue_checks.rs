//! How far a venue has come with each checklist of the committee.

use super::{below::RosterAt, roster_rows::Directory, sheet::shown};
use crate::pages::query::Query;
use crate::{
    api::{self, ApiError},
    components::{
        desk_card::DeskCard,
        desk_photos::{DeskPhoto, DeskPhotos},
    },
    text::{roster as text, time, trouble},
};
use domain::{
    checklist::{Check, Checklist, check_id},
    fields::Fields,
    id::{RecordId, VenueId},
};
use leptos::prelude::*;

/// Every checklist, each with what the venue says of its items.
#[component]
pub fn Checklists(venue: VenueId, at: RosterAt, directory: Memo<Directory>) -> impl IntoView {
    let lists = Memo::new(move |_| directory.with(|directory| directory.checklists().to_vec()));
    let list = move || {
        let lists = lists.get();
        let shown = lists.into_iter().map(|(rec, body)| view! { <One venue=venue rec=rec checklist=body /> });
        shown.collect_view()
    };
    let is_empty = move || lists.with(Vec::is_empty) && !at.is_reading() && at.error().is_none();
    view! {
        {move || is_empty().then(|| view! {
            <DeskCard title=text::checklists()><p class="note">{text::no_checklists()}</p></DeskCard>
        })}
        {list}
    }
}

#[component]
fn One(venue: VenueId, rec: RecordId, checklist: Fields) -> impl IntoView {
    let asked = Query::new(move || Some(()), move |()| api::record(check_id(rec, venue)));
    let name = Checklist(&checklist).name().to_owned();
    let body = move || match (asked.answer.get(), asked.error.get()) {
        (Some(detail), _) => items(&checklist, Some(&detail.record.row.body)).into_any(),
        // A venue that has said nothing yet has no such record.
        (None, Some(ApiError::Refused { status: 404, .. })) => items(&checklist, None).into_any(),
        (None, Some(error)) => view! { <p class="note wait">{trouble::api(&error)}</p> }.into_any(),
        (None, None) => ().into_any(),
    };
    view! { <DeskCard title=name>{body}</DeskCard> }
}

fn items(checklist: &Fields, check: Option<&Fields>) -> impl IntoView + use<> {
    let empty = Fields::default();
    let (checklist, check) = (Checklist(checklist), Check(check.unwrap_or(&empty)));
    let item = |(id, words): (&str, &str)| {
        let answer = check.answer(id);
        let (class, said) = match &answer {
            Some(answer) if answer.done => ("green", text::item_done()),
            Some(_) => ("amber", text::item_missing()),
            None => ("ink-2", text::item_unanswered()),
        };
        let photos: Vec<DeskPhoto> = check.photos(id).map(|(_, photo)| shown(&photo)).collect();
        let on = answer.as_ref().map(|answer| time::short_day(answer.on));
        let note = answer.and_then(|answer| answer.note);
        view! {
            <li>
                <span>{words.to_owned()}{note.map(|note| view! { <small>{note}</small> })}</span>
                <b class=class>{said}</b>
                <small>{on}</small>
                {(!photos.is_empty()).then(|| view! { <DeskPhotos photos=photos /> })}
            </li>
        }
    };
    let all = checklist.items().count();
    view! {
        <p class="caption ink-2">{text::done_of(check.done(checklist), all)}</p>
        <ul class="desk-checks">{checklist.items().map(item).collect_view()}</ul>
    }
}
