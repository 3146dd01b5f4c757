//! The records behind a figure, in words.

use super::{roster::Roster, sheet::whereabouts};
use crate::{
    components::desk_figure_panel::{SumRecord, SumRecords},
    pages::matter_words,
    text::{figures, time},
};
use domain::{kind::Kind, outline::outline};
use jiff::civil::Date;
use sync::wire::{desk::FigureRecord, figures::RecordsOfFigure};

/// The longest title, in characters.
const TITLE_MAX: usize = 28;

/// How many there are.
pub fn total(answer: &RecordsOfFigure) -> String {
    figures::count(answer.total)
}

/// What is shown of an answer.
pub fn sum(answer: RecordsOfFigure, roster: &Roster, today: Date) -> SumRecords {
    let records = answer.records.iter().map(|record| line(record, roster, today)).collect();
    SumRecords { records, withheld: answer.withheld, total: answer.total, sum: answer.sum }
}

/// One record with what it adds.
pub fn line(record: &FigureRecord, roster: &Roster, today: Date) -> SumRecord {
    let row = &record.row.row;
    let (body, kind) = (&row.body, row.kind.parse::<Kind>().unwrap_or(Kind::Activity));
    let place = whereabouts(body, roster);
    let author = &record.row.author_name;
    SumRecord {
        rec: record.row.row.rec,
        day: outline(kind, body).day.map(|day| time::day(day, today)).unwrap_or_default(),
        title: matter_words::titled(&row.kind, body, TITLE_MAX),
        of: if place.is_empty() { author.clone() } else { format!("{place} · {author}") },
        amount: record.amount,
    }
}
