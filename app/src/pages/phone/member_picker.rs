//! The roster to pick people from, by the initials of their pinyin or by characters; without signal too.

use super::roster::{Person, use_roster};
use crate::{components::field::TextField, text::activity as text};
use domain::id::MemberId;
use leptos::prelude::*;

/// The most people listed before somebody types on.
const LISTED: usize = 30;

/// The roster with a tick beside everybody who is picked.
#[component]
pub fn MemberPicker(
    /// Those who are picked.
    #[prop(into)]
    picked: Signal<Vec<MemberId>>,
    /// Called with somebody who is ticked or unticked.
    #[prop(into)]
    on_tick: Callback<(MemberId, bool)>,
) -> impl IntoView {
    let roster = use_roster();
    let typed = RwSignal::new(String::new());
    let hits = Memo::new(move |_| {
        let roster = roster.read();
        let typed = typed.read().trim().to_owned();
        // Those who are picked stand first, as they stood when the search was typed.
        let chosen = picked.get_untracked();
        let answering = roster.people.iter().filter_map(|person| Some((person.answers_to(&typed)?, person)));
        let mut hits: Vec<_> = answering.collect();
        hits.sort_by_key(|(answer, person)| (!chosen.contains(&person.id), *answer));
        hits.into_iter().map(|(_, person)| person.clone()).collect::<Vec<Person>>()
    });
    let more = move || hits.read().len().saturating_sub(LISTED);
    let candidate = move |person: Person| {
        let id = person.id;
        let ticked = Memo::new(move |_| picked.read().contains(&id));
        view! {
            <li>
                <label class="list-row middle tick">
                    <input
                        type="checkbox"
                        aria-label=person.name.clone()
                        prop:checked=move || ticked.get()
                        on:change=move |event| on_tick.run((id, event_target_checked(&event)))
                    />
                    <span class="grow">
                        <span class="title">{person.name}</span>
                        <span class="detail">{person.sector}</span>
                    </span>
                </label>
            </li>
        }
    };
    view! {
        <TextField
            label=text::find_member() id="find-member" kind="search" value=typed focused=true
            on_input=move |words| typed.set(words)
        />
        <p class="hint" role="status">{move || text::chosen(picked.read().len())}</p>
        <ul class="list boxed">
            <For each=move || hits.get().into_iter().take(LISTED) key=|person| person.id children=candidate/>
        </ul>
        <p class="hint" hidden=move || !hits.read().is_empty()>{text::no_such_member()}</p>
        <p class="hint" hidden=move || more() == 0>{move || text::more_members(more())}</p>
    }
}
