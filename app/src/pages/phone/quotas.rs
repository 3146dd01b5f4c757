//! What is asked of a member and of the venues that one runs, and how far it has come: reckoned on the phone, so that it
//! is there without signal.

use super::{roster::use_roster, standing::Viewer};
use crate::{
    routes::phone as route,
    state::{App, use_app},
    text::{home as words, quota as say, vocabulary},
};
use domain::{
    activity::{Activity, Attendance, REVIEW, START},
    fields::Fields,
    id::{RecordId, VenueId},
    quota::{Attainment, Every, Owner, Quota},
    review::Review,
};
use jiff::civil::Date;
use leptos::prelude::*;

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
    let roster = use_roster();
    let lines = Memo::new(move |_| of_venue(app, venue));
    let name = move || roster.read().venue(venue).unwrap_or_default().to_owned();
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
    let mine = holding(&quotas, app.today(), |quota| quota.owner() == Some(Owner::Member));
    if mine.is_empty() {
        return Vec::new();
    }
    let bodies = bodies_of(app, |activity| activity.attendance_of(me) == Some(Attendance::Present));
    let member = app.record(RecordId::from(me)).map(|view| view.body).unwrap_or_default();
    let stands =
        |quota: Quota<'_>, every: Every| quota.attainment(me, &member, every.period_of(app.today()), bodies.iter());
    mine.into_iter().filter_map(|quota| owed(app.today(), quota, stands)).collect()
}

/// What is asked of a venue today, reckoned from the records on this phone.
pub fn of_venue(app: App, venue: VenueId) -> Vec<Owed> {
    let quotas = app.quotas();
    let Some(fields) = app.record(RecordId::from(venue)).map(|view| view.body) else { return Vec::new() };
    let its = holding(&quotas, app.today(), |quota| quota.concerns_venue(&fields));
    if its.is_empty() {
        return Vec::new();
    }
    let bodies = bodies_of(app, |activity| activity.venue() == Some(venue));
    let stands =
        |quota: Quota<'_>, every: Every| quota.attainment_of_venue(venue, every.period_of(app.today()), bodies.iter());
    its.into_iter().filter_map(|quota| owed(app.today(), quota, stands)).collect()
}

/// The quotas of somebody that are valid on a day, with their ids.
fn holding(
    quotas: &[(RecordId, Fields)],
    today: Date,
    is_asked: impl Fn(Quota<'_>) -> bool,
) -> Vec<(RecordId, Quota<'_>)> {
    let all = quotas.iter().map(|(rec, fields)| (*rec, Quota(fields)));
    all.filter(|(_, quota)| quota.holds_on(today) && is_asked(*quota)).collect()
}

/// How a quota stands; `None` where nothing is owed of it, as by who came late in the period.
fn owed(
    today: Date,
    (rec, quota): (RecordId, Quota<'_>),
    reckon: impl Fn(Quota<'_>, Every) -> Attainment,
) -> Option<Owed> {
    let every = quota.every()?;
    let (stands, period) = (reckon(quota, every), every.period_of(today));
    let unit = quota.measure().map(vocabulary::unit);
    let name = match unit {
        Some(unit) => words::quota_in(quota.name(), unit),
        None => quota.name().to_owned(),
    };
    let days = period.days_left(today);
    (stands.due > 0).then(|| Owed {
        key: format!("{rec}:{period}"),
        name,
        sentence: say::sentence(every, stands, unit.unwrap_or(say::times()), days),
        stands: say::stands(stands),
        is_missing: stands.missing() > stands.pending,
        days,
    })
}

/// The activities of this year that are wanted: the year is the longest period. What is submitted and not yet with the
/// server has no state of review; it waits for one like the others.
fn bodies_of(app: App, is_wanted: impl Fn(Activity<'_>) -> bool) -> Vec<Fields> {
    let year = Every::Year.period_of(app.today()).to_string();
    app.activities(|glance| {
        let this_year = glance.body.text(START).is_some_and(|start| start.starts_with(&year));
        (this_year && is_wanted(Activity(glance.body))).then(|| {
            let mut body = glance.body.clone();
            if Activity(&body).review().is_none() {
                body.set(REVIEW, Review::Pending.id());
            }
            body
        })
    })
}
