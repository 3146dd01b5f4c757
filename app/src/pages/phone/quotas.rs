//! What is asked of a member and of the venues that one runs, and how far it has come: reckoned on the phone, so that it
//! is there without signal.

use super::standing::Viewer;
use crate::{
    routes::phone as route,
    state::{App, use_app},
    text::{home as words, quota as say, vocabulary},
};
use domain::{
    activity::{Activity, REVIEW, START},
    day::Period,
    fields::Fields,
    id::{RecordId, VenueId},
    indicator::{Facts, facts},
    quota::{Attainment, Every, Owner, Quota},
    review::Review,
    venue::Venue,
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::{borrow::Cow, cell::RefCell};

/// A quota and how far it has come in its present period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The quota and its period: another one when the period is over.
    pub key: String,
    /// Its name, with the unit where it is not counted in activities.
    pub name: String,
    /// What could be read aloud.
    pub sentence: String,
    /// What is approved, what waits and what is missing.
    pub stands: String,
    /// Whether something is still to be done, beside waiting for a review.
    pub is_missing: bool,
    /// How many days are left.
    pub days: i64,
}

/// The quotas of the person and of the venues that the person runs.
#[component]
pub fn Quotas() -> impl IntoView {
    let app = use_app();
    let mine = Memo::new(move |_| of_member(app));
    let venues = Memo::new(move |_| Viewer::of(app).venues().collect::<Vec<_>>());
    view! {
        <Show when=move || !(mine.read().is_empty() && venues.read().is_empty())>
            <section class="card stack" aria-labelledby="quotas">
                <h2 id="quotas">{words::quotas()}</h2>
                <OwedLines lines=mine/>
                <For each=move || venues.get() key=|venue| *venue children=|venue| view! { <OfVenue venue=venue/> }/>
            </section>
        </Show>
    }
}

/// What is asked of one venue, below the way to its page.
#[component]
fn OfVenue(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let lines = Memo::new(move |_| of_venue(app, venue));
    let name = move || app.record(venue.into()).map(|view| Venue(&view.body).name().to_owned());
    view! {
        <div class="stack tight of-venue">
            <h3><a class="text-link" href=route::venue(venue)>{name}</a></h3>
            <OwedLines lines=lines/>
        </div>
    }
}

/// Quotas, one below the other.
#[component]
pub fn OwedLines(
    /// The quotas.
    #[prop(into)]
    lines: Signal<Vec<Owed>>,
) -> impl IntoView {
    let line = |owed: Owed| {
        view! {
            <div>
                <dt>{owed.name}</dt>
                <dd><b>{owed.sentence}</b><br/><span class="small ink-2">{owed.stands}</span></dd>
            </div>
        }
    };
    move || {
        (!lines.read().is_empty())
            .then(|| view! { <dl class="facts">{lines.get().into_iter().map(line).collect_view()}</dl> })
    }
}

/// What is asked of the person today.
pub fn of_member(app: App) -> Vec<Owed> {
    let Some(me) = Viewer::of(app).member else { return Vec::new() };
    let quotas = app.quotas();
    let asked = asked(app, &quotas, |quota| quota.owner() == Some(Owner::Member));
    if asked.is_empty() {
        return Vec::new();
    }
    let member = app.record(RecordId::from(me)).map(|view| view.body).unwrap_or_default();
    let due = |quota: Quota<'_>, period| quota.due(&member, period);
    reckon(app, asked, due, |facts| facts.members.contains(&me))
}

/// What is asked of a venue today, reckoned from the records on this phone.
pub fn of_venue(app: App, venue: VenueId) -> Vec<Owed> {
    let quotas = app.quotas();
    let Some(fields) = app.record(RecordId::from(venue)).map(|view| view.body) else { return Vec::new() };
    let asked = asked(app, &quotas, |quota| quota.concerns_venue(&fields));
    let due = |quota: Quota<'_>, period| quota.due(&fields, period);
    reckon(app, asked, due, |facts| facts.venue == Some(venue))
}

/// A quota that is valid today, with its present period.
struct Asked<'a> {
    rec: RecordId,
    quota: Quota<'a>,
    every: Every,
    period: Period,
}

fn asked<'a>(app: App, quotas: &'a [(RecordId, Fields)], is_asked: impl Fn(Quota<'a>) -> bool) -> Vec<Asked<'a>> {
    let today = app.today();
    let one = |(rec, fields): &'a (RecordId, Fields)| {
        let (quota, every) = (Quota(fields), Quota(fields).every()?);
        let holds = quota.holds_on(today) && is_asked(quota);
        holds.then(|| Asked { rec: *rec, quota, every, period: every.period_of(today) })
    };
    quotas.iter().filter_map(one).collect()
}

/// How each quota stands, by one look at every activity of this year: the year is the longest period.
fn reckon(
    app: App,
    asked: Vec<Asked<'_>>,
    due: impl Fn(Quota<'_>, Period) -> i64,
    touches: impl Fn(&Facts<'_>) -> bool,
) -> Vec<Owed> {
    if asked.is_empty() {
        return Vec::new();
    }
    let begin = |asked: &Asked<'_>| Attainment { due: due(asked.quota, asked.period), ..Attainment::default() };
    let stands: RefCell<Vec<Attainment>> = RefCell::new(asked.iter().map(begin).collect());
    let year = Every::Year.period_of(app.today()).to_string();
    app.activities(|glance| {
        if glance.body.text(START).is_some_and(|start| start.starts_with(&year)) {
            let body = reviewed(glance.body);
            if let Some(facts) = facts(&body).filter(|facts| touches(facts)) {
                for (asked, stands) in asked.iter().zip(stands.borrow_mut().iter_mut()) {
                    asked.quota.count(stands, asked.period, &facts);
                }
            }
        }
        None::<()>
    });
    let stands = stands.into_inner();
    // Who came late in a period may owe nothing of it.
    let owing = asked.iter().zip(stands).filter(|(_, stands)| stands.due > 0);
    owing.map(|(asked, stands)| owed(asked, stands, app.today())).collect()
}

/// What is submitted and not yet with the server has no state of review; it waits for one like the others.
fn reviewed(body: &Fields) -> Cow<'_, Fields> {
    match Activity(body).review() {
        Some(_) => Cow::Borrowed(body),
        None => Cow::Owned(body.clone().with(REVIEW, Review::Pending.id())),
    }
}

fn owed(asked: &Asked<'_>, stands: Attainment, today: Date) -> Owed {
    let Asked { rec, quota, every, period } = asked;
    let unit = quota.measure().map(vocabulary::unit);
    let name = match unit {
        Some(unit) => words::quota_in(quota.name(), unit),
        None => quota.name().to_owned(),
    };
    let days = period.days_left(today);
    Owed {
        key: format!("{rec}:{period}"),
        name,
        sentence: say::sentence(*every, stands, unit.unwrap_or(say::times()), days),
        stands: say::stands(stands),
        is_missing: stands.missing() > stands.pending,
        days,
    }
}
