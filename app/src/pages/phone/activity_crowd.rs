//! 扎堆提醒: what else is announced at the same place within days, by one's own venue and, as far as there is signal, by
//! others. It is told while planning, and stops nobody.

use super::{activity_form::Form, record_words, roster::use_roster};
use crate::{
    api,
    components::{icon::Glyph, note::Note, tone::Tone},
    pages::query::Query,
    state::App,
    text::{activity as text, time},
};
use domain::{
    crowding::{self, Plan, Spot},
    fields::Fields,
    id::RecordId,
    kind::Kind,
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::{collections::BTreeMap, time::Duration};
use sync::{client::Link, wire::figures::Nearby};

/// The server is not asked about every letter of a place while it is typed.
const SETTLED_AFTER: Duration = Duration::from_millis(600);

/// The hint; takes no room while there is no crowd.
#[component]
pub fn CrowdNote(
    /// The form.
    form: Form,
) -> impl IntoView {
    let roster = use_roster();
    let app = form.app;
    // Of what is typed only place and day matter here.
    let units = Memo::new(move |_| units(app));
    let asked =
        Memo::new(move |_| form.read(|body| crowding::announced(body, |place| units.read().get(place).copied())));
    let elsewhere = elsewhere(app, asked);
    let crowd = Memo::new(move |_| {
        let (spot, day) = asked.get()?;
        let others = others(app, &units.read(), &spot, form.rec()).into_iter();
        let unknown = elsewhere.get().into_iter().filter(|(rec, _)| *rec != form.rec() && app.record(*rec).is_none());
        let unknown = unknown.map(|(rec, (day, _))| Plan { day, rec });
        Some(crowding::crowd_with(day, &others.chain(unknown).collect::<Vec<_>>()))
    });
    let line = move |plan: Plan| {
        let (kind, place) = match app.record(plan.rec) {
            Some(view) => {
                let place = record_words::venue(&view.body, &roster.read()).unwrap_or_default();
                (record_words::kind(&view.body), place)
            }
            None => {
                let venue = elsewhere.with(|others| others.get(&plan.rec).map(|(_, venue)| venue.clone()));
                let venue = venue.filter(|venue| !venue.is_empty());
                (String::new(), venue.unwrap_or_else(|| text::planned_elsewhere().to_owned()))
            }
        };
        let words = [time::day(plan.day, app.today()), kind, place];
        let words: Vec<String> = words.into_iter().filter(|it| !it.is_empty()).collect();
        view! { <li>{words.join(" · ")}</li> }
    };
    let place = move || match asked.get() {
        Some((Spot::Place(place), _)) => place,
        Some((Spot::Unit(unit), _)) => app.part_names(Kind::ContactUnit).get(&unit).cloned().unwrap_or_default(),
        None => String::new(),
    };
    move || {
        let plans = crowd.get().filter(|plans| !plans.is_empty())?;
        let head = text::crowded(&place(), crowding::DAYS, plans.len());
        Some(view! {
            <Note tone=Tone::Wait glyph=Glyph::Alert>
                <p><b>{head}</b></p>
                <ul class="plain-list">{plans.into_iter().map(line).collect_view()}</ul>
                <p>{text::crowded_only_hint()}</p>
            </Note>
        })
    }
}

/// What else is announced at a spot, as far as this phone knows.
fn others(app: App, units: &BTreeMap<String, RecordId>, spot: &Spot, but: RecordId) -> Vec<Plan> {
    let announced = |body: &Fields| crowding::announced(body, |place| units.get(place).copied());
    let at = |body: &Fields| announced(body).filter(|(other, _)| other == spot).map(|(_, day)| day);
    app.activities(|glance| at(glance.body).filter(|_| glance.rec != but).map(|day| Plan { day, rec: glance.rec }))
}

/// The contact units by name: a place in words that is the name of one is that unit.
pub fn units(app: App) -> BTreeMap<String, RecordId> {
    app.part_names(Kind::ContactUnit).into_iter().map(|(rec, name)| (name, rec)).collect()
}

/// What the server knows of, with day and name of the venue; nothing while it was not reached.
fn elsewhere(app: App, asked: Memo<Option<(Spot, Date)>>) -> Memo<BTreeMap<RecordId, (Date, String)>> {
    let settled = RwSignal::new(None);
    let mut settle = debounce(SETTLED_AFTER, move |asked| settled.set(asked));
    Effect::new(move |_| settle(asked.get()));
    let query = Query::new(move || settled.get(), |(spot, day)| api::nearby(spot, day));
    let online = Memo::new(move |_| app.sync_line().link == Link::Online);
    Effect::new(move |_| {
        if online.get() && query.error.with_untracked(Option::is_some) {
            query.again();
        }
    });
    // Until the typing has settled, the last answer is about another spot.
    Memo::new(move |_| {
        let known = query.answer.get().filter(|_| settled.get() == asked.get());
        known.as_ref().map(days).unwrap_or_default()
    })
}

fn days(nearby: &Nearby) -> BTreeMap<RecordId, (Date, String)> {
    nearby.plans.iter().filter_map(|plan| Some((plan.rec, (plan.day.parse().ok()?, plan.venue.clone())))).collect()
}
