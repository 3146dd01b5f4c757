//! The queue of the review page: what the server listed, with what was decided here on top of it.

use domain::{
    activity::{Activity, REVIEW},
    id::{Feed, RecordId},
    problem::Refusal,
    review::Review,
};
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    client::{OpState, Replica},
    wire::{
        Act,
        desk::{DecidedList, DeskRow, ReviewList},
    },
};

/// What the server listed, whichever list it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// The records.
    pub rows: Vec<DeskRow>,
    /// How many there are in all.
    pub total: u64,
    /// How many there are in each feed, whatever part of them is listed.
    pub by_feed: BTreeMap<Feed, u64>,
    /// The server's clock, in milliseconds since 1970.
    pub as_of: u64,
    /// Records that are not listed and resemble one that is.
    pub beside: Vec<DeskRow>,
    /// What one has decided oneself, and when; empty in the other lists.
    pub decided: BTreeMap<RecordId, (Review, u64)>,
}

impl From<ReviewList> for Listed {
    fn from(list: ReviewList) -> Listed {
        let ReviewList { rows, total, by_feed, as_of, beside } = list;
        Listed { rows, total, by_feed, as_of, beside, decided: BTreeMap::new() }
    }
}

impl From<DecidedList> for Listed {
    fn from(list: DecidedList) -> Listed {
        let decided = list.rows.iter().map(|one| (one.row.row.rec, (one.to, one.decided_at))).collect();
        let rows: Vec<DeskRow> = list.rows.into_iter().map(|one| one.row).collect();
        let mut by_feed = BTreeMap::new();
        for row in &rows {
            *by_feed.entry(reviewed_in(row)).or_default() += 1;
        }
        Listed { total: rows.len() as u64, rows, by_feed, as_of: list.as_of, beside: Vec::new(), decided }
    }
}

/// The feed that says who reviews a record: that of the venue to which it is credited, else its own.
pub fn reviewed_in(row: &DeskRow) -> Feed {
    Activity(&row.row.body).venue().map_or(row.feed, Feed::Venue)
}

/// What was done on this device to a record that lives at the server.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decided {
    /// Something waits to be uploaded.
    pub waiting: bool,
    /// What waits decides about the record, rather than only changing its text.
    pub decides: bool,
    /// What the server refused, with the keys of the operations.
    pub refused: Vec<(u64, Refusal)>,
}

/// Everything decided here that the server has not taken, by record.
///
/// Only records that are not on this device's disk are meant: those of the roster are edited elsewhere.
pub fn decided(replica: &Replica) -> BTreeMap<RecordId, Decided> {
    let mut all: BTreeMap<RecordId, Decided> = BTreeMap::new();
    for stored in replica.ops().filter(|stored| replica.row(stored.op.rec).is_none()) {
        let decided = all.entry(stored.op.rec).or_default();
        match &stored.state {
            OpState::Waiting => {
                decided.waiting = true;
                decided.decides |= matches!(&stored.op.act, Act::Patch(fields) if fields.get(REVIEW).is_some());
            }
            OpState::Refused(refusal) => decided.refused.push((stored.key, refusal.clone())),
            OpState::Applied(_) | OpState::Held => {}
        }
    }
    all.retain(|_, decided| *decided != Decided::default());
    all
}

/// One record that waits for the reviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueItem {
    /// The record as it was read.
    pub row: DeskRow,
    /// What the server refused of what was decided here; empty for most.
    pub refused: Vec<(u64, Refusal)>,
    /// What one has decided about it, and when; in the list of that only.
    pub decided: Option<(Review, u64)>,
}

impl QueueItem {
    /// Whether it counts already.
    pub fn counts(&self) -> bool {
        Activity(&self.row.row.body).review() == Some(Review::Approved)
    }
}

/// What one has decided, in the order given: nothing of it is taken away by what happens on this page.
pub fn mine(listed: &Listed) -> Vec<QueueItem> {
    let item = |row: &DeskRow| {
        let decided = listed.decided.get(&row.row.rec).copied();
        QueueItem { row: row.clone(), refused: Vec::new(), decided }
    };
    listed.rows.iter().map(item).collect()
}

/// The records to show, in the order given, those that came back first.
///
/// `seen` holds the version up to which each record was dealt with on this page: the list may have been read before the
/// server took the decision in, and a record must not flicker back.
pub fn queue(
    rows: &[DeskRow],
    came_back: &[DeskRow],
    decided: &BTreeMap<RecordId, Decided>,
    seen: &BTreeMap<RecordId, u64>,
) -> Vec<QueueItem> {
    let mut shown: BTreeSet<RecordId> = BTreeSet::new();
    let mut items = Vec::new();
    for row in came_back.iter().chain(rows) {
        let rec = row.row.rec;
        let own = decided.get(&rec);
        let refused = own.map(|own| own.refused.clone()).unwrap_or_default();
        let waits = own.is_some_and(|own| own.decides);
        let dealt_with = refused.is_empty() && seen.get(&rec).is_some_and(|ver| *ver >= row.row.ver);
        if !waits && !dealt_with && shown.insert(rec) {
            items.push(QueueItem { row: row.clone(), refused, decided: None });
        }
    }
    items.sort_by_key(|item| item.refused.is_empty());
    items
}

/// The record `by` places further on, kept within the list; the first where the one given is not in it.
pub fn step(items: &[RecordId], from: Option<RecordId>, by: isize) -> Option<RecordId> {
    let at = from.and_then(|from| items.iter().position(|item| *item == from));
    let last = items.len().checked_sub(1)?;
    items.get(at.map_or(0, |at| at.saturating_add_signed(by).min(last))).copied()
}

/// The record to look at once one has left the list: the one behind it, else the one before it.
pub fn after(items: &[RecordId], gone: RecordId) -> Option<RecordId> {
    let at = items.iter().position(|item| *item == gone)?;
    items.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| items.get(before))).copied()
}

/// What a key does on the review page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyAct {
    /// Looks at the next record.
    Next,
    /// Looks at the one before.
    Previous,
    /// Approves.
    Approve,
    /// Opens the panel to return it.
    Return,
    /// Opens the form that corrects it.
    Correct,
    /// Puts it side by side with what may be the same.
    Compare,
    /// Selects it, or lets it go.
    Select,
    /// Looks at its photos.
    Photos,
    /// Shows all keys.
    Keys,
}

/// Reads a key pressed alone, in either case: a caps lock must not disable the page.
pub fn key_act(key: &str) -> Option<KeyAct> {
    match key {
        "j" | "J" => Some(KeyAct::Next),
        "k" | "K" => Some(KeyAct::Previous),
        "a" | "A" => Some(KeyAct::Approve),
        "r" | "R" => Some(KeyAct::Return),
        "e" | "E" => Some(KeyAct::Correct),
        "m" | "M" => Some(KeyAct::Compare),
        "p" | "P" => Some(KeyAct::Photos),
        "x" | "X" => Some(KeyAct::Select),
        "?" | "？" => Some(KeyAct::Keys),
        _ => None,
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use domain::{fields::Fields, id::CommitteeId, id::Feed, id::UserId, problem::Code};
    use sync::wire::Row;
    use uuid::Uuid;

    fn id(n: u128) -> RecordId {
        RecordId(Uuid::from_u128(n))
    }

    /// A row with an empty body.
    pub fn row(n: u128, ver: u64) -> DeskRow {
        DeskRow {
            feed: Feed::Venue(id(90).into()),
            committee: CommitteeId(id(91).0),
            author_name: "田一川".into(),
            reviews: true,
            row: Row {
                rec: id(n),
                kind: "activity".into(),
                ver,
                seq: 1,
                schema: 1,
                del: false,
                body: Fields::default(),
                conflicts: Vec::new(),
                author: Some(UserId(id(92).0)),
                by: UserId(id(92).0),
                at: 0,
            },
        }
    }

    fn refused() -> Decided {
        Decided { refused: vec![(5, Code::ReviewMoved.into())], ..Decided::default() }
    }

    fn shown(items: &[QueueItem]) -> Vec<RecordId> {
        items.iter().map(|item| item.row.row.rec).collect()
    }

    #[test]
    fn what_waits_to_be_uploaded_has_left_the_list() {
        let decision = Decided { waiting: true, decides: true, refused: Vec::new() };
        let edit = Decided { decides: false, ..decision.clone() };
        let decided = BTreeMap::from([(id(1), decision), (id(2), edit)]);
        let left = queue(&[row(1, 1), row(2, 1), row(3, 1)], &[], &decided, &BTreeMap::new());
        assert_eq!(shown(&left), [id(2), id(3)], "what was only edited stays");
    }

    #[test]
    fn a_list_read_before_the_decision_arrived_does_not_bring_the_record_back() {
        let seen = BTreeMap::from([(id(1), 3)]);
        assert_eq!(shown(&queue(&[row(1, 3), row(2, 1)], &[], &BTreeMap::new(), &seen)), [id(2)]);
        let changed_since = queue(&[row(1, 4)], &[], &BTreeMap::new(), &seen);
        assert_eq!(shown(&changed_since), [id(1)]);
    }

    #[test]
    fn a_refused_decision_comes_back_on_top_once_even_if_the_list_no_longer_has_it() {
        let decided = BTreeMap::from([(id(2), refused()), (id(9), refused())]);
        let seen = BTreeMap::from([(id(2), 1), (id(9), 1)]);
        let items = queue(&[row(1, 1), row(2, 1)], &[row(9, 2), row(2, 1)], &decided, &seen);
        assert_eq!(shown(&items), [id(9), id(2), id(1)]);
        assert_eq!(items.iter().map(|item| item.refused.len()).collect::<Vec<_>>(), [1, 1, 0]);
    }

    #[test]
    fn stepping_stays_within_the_list() {
        let items = [id(1), id(2), id(3)];
        assert_eq!(step(&items, None, 1), Some(id(1)));
        assert_eq!(step(&items, Some(id(3)), 1), Some(id(3)));
        assert_eq!(step(&items, Some(id(1)), -1), Some(id(1)));
        assert_eq!(step(&items, Some(id(1)), 1), Some(id(2)));
        assert_eq!(step(&[], None, 1), None);
    }

    #[test]
    fn after_the_last_record_comes_the_one_before_it_and_after_the_only_one_nothing() {
        assert_eq!(after(&[id(1), id(2)], id(1)), Some(id(2)));
        assert_eq!(after(&[id(1), id(2)], id(2)), Some(id(1)));
        assert_eq!(after(&[id(1)], id(1)), None);
    }
}
