//! What a reviewer asks beside the list: what resembles a record, and what one has decided. What is read is said by each
//! database, what is chosen of it here.

use super::{
    StoreError,
    cells::{Row, json, number, parsed},
};
use domain::{
    activity::{Activity, REVIEW},
    hint,
    id::RecordId,
    review::Review,
};
use jiff::{ToSpan, civil::Date};
use std::collections::BTreeSet;
use sync::wire::{
    Act, Outcome,
    desk::{Decided, DeskRow},
};

/// Records read to be compared, at most.
pub const COMPARED: i64 = 2_000;
/// A copied text is looked for among records so many days before and after.
const TEXT_WINDOW: i32 = 92;
/// The newest operations of a device among which decisions are looked for.
pub const LAST_OPS: i64 = 2_000;

/// Where records that resemble others are looked for.
pub struct Resembling {
    /// The days of the others.
    pub days: Vec<String>,
    /// What the others say.
    pub texts: BTreeSet<String>,
    /// The first day on which the same text is looked for.
    pub first: String,
    /// The last day on which it is.
    pub last: String,
}

impl Resembling {
    /// Where records that resemble these are looked for; `None` where none of them has a day.
    pub fn to(named: &[DeskRow]) -> Option<Self> {
        let days: BTreeSet<Date> = named.iter().filter_map(|row| Activity(&row.row.body).day()).collect();
        let texts = named.iter().map(|row| Activity(&row.row.body).narrative().trim().to_owned()).collect();
        let first = days.first()?.saturating_sub(TEXT_WINDOW.days()).to_string();
        let last = days.last()?.saturating_add(TEXT_WINDOW.days()).to_string();
        Some(Resembling { days: days.iter().map(Date::to_string).collect(), texts, first, last })
    }
}

/// Those of the records found that resemble some of those named, each once, by their starts.
pub fn resembling(named: &[DeskRow], mut found: Vec<DeskRow>, recs: &[RecordId], limit: u32) -> Vec<DeskRow> {
    let resembles = |row: &DeskRow| {
        let body = &row.row.body;
        named.iter().any(|of| hint::resembles(&of.row.body, body))
    };
    let mut taken: BTreeSet<RecordId> = recs.iter().copied().collect();
    found.retain(|row| resembles(row) && taken.insert(row.row.rec));
    found.sort_by_key(|row| Activity(&row.row.body).start());
    found.truncate(limit as usize);
    found
}

/// A record, what was decided about it, and when.
pub type Decision = (RecordId, Review, u64);

/// The last decision about each record among operations of somebody, newest first.
pub fn decisions<R: Row>(ops: &[R], limit: u32) -> Result<Vec<Decision>, StoreError> {
    let mut decisions: Vec<Decision> = Vec::new();
    for op in ops {
        let (Act::Patch(fields), Outcome::Applied { .. }) = (json(op, "act")?, json(op, "outcome")?) else { continue };
        let Some(to) = fields.parsed::<Review>(REVIEW).filter(|to| *to != Review::Pending) else { continue };
        let rec: RecordId = parsed(op, "rec")?;
        if decisions.len() < limit as usize && !decisions.iter().any(|(known, ..)| *known == rec) {
            decisions.push((rec, to, number(op, "at")?));
        }
    }
    Ok(decisions)
}

/// The decisions with their records, where these are found.
pub fn decided(decisions: Vec<Decision>, rows: &[DeskRow]) -> Vec<Decided> {
    let with_row = |(rec, to, decided_at): Decision| {
        let row = rows.iter().find(|row| row.row.rec == rec)?.clone();
        Some(Decided { to, decided_at, row })
    };
    decisions.into_iter().filter_map(with_row).collect()
}
