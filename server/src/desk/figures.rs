//! `GET /api/v1/figures`: figures by venue, and the records that each is made of, for desks of the first version.

use super::{asked, days, overseer, read_period};
use crate::{
    app::App,
    auth::Caller,
    error::ApiError,
    store::{FigureByVenue, Figures, WhichVenue},
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    day::Period,
    indicator::{FactState, Indicator},
    problem::Code,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use sync::wire::{
    desk::{Figure, FigureLine, FigureRecords, FigureTable},
    figures::RecordsOfFigure,
};

/// The most records in one answer.
const LIMIT: u32 = 500;

/// What is asked of the table.
#[derive(Deserialize)]
pub struct AskedTable {
    period: String,
}

/// The figures of the committee by venue.
///
/// # Errors
/// `not_allowed` for whoever does not oversee the committee; `malformed`.
pub async fn figures(
    State(app): State<App>,
    caller: Caller,
    query: Result<Query<AskedTable>, QueryRejection>,
) -> Result<Json<FigureTable>, ApiError> {
    overseer(&caller)?;
    let period = read_period(&asked(query)?.period)?;
    let figures = app.store.figures(caller.committee, &days(period), (app.clock)()).await?;
    Ok(Json(table(period, figures)))
}

/// The records that one figure by venue is made of: of all venues, of none, or of one.
///
/// # Errors
/// `not_allowed` for whoever does not oversee the committee; `malformed`.
pub async fn records_by_venue(
    app: &App,
    caller: &Caller,
    (period, indicator, state): (Period, Indicator, FactState),
    venue: &str,
) -> Result<RecordsOfFigure, ApiError> {
    overseer(caller)?;
    let venue = match venue {
        "all" => WhichVenue::All,
        "none" => WhichVenue::None,
        id => WhichVenue::One(id.parse().map_err(|_| Code::Malformed)?),
    };
    let (committee, days, approved) = (caller.committee, days(period), state == FactState::Approved);
    let which = FigureByVenue { committee, days, indicator, venue, approved };
    let FigureRecords { records, total, sum, as_of } = app.store.figure_records(&which, LIMIT, (app.clock)()).await?;
    Ok(RecordsOfFigure { records, total, sum, as_of })
}

/// One line for each venue, whether it has figures or not; then what records name beside those, or no venue at all.
fn table(period: Period, found: Figures) -> FigureTable {
    let listed = |(venue, name)| FigureLine { venue: Some(venue), name, figures: all_indicators() };
    let mut lines: Vec<FigureLine> = found.venues.into_iter().map(listed).collect();
    let mut total = FigureLine { figures: all_indicators(), ..FigureLine::default() };
    for sum in &found.sums {
        let place = lines.iter().position(|line| line.venue == sum.venue).unwrap_or(lines.len());
        if place == lines.len() {
            lines.push(FigureLine { venue: sum.venue, name: String::new(), figures: all_indicators() });
        }
        for line in [&mut lines[place], &mut total] {
            let figure = line.figures.entry(sum.indicator.id().to_owned()).or_default();
            let part = if sum.approved { &mut figure.approved } else { &mut figure.pending };
            *part += sum.amount;
        }
    }
    lines.sort_by_key(|line| line.venue.is_none());
    FigureTable {
        period: period.to_string(),
        version: Indicator::VERSION,
        as_of: found.as_of,
        unsynced: found.unsynced,
        lines,
        total,
    }
}

fn all_indicators() -> BTreeMap<String, Figure> {
    Indicator::ALL.iter().map(|each| (each.id().to_owned(), Default::default())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Sum;
    use domain::id::VenueId;
    use uuid::Uuid;

    #[test]
    fn lines_add_up_to_the_total_and_records_without_a_venue_come_last() {
        let venue = VenueId(Uuid::from_u128(1));
        let sum = |venue, approved, amount| Sum { venue, indicator: Indicator::Activities, approved, amount };
        let found = Figures {
            sums: vec![sum(None, true, 2), sum(Some(venue), true, 3), sum(Some(venue), false, 1)],
            venues: vec![(venue, "甲站".into())],
            ..Figures::default()
        };
        let table = table(Period::Year(2026), found);
        let of = |line: &FigureLine| (line.figures["activities"].approved, line.figures["activities"].pending);
        assert_eq!(table.lines.iter().map(of).collect::<Vec<_>>(), [(3, 1), (2, 0)]);
        assert_eq!((of(&table.total), table.lines[1].venue), ((5, 1), None));
        assert_eq!(table.lines[0].figures["persons"].approved, 0);
    }
}
