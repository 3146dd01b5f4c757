//! What shows a record, its life and its days.

use super::Specimen;
use crate::{
    components::{
        desk_hints::{AlikeLine, DeskAlike, DeskHints, HintLine},
        desk_history::{DeskHistory, HistoryLine},
        desk_sheet::{DeskSheet, Fact, Sheet},
        icon::Glyph,
        month_grid::{GridDay, MonthGrid},
        qr_code::{QrCode, QrModules},
        signature_pad::{Signature, SignaturePad},
        thread::{Step, Thread},
        tone::Tone,
    },
    routes::desk as route,
    text::specimens as text,
};
use domain::{id::RecordId, review::Review};
use leptos::prelude::*;
use uuid::Uuid;

/// The first day of the month shown is a Thursday, as in October 2026.
const BEFORE: i8 = 3;
const DAYS: i8 = 31;
/// The marks in the corners of a code, and a few modules between them; it leads nowhere.
const PATTERN: &str = "M0 0h7v7h-7zM1 1v5h5v-5zM2 2h3v3h-3zM14 0h7v7h-7zM15 1v5h5v-5zM16 2h3v3h-3zM0 14h7v7h-7zM1 15v5h5\
    v-5zM2 16h3v3h-3zM9 1h2v3h-2zM8 8h3v1h-3zM13 9h2v2h-2zM9 12h1v4h-1zM16 12h4v1h-4zM12 16h3v2h-3zM18 17h2v3h-2z";
const DRAWN: &str = "M40 60L90 50L140 62M92 30L90 130M60 130L125 122M180 44L250 40L182 110L262 104M220 20L216 140";

/// All of them.
#[component]
pub fn Records() -> impl IntoView {
    view! {
        <Specimen title=text::sheets()><DeskSheet sheet=sheet(Review::Pending, None) /></Specimen>
        <Specimen title=text::sheets_returned()>
            <DeskSheet sheet=sheet(Review::Returned, Some(text::returned_reason())) />
        </Specimen>
        <Line />
        <Life />
        <Days />
        <Drawn />
    }
}

/// From the first words to what came of them.
#[component]
fn Line() -> impl IntoView {
    let step = |sort, href: Option<String>, is_here| Step { sort, words: text::row_title().to_owned(), href, is_here };
    let steps = vec![
        step(text::visit(), Some("#".to_owned()), false),
        step(text::research(), None, true),
        step(text::visit(), None, false),
    ];
    view! { <Specimen title=text::life()><Thread label=text::life() steps=steps/></Specimen> }
}

fn sheet(review: Review, reason: Option<&str>) -> Sheet {
    Sheet {
        title: text::row_title().to_owned(),
        of: text::row_detail().to_owned(),
        review: Some(review),
        corrections: 0,
        unconfirmed: review == Review::Pending,
        reason: reason.map(str::to_owned),
        facts: vec![
            Fact::new(text::pick_name(), text::pick_title()),
            Fact::figure(text::number(), "6"),
            Fact::wide(text::group(), text::person()),
        ],
        photos: Vec::new(),
        narrative: text::narrative_value().to_owned(),
        conflicts: Vec::new(),
    }
}

#[component]
fn Life() -> impl IntoView {
    let line = |at, what: &str, detail: Option<&str>, tone, is_refused| HistoryLine {
        at,
        who: text::person().to_owned(),
        what: what.to_owned(),
        detail: detail.map(str::to_owned),
        tone,
        is_refused,
    };
    let lines = vec![
        line(0, text::submit(), None, Tone::Plain, false),
        line(1, text::returned(), Some(text::returned_reason()), Tone::Act, false),
        line(2, text::void(), Some(text::note_act()), Tone::Plain, true),
        line(3, text::approve(), None, Tone::Done, false),
    ];
    let hint = HintLine { glyph: Glyph::Copy, title: text::hint(), words: text::hint_words().to_owned(), href: None };
    let alike = |n: u128, half_merged| AlikeLine {
        rec: RecordId(Uuid::from_u128(n)),
        title: text::row_title().to_owned(),
        href: route::COMPONENTS.to_owned(),
        words: text::row_detail().to_owned(),
        half_merged,
        reviews: true,
    };
    let compare = Some(Callback::new(|_| ()));
    let when = |at| text::day(i8::try_from(at + 11).unwrap_or_default());
    view! {
        <Specimen title=text::life()><DeskHistory lines=lines when=when /></Specimen>
        <Specimen title=text::hints()><DeskHints lines=vec![hint] /></Specimen>
        <Specimen title=text::alike()>
            <DeskAlike lines=vec![alike(1, false), alike(2, true)] keyed=true on_compare=compare />
        </Specimen>
    }
}

#[component]
fn Days() -> impl IntoView {
    let chosen = RwSignal::new(9_i8);
    let day = |number: i8| GridDay {
        value: number,
        number,
        label: text::day(number),
        done: number % 5 == 0,
        planned: number % 7 == 0,
        today: number == 12,
    };
    let place = |at: i8| (1..=DAYS).contains(&(at - BEFORE)).then(|| day(at - BEFORE));
    let weeks = (0..5).map(|week| (1..=7).map(|at| place(week * 7 + at)).collect()).collect::<Vec<Vec<_>>>();
    view! {
        <Specimen title=text::days()>
            <MonthGrid
                label=text::days()
                heads=text::weekdays().split(' ').collect()
                weeks=Signal::stored(weeks)
                chosen=chosen
                on_choose=Callback::new(move |day| chosen.set(day))
            />
        </Specimen>
    }
}

#[component]
fn Drawn() -> impl IntoView {
    let drawn = RwSignal::new(String::new());
    let modules = QrModules { size: 21, path: PATTERN.to_owned() };
    view! {
        <Specimen title=text::signatures()>
            <Signature label=text::person() drawn=DRAWN />
            <SignaturePad label=text::signatures() drawn=drawn longest=4_000 />
        </Specimen>
        <Specimen title=text::codes() note=text::codes_note()>
            <QrCode label=text::codes() modules=Signal::stored(modules) />
        </Specimen>
    }
}
