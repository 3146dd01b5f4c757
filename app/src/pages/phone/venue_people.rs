//! The people of a venue: who answered for what is planned, and who has not been there for long.

use super::{
    record_words,
    roster::{Roster, use_roster},
};
use crate::{
    components::{
        button::{Button, Weight},
        icon::{Glyph, Icon},
    },
    routes::phone as route,
    state::{App, use_app},
    text::{self, venue as words},
};
use domain::{
    activity::{Activity, Attendance, Phase},
    away::{self, Presence},
    fields::Fields,
    id::{Feed, MemberId, RecordId, VenueId},
    review::Review,
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::cell::RefCell;

/// The most planned activities listed.
const PLANNED: usize = 10;
/// The most names of one answer.
const NAMES: usize = 6;
/// The most people listed before somebody asks for all.
const AWAY: usize = 8;

/// An activity to come, with who answered what.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Planned {
    rec: RecordId,
    glyph: Glyph,
    title: String,
    when: String,
    answers: Vec<String>,
}

/// What is planned, the next first.
#[component]
pub fn Ahead(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let planned = Memo::new(move |_| planned(app, venue, &roster.read()));
    let row = |planned: Planned| {
        view! {
            <li>
                <a class="list-row" href=route::record(planned.rec)>
                    <Icon glyph=planned.glyph/>
                    <span class="grow">
                        <span class="title">{planned.title}</span>
                        <span class="detail">{planned.when}</span>
                        {planned.answers.into_iter().map(|answer| view! { <span class="detail">{answer}</span> }).collect_view()}
                    </span>
                </a>
            </li>
        }
    };
    view! {
        <section class="group">
            <h2>{words::ahead()}</h2>
            <Show
                when=move || !planned.read().is_empty()
                fallback=|| view! { <p class="small ink-2">{words::nothing_ahead()}</p> }
            >
                <ul class="list boxed">{move || planned.get().into_iter().map(row).collect_view()}</ul>
            </Show>
        </section>
    }
}

fn planned(app: App, venue: VenueId, roster: &Roster) -> Vec<Planned> {
    let today = app.today();
    let mut found = app.activities(|glance| {
        let activity = Activity(glance.body);
        let of_venue = activity.venue() == Some(venue) || glance.feed == Feed::Venue(venue);
        let open = matches!(activity.review(), None | Some(Review::Pending));
        let ahead = activity.phase() == Some(Phase::Planned) && activity.day().is_some_and(|day| day >= today);
        (of_venue && open && ahead).then(|| read(glance.rec, glance.body, today, roster))
    });
    found.reverse();
    found.truncate(PLANNED);
    found
}

fn read(rec: RecordId, body: &Fields, today: Date, roster: &Roster) -> Planned {
    let activity = Activity(body);
    let of = |answer: fn(Attendance) -> bool, say: fn(String) -> String| {
        let who = activity.attendance().filter(|(_, state)| answer(*state)).map(|(member, _)| member);
        names(who, roster).map(say)
    };
    let answers = [
        of(|state| matches!(state, Attendance::Accepted | Attendance::Present), words::coming),
        of(|state| matches!(state, Attendance::Leave | Attendance::Absent), words::on_leave),
        of(|state| state == Attendance::Invited, words::unanswered),
    ];
    let mut answers: Vec<String> = answers.into_iter().flatten().collect();
    if answers.is_empty() {
        answers.push(words::nobody_invited().to_owned());
    }
    let when = activity.start().map(|start| text::time::span(start, activity.end(), today)).unwrap_or_default();
    Planned { rec, glyph: Glyph::of_activity(activity.kind()), title: record_words::title(body), when, answers }
}

/// The names of a few, and how many there are; `None` for nobody.
fn names(who: impl Iterator<Item = MemberId>, roster: &Roster) -> Option<String> {
    let who: Vec<&str> = who.map(|member| roster.member(member).unwrap_or(text::record::somebody())).collect();
    let few = who.iter().take(NAMES).copied().collect::<Vec<_>>().join(words::comma());
    match who.len() {
        0 => None,
        n if n > NAMES => Some(words::and_more(few, n)),
        _ => Some(few),
    }
}

/// Who has not been there for long, the longest first.
#[component]
pub fn Away(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let away = Memo::new(move |_| away_lines(app, venue, &roster.read()));
    let all = RwSignal::new(false);
    let shown = move || {
        let most = if all.get() { usize::MAX } else { AWAY };
        let line = |(name, since): (String, String)| view! { <div><dt>{name}</dt><dd>{since}</dd></div> };
        away.get().into_iter().take(most).map(line).collect_view()
    };
    let hidden = move || !all.get() && away.read().len() > AWAY;
    view! {
        <section class="card stack" aria-labelledby="away">
            <h2 id="away">{words::away()}</h2>
            <Show
                when=move || !away.read().is_empty()
                fallback=|| view! { <p class="small ink-2">{words::nobody_away()}</p> }
            >
                <p class="small ink-2">{words::away_what(away::LONG)}</p>
                <dl class="facts">{shown}</dl>
                <Show when=hidden>
                    <div class="row">
                        <Button
                            label=Signal::derive(move || words::show_all(away.read().len()))
                            weight=Weight::Quiet
                            on_press=move || all.set(true)
                        />
                    </div>
                </Show>
            </Show>
        </section>
    }
}

/// The name of each, with since when in words.
fn away_lines(app: App, venue: VenueId, roster: &Roster) -> Vec<(String, String)> {
    let today = app.today();
    let presence = RefCell::new(Presence::new(venue, today));
    // Every record is looked at and none is kept, so nothing of thousands is copied.
    app.activities(|glance| {
        presence.borrow_mut().see(glance.body);
        None::<()>
    });
    let members = app.members();
    let away = presence.into_inner().away(members.iter().map(|(member, body)| (*member, body)));
    away.into_iter()
        .map(|away| {
            let name = roster.member(away.member).unwrap_or(text::record::somebody()).to_owned();
            let since = match away.last {
                Some(last) => words::away_since(text::time::day(last, today), away.days),
                None => words::never_came(away.days),
            };
            (name, since)
        })
        .collect()
}
