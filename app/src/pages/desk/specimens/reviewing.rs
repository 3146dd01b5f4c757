//! What the office works with: the rail, the queue, what is asked and settled, and what came of it.

use super::Specimen;
use crate::{
    components::{
        button::Button,
        desk_queue::{DeskQueue, QueueRow},
        desk_rail::{DeskRail, RailLink, RailSync},
        desk_reason_panel::{DeskReasonPanel, Question},
        desk_refused::{DeskRefused, RefusedLine},
        desk_rows::{DeskRows, NamedRow},
        desk_settle::{DeskChoice, DeskSettle, Way},
        desk_versions::{Change, DeskVersions, Version},
        icon::Glyph,
        sentinel::Sentinel,
        tone::Tone,
    },
    routes::desk as route,
    text::{desk, specimens as text},
};
use domain::{activity::Measure, fields::Fields, id::RecordId};
use leptos::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// So many lines the list that grows has at first, and at most.
const FIRST: usize = 2;
const LAST: usize = 5;

/// All of them. What they do stays on this page.
#[component]
pub fn Reviewing() -> impl IntoView {
    view! {
        <Rail />
        <Queue />
        <Asked />
        <Settled />
        <Listed />
    }
}

#[component]
fn Rail() -> impl IntoView {
    let link = |page, label, glyph, count| RailLink {
        page,
        href: route::COMPONENTS.to_owned(),
        label,
        glyph,
        count: Signal::stored(count),
    };
    let links = vec![
        link(route::OVERVIEW, text::first_page(), Glyph::Chart, None),
        link(route::REVIEW, desk::review(), Glyph::Tray, Some(21)),
    ];
    let words = text::one_refused().to_owned();
    let sync = RailSync { words, glyph: Glyph::Alert, is_off: true, href: Some(route::COMPONENTS) };
    view! {
        <Specimen title=text::rail()>
            <div class="specimen-window">
                <DeskRail
                    label=text::rail()
                    committee=text::committee().to_owned()
                    links=Signal::stored(links)
                    path=route::REVIEW.to_owned()
                    sync=Signal::stored(sync)
                    name=text::person().to_owned()
                    role=text::office().to_owned()
                    on_sign_out=Callback::new(|()| ())
                />
            </div>
        </Specimen>
    }
}

#[component]
fn Queue() -> impl IntoView {
    let row = |n: u128, flag: Option<(&str, Tone)>| QueueRow {
        rec: RecordId(Uuid::from_u128(n)),
        title: text::row_title().to_owned(),
        of: text::row_detail().to_owned(),
        day: text::day(i8::try_from(n).unwrap_or_default()),
        flag: flag.map(|(words, tone)| (words.to_owned(), tone)),
    };
    let rows =
        vec![row(1, Some((desk::came_back(), Tone::Act))), row(2, Some((text::hint(), Tone::Wait))), row(3, None)];
    let open = RwSignal::new(None::<RecordId>);
    let selected = RwSignal::new(BTreeSet::from([RecordId(Uuid::from_u128(2))]));
    let is_selected = Callback::new(move |rec: RecordId| selected.with(|selected| selected.contains(&rec)));
    let select = Callback::new(move |rec: RecordId| {
        selected.update(|selected| {
            if !selected.remove(&rec) {
                selected.insert(rec);
            }
        });
    });
    view! {
        <Specimen title=text::queue() note=text::queue_note()>
            <DeskQueue
                rows=Signal::stored(rows)
                open=open
                on_pick=Callback::new(move |rec| open.set(Some(rec)))
                selecting=Signal::stored(Some(is_selected))
                on_select=select
            />
        </Specimen>
    }
}

#[component]
fn Asked() -> impl IntoView {
    let asks = RwSignal::new(false);
    let close = Callback::new(move |()| asks.set(false));
    let question = || Question {
        title: text::returned().to_owned(),
        warning: None,
        asked: desk::what_to_mend(),
        templates: desk::return_reasons(),
        words: desk::words(),
        read_by: desk::words_read(),
        confirm: desk::return_now(),
    };
    view! {
        <Specimen title=text::reasons()>
            <Button label=text::open_reasons() on_press=Callback::new(move |()| asks.set(true)) />
            {move || asks.get().then(|| view! {
                <DeskReasonPanel
                    question=question()
                    busy=Signal::stored(false)
                    failure=Signal::stored(None::<String>)
                    on_confirm=Callback::new(move |_| asks.set(false))
                    on_close=close
                />
            })}
        </Specimen>
    }
}

#[component]
fn Settled() -> impl IntoView {
    let field = Measure::PersonTimes.field();
    let way = |number: i64, who: &str| Way::new(&number.to_string(), who, Fields::default().with(&*field, number));
    let choice = DeskChoice {
        title: text::note_act().to_owned(),
        link: None,
        ways: vec![way(18, text::person()), way(15, text::other_person())],
        typed: Some(field.clone()),
    };
    let refused = RefusedLine {
        key: 1,
        title: Some(text::row_title().to_owned()),
        state: Some(text::approved()),
        href: Some(route::COMPONENTS.to_owned()),
        tried: text::returned().to_owned(),
        why: desk::dealt_with().to_owned(),
        fields: vec![(desk::words().to_owned(), text::returned_reason().to_owned())],
        may_again: true,
    };
    let change = |field: &str, old: &str, new: &str, old_text: Option<&str>| Change {
        field: field.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        old_text: old_text.map(str::to_owned),
    };
    let version = Version {
        at: 1,
        who: text::person().to_owned(),
        reason: Some(text::returned_reason().to_owned()),
        changes: vec![
            change(text::number(), "24", "18", None),
            change(text::narrative(), text::pick_title(), text::station(), Some(text::narrative_value())),
        ],
    };
    let nothing = Callback::new(|_| ());
    let when = |at| text::day(i8::try_from(at + 11).unwrap_or_default());
    view! {
        <Specimen title=text::choices_of_values()>
            <DeskSettle choices=vec![choice] busy=Signal::stored(false) on_take=Callback::new(|_| ()) />
        </Specimen>
        <Specimen title=text::refusals()>
            <DeskRefused
                lines=vec![refused]
                on_copy=Callback::new(|_| ())
                on_dismiss=nothing
                on_again=nothing
            />
        </Specimen>
        <Specimen title=text::versions()><DeskVersions versions=vec![version] when=when /></Specimen>
    }
}

#[component]
fn Listed() -> impl IntoView {
    let row = |name: &str, remark, cells: &[&str]| NamedRow {
        href: Some(route::COMPONENTS.to_owned()),
        name: name.to_owned(),
        remark,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    };
    let rows = vec![
        row(text::person(), None, &[text::pick_title()]),
        row(text::other_person(), Some(text::no_longer()), &[""]),
    ];
    let many = RwSignal::new(FIRST);
    let grow = Callback::new(move |()| many.update(|many| *many = (*many + 1).min(LAST)));
    view! {
        <Specimen title=text::tables()>
            <div class="desk-rows-card">
                <DeskRows label=text::tables() headings=vec![text::group(), text::pick_name()] rows=rows />
            </div>
        </Specimen>
        <Specimen title=text::growing() note=text::growing_note()>
            <ul class="list boxed">
                {move || (1..=many.get()).map(|n| view! { <li class="list-row">{text::line(n)}</li> }).collect_view()}
            </ul>
            <Show when=move || many.get() < LAST>
                <Sentinel on_near=grow><Button label=text::more_lines() block=true on_press=grow /></Sentinel>
            </Show>
        </Specimen>
    }
}
