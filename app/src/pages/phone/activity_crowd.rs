//! 扎堆提醒: what else is announced at the same place within days. It is told while planning, and stops nobody.

use super::{activity_form::Form, record_words, roster::use_roster};
use crate::{
    components::{icon::Glyph, note::Note, tone::Tone},
    state::App,
    text::{activity as text, time},
};
use domain::{
    crowding::{self, Plan, Spot},
    fields::Fields,
    id::RecordId,
    kind::Kind,
};
use leptos::prelude::*;

/// The hint; takes no room while there is no crowd.
#[component]
pub fn CrowdNote(
    /// The form.
    form: Form,
) -> impl IntoView {
    let roster = use_roster();
    let app = form.app;
    // Of what is typed only place and day matter here.
    let asked = Memo::new(move |_| form.read(crowding::announced));
    let crowd =
        Memo::new(move |_| asked.get().map(|(spot, day)| crowding::crowd_with(day, &others(app, &spot, form.rec()))));
    let line = move |plan: Plan| {
        let view = app.record(plan.rec)?;
        let day = time::day(plan.day, app.today());
        let place = record_words::venue(&view.body, &roster.read()).unwrap_or_default();
        let words: Vec<String> =
            [day, record_words::kind(&view.body), place].into_iter().filter(|it| !it.is_empty()).collect();
        Some(view! { <li>{words.join(" · ")}</li> })
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
                <ul class="plain-list">{plans.into_iter().filter_map(line).collect_view()}</ul>
                <p>{text::crowded_only_hint()}</p>
            </Note>
        })
    }
}

/// What else is announced at a spot, as far as this phone knows.
fn others(app: App, spot: &Spot, but: RecordId) -> Vec<Plan> {
    let at = |body: &Fields| crowding::announced(body).filter(|(other, _)| other == spot).map(|(_, day)| day);
    app.activities(|glance| at(glance.body).filter(|_| glance.rec != but).map(|day| Plan { day, rec: glance.rec }))
}
