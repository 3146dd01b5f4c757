//! One item of a checklist: ticked with one touch; the day and a note behind a button, photos below them.

use super::{
    check_photos::{Evidence, ItemOf, TakeEvidence},
    checklist::say,
};
use crate::{
    components::{
        badge::{Badge, BadgeText, Family},
        button::{Button, Weight},
        dialog::Dialog,
        field::{TextArea, TextField},
        icon::Glyph,
        segmented::{Segment, Segmented},
        toast::Toasts,
        tone::Tone,
    },
    state::{App, use_app},
    text::{frame, time, trouble, venue as words},
};
use domain::{
    checklist::{Answer, NOTE_MAX},
    day::day,
    id::{RecordId, VenueId},
};
use leptos::{prelude::*, task::spawn_local};

/// Where an answer goes.
#[derive(Clone, Copy)]
struct Place {
    app: App,
    toasts: Toasts,
    venue: VenueId,
    checklist: RecordId,
    item: StoredValue<String>,
}

impl Place {
    /// The item whose photos are meant.
    fn of(self) -> ItemOf {
        ItemOf { venue: self.venue, checklist: self.checklist, item: self.item }
    }

    /// Saves an answer, and says so.
    fn keep(self, answer: Answer) {
        let Place { app, toasts, venue, checklist, .. } = self;
        let item = self.item.get_value();
        spawn_local(async move {
            match say(app, venue, checklist, &item, &answer).await {
                Ok(()) => toasts.say(Glyph::Check, words::kept()),
                Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    }
}

/// One item.
#[component]
pub fn Item(
    /// The venue.
    venue: VenueId,
    /// The checklist.
    checklist: RecordId,
    /// The item's id.
    item: String,
    /// What is asked.
    asked: String,
    /// What the venue says of it.
    answer: Memo<Option<Answer>>,
    /// Whether the person runs the venue, and so may say something.
    runs: Memo<bool>,
) -> impl IntoView {
    let app = use_app();
    let place = Place { app, toasts: expect_context(), venue, checklist, item: StoredValue::new(item) };
    let done = Memo::new(move |_| answer.read().as_ref().is_some_and(|answer| answer.done));
    let said = move || match answer.read().as_ref() {
        Some(answer) => words::said_on(time::day(answer.on, app.today())),
        None => words::not_said().to_owned(),
    };
    let note = move || answer.read().as_ref().and_then(|answer| answer.note.clone());
    let tick = move |_| {
        place.keep(Answer { done: !done.get_untracked(), on: app.today(), note: untrack(note) });
    };
    let badge = move || {
        let (tone, glyph, words) = match done.get() {
            true => (Tone::Done, Glyph::Check, words::there()),
            false => (Tone::Plain, Glyph::Minus, words::not_there()),
        };
        view! { <Badge badge=BadgeText { family: Family::Stage, tone, glyph, words: words.to_owned() }/> }
    };
    let named = asked.clone();
    let head = move || match runs.get() {
        true => view! {
            <label class="list-row tick">
                <input type="checkbox" prop:checked=move || done.get() on:change=tick/>
                <b class="grow">{named.clone()}</b>
                {badge}
            </label>
        }
        .into_any(),
        false => view! { <div class="list-row middle"><b class="grow">{named.clone()}</b>{badge}</div> }.into_any(),
    };
    view! {
        <li class="check-item">
            {head}
            <div class="said">
                <p class="small ink-2">{said}</p>
                {move || note().map(|note| view! { <p class="kept-lines">{note}</p> })}
                <Evidence of=place.of() runs=runs/>
                <Show when=move || runs.get()>
                    <div class="row wrap">
                        <Details place=place asked=asked.clone() answer=answer/>
                        <TakeEvidence of=place.of() asked=asked.clone()/>
                    </div>
                </Show>
            </div>
        </li>
    }
}

/// The day and the note, in a dialog.
#[component]
fn Details(
    /// Where the answer goes.
    place: Place,
    /// What is asked.
    asked: String,
    /// What the venue says of it.
    answer: Memo<Option<Answer>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (done, on, note) = (RwSignal::new(true), RwSignal::new(String::new()), RwSignal::new(String::new()));
    // The dialog begins with what holds when it opens: others write here too.
    let begin = move || {
        let said = answer.get_untracked();
        done.set(said.as_ref().is_none_or(|said| said.done));
        on.set(said.as_ref().map_or(place.app.today(), |said| said.on).to_string());
        note.set(said.and_then(|said| said.note).unwrap_or_default());
        open.set(true);
    };
    let wrong_day = Signal::derive(move || day(&on.read()).is_none().then(|| words::day_missing().to_owned()));
    let too_long = move || note.read().chars().count() > NOTE_MAX;
    let wrong_note = Signal::derive(move || too_long().then(|| words::note_too_long().to_owned()));
    let keep = Callback::new(move |()| {
        let Some(on) = day(&on.read_untracked()).filter(|_| !untrack(too_long)) else { return };
        open.set(false);
        let note = Some(note.read_untracked().trim().to_owned()).filter(|note| !note.is_empty());
        place.keep(Answer { done: done.get_untracked(), on, note });
    });
    let id = move |part: &str| place.item.with_value(|item| format!("{part}-{item}"));
    view! {
        <Button label=words::details() weight=Weight::Quiet glyph=Glyph::Pen on_press=begin/>
        <Dialog
            title=words::details_of(&asked)
            close_label=frame::close()
            open=open
            on_close=move || open.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || open.set(false)/>
                <Button label=words::keep() weight=Weight::Primary on_press=keep/>
            }
        >
            <Segmented
                label=words::is_there()
                segments=vec![Segment::plain(true, words::there()), Segment::plain(false, words::not_there())]
                chosen=done
                on_choose=move |is| done.set(is)
            />
            <TextField
                label=words::day() id=id("day") kind="date" value=on wrong=wrong_day
                on_input=move |typed| on.set(typed)
            />
            <TextArea
                label=words::note() id=id("note") value=note max=NOTE_MAX wrong=wrong_note
                on_input=move |typed| note.set(typed)
            />
        </Dialog>
    }
}
