//! Who belongs to a venue, when each was there last, and who has not been there for long.

use super::{
    below::RosterAt,
    roster_rows::Directory,
    year::{Year, which},
};
use crate::{
    api::{self, FigureState},
    components::{
        badge::{Badge, BadgeText, Family},
        desk_card::DeskCard,
        icon::Glyph,
        tone::Tone,
    },
    pages::query::Query,
    routes::desk as route,
    state::use_app,
    text::{roster as text, time, trouble},
};
use domain::{
    away::{Away, Presence},
    day::Period,
    fields::Fields,
    id::{MemberId, VenueId},
    member::Member,
    policy::Scope,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use sync::wire::figures::RecordsOfFigure;

/// Who belongs to the venue today. The records of this year and of the one before tell when each was there.
#[component]
pub fn People(venue: VenueId, at: RosterAt, directory: Memo<Directory>, year: Year) -> impl IntoView {
    let app = use_app();
    let this_year = Memo::new(move |_| app.today().year());
    let records = |back: i16, state| {
        let asked = move || Some(which(Period::Year(this_year.get() - back), Scope::Venue(venue)));
        Query::new(asked, move |which| api::records_of(which, state))
    };
    let queries =
        [records(0, FigureState::Approved), records(0, FigureState::Pending), records(1, FigureState::Approved)];
    let people = move || {
        let answers: Option<Vec<RecordsOfFigure>> = queries.iter().map(|query| query.answer.get()).collect();
        let today = app.today();
        directory.with(|directory| {
            let members = directory.members_of(venue, today);
            let away: Option<BTreeMap<MemberId, Away>> = answers.as_ref().map(|answers| {
                let mut presence = Presence::new(venue, today);
                answers.iter().flat_map(|answer| &answer.records).for_each(|record| presence.see(&record.row.row.body));
                presence.away(members.iter().copied()).into_iter().map(|away| (away.member, away)).collect()
            });
            let row = |(id, body): &(MemberId, &Fields)| {
                let href = route::member(*id, &year.address.get_untracked());
                let long = away.as_ref().and_then(|away| away.get(id)).copied();
                person(Member(body).name().to_owned(), href, long, today.year())
            };
            members.iter().map(row).collect_view()
        })
    };
    let is_empty = move || directory.with(|directory| directory.members_of(venue, app.today()).is_empty());
    let failure = move || at.error().map(|error| view! { <p class="note wait">{trouble::api(&error)}</p> });
    let is_none = move || is_empty() && !at.is_reading() && at.error().is_none();
    view! {
        <DeskCard title=text::venue_members()>
            {failure}
            {move || is_none().then(|| view! { <p class="note">{text::no_members()}</p> })}
            <ul class="desk-members">{people}</ul>
        </DeskCard>
    }
}

fn person(name: String, href: String, long: Option<Away>, this_year: i16) -> impl IntoView {
    let badge = long.map(|away| {
        let words = match away.last {
            Some(last) => {
                format!("{} {} · {}", text::last_there(), time::day_of(last, this_year), text::long_away(away.days))
            }
            None => text::not_there().to_owned(),
        };
        BadgeText { family: Family::Stage, tone: Tone::Wait, glyph: Glyph::Clock, words }
    });
    view! {
        <li>
            <a href=href>{name}</a>
            {badge.map(|badge| view! { <Badge badge=badge /> })}
        </li>
    }
}
