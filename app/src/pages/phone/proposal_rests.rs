//! 不调研不提案: the activities that a proposal rests on, chosen from those that one took part in.

use super::{raising::Raising, record_words};
use crate::{components::picked::Picked, text::proposal as words};
use domain::{
    activity::{Activity, Phase},
    day::days_between,
    id::RecordId,
    proposal::{Proposal, RESTS_ON, RESTS_ON_MAX},
};
use leptos::prelude::*;

/// How many days back activities are offered.
const OFFERED: i64 = 366;
/// The most that are offered.
const LISTED: usize = 40;

/// An activity to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offered {
    rec: RecordId,
    title: String,
    day: String,
}

/// The field.
#[component]
pub fn RestsOn(
    /// The form.
    form: Raising,
) -> impl IntoView {
    let app = form.app;
    let chosen = Memo::new(move |_| {
        form.draft.with(|draft| Proposal(&draft.body).rests_on().map(|(rec, _)| rec).collect::<Vec<RecordId>>())
    });
    let called = move |rec: RecordId| {
        let name = |(one, name): (RecordId, &str)| (one == rec).then(|| name.to_owned());
        form.draft.with_untracked(|draft| Proposal(&draft.body).rests_on().find_map(name)).unwrap_or_default()
    };
    let offered = Memo::new(move |_| {
        let today = app.today();
        let mut held = app.activities(|glance| {
            let it = Activity(glance.body);
            let day = it.day().filter(|_| it.phase() == Some(Phase::Held))?;
            (0..=OFFERED).contains(&days_between(day, today)).then(|| Offered {
                rec: glance.rec,
                title: record_words::title(glance.body),
                day: day.to_string(),
            })
        });
        held.truncate(LISTED);
        held
    });
    let tick = move |one: &Offered, is_chosen: bool| {
        let name: String = format!("{} {}", one.day, one.title).chars().take(RESTS_ON_MAX).collect();
        form.set(&format!("{RESTS_ON}:{}", one.rec), is_chosen.then_some(name));
    };
    let row = move |one: Offered| {
        let rec = one.rec;
        let ticked = Memo::new(move |_| chosen.read().contains(&rec));
        let (title, day) = (one.title.clone(), one.day.clone());
        view! {
            <li>
                <label class="list-row middle tick">
                    <input
                        type="checkbox" aria-label=title.clone() prop:checked=move || ticked.get()
                        on:change=move |event| tick(&one, event_target_checked(&event))
                    />
                    <span class="grow"><span class="title">{title}</span><span class="detail">{day}</span></span>
                </label>
            </li>
        }
    };
    view! {
        <Picked
            legend=words::rests_on() id="field-rests_on" add=words::rests_add() title=words::rests_title()
            hint=words::rests_hint() listed=chosen called=called
            on_remove=move |rec: RecordId| form.set(&format!("{RESTS_ON}:{rec}"), None::<String>)
        >
            <ul class="list boxed">{move || offered.get().into_iter().map(row).collect_view()}</ul>
            <p class="hint" hidden=move || !offered.read().is_empty()>{words::rests_nothing()}</p>
        </Picked>
    }
}
