//! What is asked of a member, and how far it has come: reckoned on the phone, so that it is there without signal.

use super::standing::Viewer;
use crate::{
    state::{App, use_app},
    text::{home as words, vocabulary},
};
use domain::{
    activity::{Activity, Attendance, REVIEW, START},
    fields::Fields,
    id::{MemberId, RecordId},
    quota::{Every, Owner, Quota},
    review::Review,
};
use leptos::prelude::*;

/// The quotas of the person, each with what is approved, what waits and what is missing.
#[component]
pub fn Quotas() -> impl IntoView {
    let app = use_app();
    let lines = Memo::new(move |_| lines(app));
    view! {
        <Show when=move || !lines.read().is_empty()>
            <section class="card stack" aria-labelledby="quotas">
                <h2 id="quotas">{words::quotas()}</h2>
                <dl class="facts">
                    {move || lines.get().into_iter().map(|(name, stands)| view! {
                        <div><dt>{name}</dt><dd>{stands}</dd></div>
                    }).collect_view()}
                </dl>
            </section>
        </Show>
    }
}

/// The name of each quota that holds today, with how the person stands in its present period.
fn lines(app: App) -> Vec<(String, String)> {
    let Some(me) = Viewer::of(app).member else { return Vec::new() };
    let today = app.today();
    let quotas = app.quotas();
    let mine: Vec<&Fields> = quotas
        .iter()
        .map(|(_, fields)| fields)
        .filter(|fields| Quota(fields).owner() == Some(Owner::Member) && Quota(fields).holds_on(today))
        .collect();
    if mine.is_empty() {
        return Vec::new();
    }
    // The year is the longest period, so nothing older is looked at.
    let (bodies, member) = (bodies_of(app, me, &Every::Year.period_of(today).to_string()), RecordId::from(me));
    let member = app.record(member).map(|view| view.body).unwrap_or_default();
    mine.into_iter()
        .filter_map(|fields| {
            let quota = Quota(fields);
            let every = quota.every()?;
            let stands = quota.attainment(me, &member, every.period_of(today), bodies.iter());
            // Who came late in the period may owe nothing of it.
            (stands.due > 0).then(|| {
                let when = match every {
                    Every::Month => words::this_month(),
                    Every::Quarter => words::this_quarter(),
                    Every::Year => words::this_year(),
                };
                let unit = quota.measure().map(vocabulary::unit).unwrap_or_default();
                let (approved, pending, missing) = (stands.approved, stands.pending, stands.missing());
                let sentence = match missing {
                    0 => words::quota_met(when, approved, pending, stands.due),
                    _ => words::quota_open(when, approved, pending, missing),
                };
                (named(quota, unit), sentence)
            })
        })
        .collect()
}

/// The name with its unit, where it is not counted in activities.
fn named(quota: Quota<'_>, unit: &str) -> String {
    if unit.is_empty() { quota.name().to_owned() } else { format!("{}（{unit}）", quota.name()) }
}

/// The activities of a year that the person was present at. What is submitted and not yet with the server has no state of
/// review; it waits for one like the others.
fn bodies_of(app: App, me: MemberId, year: &str) -> Vec<Fields> {
    app.activities(|glance| {
        let this_year = glance.body.text(START).is_some_and(|start| start.starts_with(year));
        let present = this_year && Activity(glance.body).attendance_of(me) == Some(Attendance::Present);
        present.then(|| {
            let mut body = glance.body.clone();
            if Activity(&body).review().is_none() {
                body.set(REVIEW, Review::Pending.id());
            }
            body
        })
    })
}
