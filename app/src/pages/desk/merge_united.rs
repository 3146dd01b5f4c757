//! Who is listed once two records are one, what is said of them, and who was there where the two differ.

use super::{merge_panel::Choice, roster::Roster};
use crate::text::{desk as text, photo, review, vocabulary};
use domain::{
    activity::{Attendance, attendance_field},
    duplicate::{added_photos, found_away_there, left_out, objections_taken_in, united},
    id::MemberId,
    photo::photos,
};
use leptos::prelude::*;

/// Who will be listed.
#[component]
pub fn United(
    /// What was chosen so far.
    choice: Choice,
    /// Names.
    roster: Memo<Roster>,
) -> impl IntoView {
    let named = move |members: Vec<MemberId>, words: fn(&str) -> String| {
        let name = |roster: &Roster| members.iter().map(|member| roster.member(*member).to_owned()).collect::<Vec<_>>();
        let names = roster.with(name);
        let words = (!names.is_empty()).then(|| words(&names.join(text::list_break())));
        words.map(|words| view! { <p class="note act">{words}</p> })
    };
    let names = move || {
        let found = choice.with_two(|stays, goes| found_away_there(stays, goes).into_keys().collect::<Vec<_>>());
        // Of those whom the two tell differently it is said below, where somebody decides.
        let all = choice.with_two(united).into_iter().filter(|(member, _)| !found.contains(member));
        let said = all.map(|(member, state)| {
            roster.with(|roster| format!("{} {}", roster.member(member), vocabulary::attendance(state)))
        });
        said.collect::<Vec<_>>().join(text::list_break())
    };
    let left_out = move || named(choice.with_two(left_out).into_iter().collect(), review::left_out);
    let objecting = move || {
        let said = choice.with_two(objections_taken_in);
        named(said.into_iter().map(|(member, _)| member).collect(), review::with_objections)
    };
    let found = Memo::new(move |_| {
        let found = choice.with_two(|stays, goes| {
            let found = found_away_there(stays, goes);
            found.into_iter().map(|(member, how)| (member, how.to_owned())).collect::<Vec<_>>()
        });
        roster.with(|roster| {
            let named = found.into_iter().map(|(member, how)| (member, roster.member(member).to_owned(), how));
            named.collect::<Vec<_>>()
        })
    });
    // Which of the two stays does not matter for how many there are.
    let photos = move || {
        let all = choice.with_two(|one, other| photos(one).count() + added_photos(one, other).len());
        (all > 0).then(|| view! { <p>{photo::merged_photos(all)}</p> })
    };
    let was_there = move |(member, name, how)| view! { <WasThere choice=choice member=member name=name how=how/> };
    view! {
        <section>
            <h3>{review::united()}</h3>
            <p>{names}</p>
            {left_out}
            {objecting}
            {photos}
        </section>
        {move || found.get().into_iter().map(was_there).collect_view()}
    }
}

/// Whom the one lists as there, and of whom was found by the other not to have been: a person says which holds.
#[component]
fn WasThere(
    /// What was chosen so far.
    choice: Choice,
    /// Whom it is about.
    member: MemberId,
    /// How that person is called.
    name: String,
    /// As what the person was found to have been away.
    how: String,
) -> impl IntoView {
    let field = StoredValue::new(attendance_field(member));
    let chosen = Memo::new(move |_| field.with_value(|field| choice.decided.read().text(field).map(str::to_owned)));
    let found = how.parse::<Attendance>().map_or(review::found_off(), vocabulary::attendance);
    let ways =
        [(Attendance::Present.id().to_owned(), review::found_there().to_owned()), (how, review::found_not(found))];
    let group = format!("there-{member}");
    let one = {
        let group = group.clone();
        move |(id, words): (String, String)| {
            let (own, taken) = (id.clone(), id);
            let take =
                move |_| choice.decided.update(|decided| field.with_value(|it| decided.set(it.clone(), &*taken)));
            view! {
                <label class="desk-reason">
                    <input
                        type="radio" name=group.clone() on:change=take
                        prop:checked=move || chosen.read().as_ref() == Some(&own)
                    />
                    <span>{words}</span>
                </label>
            }
        }
    };
    let lacking = move || (choice.asked.get() && chosen.read().is_none()).then(review::found_lacking);
    let wrong = format!("{group}-wrong");
    view! {
        <fieldset class="field" aria-describedby=wrong.clone()>
            <legend class="label">{review::found_differs(&name)}</legend>
            <div class="desk-reasons">{ways.map(one).collect_view()}</div>
            <p id=wrong.clone() class="hint wrong" role="alert">{lacking}</p>
        </fieldset>
    }
}
