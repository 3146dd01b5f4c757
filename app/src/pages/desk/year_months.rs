//! The months of a year, added up from its records.

use super::{address::OpenFigure, overview_cards::FIGURES};
use crate::{
    components::{desk_months::MonthLine, desk_tile::Opens},
    text::figures,
};
use domain::{
    day::Period,
    indicator::{Indicator, facts},
};
use std::collections::BTreeMap;
use sync::wire::{desk::Figure, figures::RecordsOfFigure};

type Sums = BTreeMap<Indicator, Figure>;

/// Twelve lines, those without records included; every number opens to the month's records.
pub fn months(
    approved: &RecordsOfFigure,
    pending: &RecordsOfFigure,
    year: Period,
    opened: impl Fn(OpenFigure) -> String,
) -> Vec<MonthLine> {
    let sums = sums(approved, pending);
    let month = |number: i8| {
        let sums = sums.get(&number);
        let figure = |indicator: Indicator| sums.and_then(|sums| sums.get(&indicator)).copied().unwrap_or_default();
        let during = Period::Month(year.first().year(), number);
        let cell = |indicator: &Indicator| Opens {
            words: figures::grouped(figure(*indicator).approved),
            href: opened(OpenFigure { during: Some(during), ..OpenFigure::of_page(*indicator) }),
        };
        let Figure { approved, pending } = figure(Indicator::Activities);
        MonthLine { name: figures::month_name(number), approved, pending, cells: FIGURES.iter().map(cell).collect() }
    };
    (1..=12).map(month).collect()
}

/// Month → figures. The facts of a record say what it adds to each.
fn sums(approved: &RecordsOfFigure, pending: &RecordsOfFigure) -> BTreeMap<i8, Sums> {
    let mut sums: BTreeMap<i8, Sums> = BTreeMap::new();
    for (records, counts) in [(approved, true), (pending, false)] {
        for facts in records.records.iter().filter_map(|record| facts(&record.row.row.body)) {
            for (indicator, amount) in facts.amounts {
                let figure = sums.entry(facts.day.month()).or_default().entry(indicator).or_default();
                let part = if counts { &mut figure.approved } else { &mut figure.pending };
                *part += amount;
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        fields::Fields,
        id::{CommitteeId, Feed, RecordId, UserId},
    };
    use sync::wire::{
        Row,
        desk::{DeskRow, FigureRecord},
    };
    use uuid::Uuid;

    fn records(all: &[(&str, i64)]) -> RecordsOfFigure {
        let record = |(day, times): &(&str, i64)| {
            let body = Fields::default().with("phase", "held").with("review", "approved");
            let body = body.with("start", format!("{day}T09:00")).with("measure:person_times", *times);
            let (rec, by) = (RecordId(Uuid::nil()), UserId(Uuid::nil()));
            let (kind, conflicts) = ("activity".to_owned(), Vec::new());
            let row =
                Row { rec, kind, ver: 1, seq: 1, schema: 1, del: false, body, conflicts, author: None, by, at: 0 };
            let committee = CommitteeId(Uuid::nil());
            let row =
                DeskRow { feed: Feed::Ref(committee), committee, author_name: String::new(), reviews: false, row };
            FigureRecord { amount: 1, row }
        };
        RecordsOfFigure { records: all.iter().map(record).collect(), withheld: 0, total: 0, sum: 0, as_of: 0 }
    }

    #[test]
    fn each_month_adds_up_its_own_records_and_keeps_what_waits_apart() {
        let counted = records(&[("2026-02-03", 6), ("2026-02-28", 4), ("2026-11-01", 1)]);
        let months = months(&counted, &records(&[("2026-02-09", 50)]), Period::Year(2026), |open| {
            open.during.map(|during| during.to_string()).unwrap_or_default()
        });
        let february = &months[1];
        assert_eq!((february.approved, february.pending), (2, 1));
        assert_eq!((february.cells[1].words.as_str(), february.cells[1].href.as_str()), ("10", "2026-02"));
        assert_eq!((months.len(), months[10].approved, months[11].approved), (12, 1, 0));
    }
}
