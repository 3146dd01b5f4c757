//! What came of a matter: its meetings and the suggestions made.

use super::{record_keep::save, record_words, roster::use_roster};
use crate::{
    components::{
        button::{Button, LinkButton, Weight},
        chip::ChoiceChip,
        dialog::Dialog,
        field::{FieldGroup, TextArea},
        icon::Glyph,
        list_row::ListRow,
        toast::Toasts,
    },
    routes::phone as route,
    state::use_app,
    text::{frame, matter as words, vocabulary},
};
use domain::{
    activity::Activity,
    fields::Fields,
    kind::Kind,
    problem::Code,
    suggestion::{MADE_ON, ORIGIN, OUTCOME_REASON, Suggestion, VENUE, VOICE, Voice, WORDS, WORDS_MAX},
};
use leptos::prelude::*;
use std::sync::Arc;
use sync::{
    client::{Edit, RecordView},
    wire::Act,
};

/// The meetings: activities that grew out of the matter.
#[component]
pub fn Meetings(
    /// The matter.
    view: Arc<RecordView>,
    /// Whether more may come.
    open: bool,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let rec = view.rec;
    let meetings = Memo::new(move |_| {
        app.activities(|glance| (glance.body.parsed(ORIGIN) == Some(rec)).then(|| (glance.rec, glance.body.clone())))
    });
    let row = move |(rec, body): (domain::id::RecordId, Fields)| {
        let glyph = Glyph::of_activity(Activity(&body).kind());
        let detail = record_words::day_and_place(&body, &roster.read(), app.today());
        view! {
            <div role="listitem">
                <ListRow href=route::record(rec) glyph=glyph title=record_words::title(&body) detail=detail badges=Vec::new()/>
            </div>
        }
    };
    let href = untrack(|| route::new_activity_from(app.new_record(), rec));
    view! {
        <section class="group stack">
            <h2>{words::meetings()}</h2>
            <Show when=move || meetings.with(Vec::is_empty)><p class="ink-2">{words::no_meetings()}</p></Show>
            <div class="list" role="list" hidden=move || meetings.with(Vec::is_empty)>{move || meetings.get().into_iter().map(row).collect_view()}</div>
            {open.then(|| view! { <LinkButton href=href label=words::add_meeting() glyph=Glyph::Plus block=true/> })}
        </section>
    }
}

/// The suggestions, with what became of each.
#[component]
pub fn Suggestions(
    /// The matter.
    view: Arc<RecordView>,
    /// Whether more may come.
    open: bool,
) -> impl IntoView {
    let app = use_app();
    let rec = view.rec;
    let all = Memo::new(move |_| {
        let of_it = |one: &RecordView| Suggestion(&one.body).origin() == Some(rec);
        let all: Vec<Fields> = app.views_of(Kind::Suggestion).into_iter().filter(of_it).map(|one| one.body).collect();
        // What was made into another one counts with that, and stands under it at the desk.
        all.into_iter().filter(|body| Suggestion(body).condensed_into().is_none()).collect::<Vec<Fields>>()
    });
    let asking = RwSignal::new(false);
    let one = |body: Fields| {
        let it = Suggestion(&body);
        let outcome =
            it.outcome().map_or_else(|| words::no_word_yet().to_owned(), |it| vocabulary::outcome(it).to_owned());
        let voice = it.voice().map(|voice| vocabulary::voice(voice).to_owned());
        let said = [voice, Some(outcome)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let because = body.text(OUTCOME_REASON).map(words::because);
        view! {
            <li class="stack tight">
                <p class="kept-lines">{it.words().to_owned()}</p>
                <p class="small ink-2">{said}</p>
                {because.map(|because| view! { <p class="small ink-2">{because}</p> })}
            </li>
        }
    };
    let title = move || match all.with(Vec::len) {
        0 => words::no_suggestions().to_owned(),
        count => words::suggestions(count),
    };
    view! {
        <section class="group stack">
            <h2>{title}</h2>
            <ol class="list boxed suggestions">{move || all.get().into_iter().map(one).collect_view()}</ol>
            {open.then(|| view! {
                <Button label=words::add_suggestion() glyph=Glyph::Plus block=true on_press=move || asking.set(true)/>
            })}
        </section>
        <Adding view=view asking=asking/>
    }
}

/// One more suggestion, as it is spoken.
#[component]
fn Adding(
    /// The matter.
    view: Arc<RecordView>,
    /// Whether the dialog is open.
    asking: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let (typed, voice, asked) = (RwSignal::new(String::new()), RwSignal::new(Voice::Resident), RwSignal::new(false));
    let wrong = Signal::derive(move || {
        let count = typed.read().trim().chars().count();
        let code = match count {
            0 => Some(Code::WordsMissing),
            count if count > WORDS_MAX => Some(Code::WordsTooLong),
            _ => None,
        };
        code.filter(|_| asked.get()).map(|code| vocabulary::problem(code).to_owned())
    });
    let chip = move |one: &Voice| {
        let one = *one;
        view! {
            <ChoiceChip
                group="voice" label=vocabulary::voice(one)
                chosen=Signal::derive(move || voice.get() == one) on_choose=move || voice.set(one)
            />
        }
    };
    let add = move || {
        asked.set(true);
        if wrong.read_untracked().is_some() {
            return;
        }
        let mut body = Fields::default()
            .with(ORIGIN, view.rec.to_string())
            .with(MADE_ON, app.today().to_string())
            .with(VOICE, voice.get_untracked().id())
            .with(WORDS, typed.get_untracked().trim());
        if let Some(venue) = view.body.get(VENUE) {
            body.set(VENUE, venue.clone());
        }
        let (rec, feed) = (app.new_record(), view.feed);
        let edit = Edit { rec, kind: Kind::Suggestion, feed, act: Act::Create(body), base: None };
        save(app, toasts, edit, words::added().to_owned(), move || {
            typed.try_set(String::new());
            asked.try_set(false);
            asking.try_set(false);
        });
    };
    view! {
        <Dialog
            title=words::add_suggestion()
            close_label=frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::add() weight=Weight::Primary on_press=add.clone()/>
            }
        >
            <TextArea
                label=words::suggestion_words() id="suggestion" value=typed max=WORDS_MAX wrong=wrong
                on_input=move |text| typed.set(text)
            />
            <FieldGroup legend=words::voice() id="suggestion-voice">
                <div class="chips">{Voice::ALL.iter().map(chip).collect_view()}</div>
            </FieldGroup>
        </Dialog>
    }
}
