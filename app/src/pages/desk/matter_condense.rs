//! 合并归纳: several suggestions that say the same are made into one, in words that somebody writes.

use super::matter::MatterState;
use crate::{
    components::{
        button::{Button, Weight},
        desk_panel::DeskPanel,
        field::TextArea,
    },
    text::{frame, matter as words, vocabulary},
};
use domain::{
    fields::Fields,
    kind::Kind,
    problem::Code,
    suggestion::{CONDENSED_INTO, MADE_ON, ORIGIN, Suggestion, VENUE, VOICE, WORDS, WORDS_MAX},
};
use leptos::prelude::*;
use sync::{
    client::Edit,
    wire::{Act, desk::DeskRow},
};

/// The panel.
#[component]
pub fn Condensing(
    /// What the page shares.
    state: MatterState,
    /// The matter.
    of: DeskRow,
    /// Those that are made into one.
    parts: Vec<DeskRow>,
    /// Called once it is done.
    #[prop(into)]
    on_done: Callback<()>,
    /// Called where it is left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let all = parts.iter().map(|part| Suggestion(&part.row.body).words()).collect::<Vec<_>>().join("\n");
    let (typed, asked) = (RwSignal::new(all), RwSignal::new(false));
    let wrong = Signal::derive(move || {
        let code = match typed.read().trim().chars().count() {
            0 => Some(Code::WordsMissing),
            count if count > WORDS_MAX => Some(Code::WordsTooLong),
            _ => None,
        };
        code.filter(|_| asked.get()).map(|code| vocabulary::problem(code).to_owned())
    });
    let title = words::condense(parts.len());
    let (parts, of) = (StoredValue::new(parts), StoredValue::new(of));
    let make = move || {
        asked.set(true);
        if wrong.read_untracked().is_some() {
            return;
        }
        let words_of_it = typed.get_untracked().trim().to_owned();
        let edits = of.with_value(|of| parts.with_value(|parts| condensed(state, of, parts, &words_of_it)));
        state.send_all(edits, words::condensed().to_owned());
        on_done.run(());
    };
    view! {
        <DeskPanel title=title of=words::condense_means() narrow=true on_close=on_close>
            <div class="desk-panel-body">
                <TextArea
                    label=words::condensed_words() id="condensed" value=typed max=WORDS_MAX wrong=wrong
                    on_input=move |text| typed.set(text)
                />
            </div>
            <div class="desk-panel-foot">
                <Button label=frame::cancel() on_press=move || on_close.run(())/>
                <Button label=words::condense_now() weight=Weight::Primary on_press=make/>
            </div>
        </DeskPanel>
    }
}

/// The new one, and each of the others pointing to it. It is of the day of the earliest, since it counts in their place.
fn condensed(state: MatterState, of: &DeskRow, parts: &[DeskRow], said: &str) -> Vec<Edit> {
    let rec = state.app.new_record();
    let made_on = parts.iter().filter_map(|part| Suggestion(&part.row.body).made_on()).min();
    let made_on = made_on.unwrap_or_else(|| state.app.today());
    let mut body =
        Fields::default().with(ORIGIN, of.row.rec.to_string()).with(MADE_ON, made_on.to_string()).with(WORDS, said);
    // Where all of them are of the same people, so is the one.
    let mut voices = parts.iter().map(|part| Suggestion(&part.row.body).voice());
    if let Some(voice) = voices.next().flatten().filter(|first| voices.all(|voice| voice == Some(*first))) {
        body.set(VOICE, voice.id());
    }
    if let Some(venue) = of.row.body.get(VENUE) {
        body.set(VENUE, venue.clone());
    }
    let kind = Kind::Suggestion;
    let new = Edit { rec, kind, feed: of.feed, act: Act::Create(body), base: None };
    let points = |part: &DeskRow| {
        let act = Act::Patch(Fields::default().with(CONDENSED_INTO, rec.to_string()));
        Edit { rec: part.row.rec, kind, feed: part.feed, act, base: Some(part.row.ver) }
    };
    std::iter::once(new).chain(parts.iter().map(points)).collect()
}
