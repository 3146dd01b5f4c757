//! What a venue is, and what it has to have.

use super::roster::use_roster;
use crate::{
    components::{
        button::{Button, LinkButton},
        icon::{Glyph, Icon},
        qr_code::{QrCode, QrModules},
    },
    routes::{self, phone as route},
    state::{App, use_app},
    text::{self, request as requests, venue as words},
};
use domain::{
    affiliation::{Affiliation, belongs},
    checklist::{Check, Checklist},
    id::{RecordId, VenueId},
    kind::Kind,
    member::Member,
    venue::{self, Venue},
};
use leptos::prelude::*;

/// The checklists of the committee, each with how far the venue has come.
#[component]
pub fn Checklists(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let lists = Memo::new(move |_| checklists(app, venue));
    let row = move |(rec, name, done, all): (RecordId, String, usize, usize)| {
        let glyph = if done == all { Glyph::Check } else { Glyph::Sheet };
        view! {
            <li>
                <a class="list-row middle" href=route::checklist(venue, rec)>
                    <Icon glyph=glyph/>
                    <span class="grow">
                        <span class="title">{name}</span>
                        <span class="detail">{words::progress(done, all)}</span>
                    </span>
                    <Icon glyph=Glyph::Right small=true/>
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || !lists.read().is_empty()>
            <section class="group">
                <h2>{words::checklists()}</h2>
                <ul class="list boxed">{move || lists.get().into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// Each checklist with its name, how many of its items are there, and how many there are in all.
fn checklists(app: App, venue: VenueId) -> Vec<(RecordId, String, usize, usize)> {
    let progress = |(rec, fields): (RecordId, domain::fields::Fields)| {
        let list = Checklist(&fields);
        let done = app.check(venue, rec).map_or(0, |check| Check(&check.body).done(list));
        (rec, list.name().to_owned(), done, list.items().count())
    };
    app.checklists().into_iter().map(progress).collect()
}

/// The facts of a venue, as the office keeps them.
#[component]
pub fn About(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let lines = Memo::new(move |_| about(app, venue));
    let line = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <section class="card stack" aria-labelledby="about">
            <h2 id="about">{words::about()}</h2>
            <dl class="facts">{move || lines.get().into_iter().map(line).collect_view()}</dl>
        </section>
    }
}

/// The code of the public page, to be held out to whoever has something to say; and what came by it.
#[component]
pub fn PublicCode(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let code = move || {
        let modules = QrModules::of(routes::public_venue(venue)).filter(|_| shown.get())?;
        Some(view! { <div class="public-qr"><QrCode label=requests::poster() modules=Signal::stored(modules)/></div> })
    };
    view! {
        <section class="card stack" aria-labelledby="of-citizens">
            <h2 id="of-citizens">{requests::title()}</h2>
            <p class="small ink-2">{requests::none()}</p>
            {code}
            <div class="actions wrap">
                <Button label=requests::show_code() on_press=move || shown.update(|shown| *shown = !*shown)/>
                <LinkButton href=route::REQUESTS label=requests::see_all()/>
            </div>
        </section>
    }
}

/// Names and values; those without a value are left out.
fn about(app: App, venue: VenueId) -> Vec<(&'static str, String)> {
    let (today, roster) = (app.today(), use_roster());
    let roster = roster.read();
    let Some(body) = app.record(RecordId::from(venue)).map(|view| view.body) else { return Vec::new() };
    let it = Venue(&body);
    let kind = it.kind().map(words::venue_type).or(body.text(venue::TYPE));
    let convenor = it.convenor().and_then(|member| roster.member(member));
    let approval = it.approval().map(|(day, by)| {
        let number = body.get(venue::APPROVAL).and_then(|value| value.get("number")?.as_str());
        let said = words::approved_by(text::time::day(day, today), by);
        number.map_or(said.clone(), |number| format!("{said} {number}"))
    });
    let part = |sort: Affiliation, kind: Kind| {
        let names = app.part_names(kind);
        let held = belongs(&body, sort, today).filter_map(|rec| names.get(&rec).cloned());
        held.collect::<Vec<_>>().join(words::comma())
    };
    let (under, cluster) =
        (part(Affiliation::SpecialCommittee, Kind::SpecialCommittee), part(Affiliation::Cluster, Kind::Cluster));
    let members = app.members();
    let here = members.iter().filter(|(_, body)| Member(body).venues(today).any(|at| at == venue));
    let here: Vec<&str> = here.map(|(_, body)| Member(body).name()).collect();
    let members =
        if here.is_empty() { String::new() } else { words::members_of(here.len(), here.join(words::comma())) };
    let lines = [
        (words::kind(), kind.unwrap_or_default().to_owned()),
        (words::place(), body.text(venue::PLACE).unwrap_or_default().to_owned()),
        (words::convenor(), convenor.unwrap_or_default().to_owned()),
        (words::instructor(), body.text(venue::INSTRUCTOR).unwrap_or_default().to_owned()),
        (words::approval(), approval.unwrap_or_default()),
        (words::under(), under),
        (words::cluster(), cluster),
        (words::members(), members),
    ];
    lines.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
