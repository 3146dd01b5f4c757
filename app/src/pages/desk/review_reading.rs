//! What the review page knows of the record being read, and where it leads from it.

use super::{
    decision::{may_become, may_correct},
    history::last_decision,
    review_address::{Place, Tab},
    review_hints::Looks,
    review_queue::{QueueItem, reviewed_in, step},
    review_state::ReviewState,
};
use domain::{
    activity::REVIEW,
    id::{Feed, RecordId},
    review::Review,
    scope::Scope,
};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    client::StoredOp,
    wire::{Act, desk::DeskRow},
};

impl ReviewState {
    /// Whether a record has been dealt with here.
    pub(super) fn is_settled(self, item: &QueueItem) -> bool {
        let rec = item.row.row.rec;
        // The list of what is decided holds nothing else.
        if self.place.get_untracked().tab == Tab::Mine {
            return self.all.with_untracked(|all| !all.iter().any(|one| one.row.row.rec == rec));
        }
        self.seen.with_untracked(|seen| seen.get(&rec).is_some_and(|ver| *ver >= item.row.row.ver))
    }

    /// How many there are, those that the page does not list included; of what one has decided, how many are shown.
    pub fn total(self) -> u64 {
        if self.place.get().tab == Tab::Mine {
            return self.items.with(Vec::len) as u64;
        }
        let listed = self.list.answer.with(|list| list.as_ref().map_or((0, 0), |list| (list.total, list.rows.len())));
        let shown = self.items.with(Vec::len);
        (listed.0 + shown as u64).saturating_sub(listed.1 as u64)
    }

    /// How many there are in each feed, without those dealt with here that the server still counts.
    pub fn left_by_feed(self) -> BTreeMap<Feed, u64> {
        let listed = self.list.answer.get().unwrap_or_default();
        let shown: BTreeSet<RecordId> = self.all.with(|all| all.iter().map(|item| item.row.row.rec).collect());
        let mut left = listed.by_feed;
        for row in listed.rows.iter().filter(|row| !shown.contains(&row.row.rec)) {
            if let Some(left) = left.get_mut(&reviewed_in(row)) {
                *left = left.saturating_sub(1);
            }
        }
        left
    }

    /// The place of the record being read in the list, from 1.
    pub fn position(self) -> Option<usize> {
        let rec = self.reading.with(|item| item.as_ref().map(|item| item.row.row.rec))?;
        self.items.with(|items| items.iter().position(|item| item.row.row.rec == rec)).map(|at| at + 1)
    }

    /// The newest version of the record being read, where it is newer than what is on the screen.
    pub fn newer(self) -> Option<DeskRow> {
        let now = self.reading.get()?.row.row;
        let listed =
            self.items.with(|items| items.iter().find(|item| item.row.row.rec == now.rec).map(|item| item.row.clone()));
        let read = self.detail.answer.with(|detail| detail.as_ref().map(|detail| detail.record.clone()));
        let newer = listed.into_iter().chain(read).filter(|row| row.row.rec == now.rec && row.row.ver > now.ver);
        newer.max_by_key(|row| row.row.ver)
    }

    /// Whether somebody else has dealt with the record being read: the list no longer has it.
    pub fn is_gone(self) -> bool {
        let rec = self.reading.with(|item| item.as_ref().map(|item| item.row.row.rec));
        let is_listed = |rec| self.all.with(|all| all.iter().any(|item| item.row.row.rec == rec));
        let is_own = |rec| self.decided.with(|decided| decided.contains_key(&rec));
        self.list.answer.with(Option::is_some) && rec.is_some_and(|rec| !is_listed(rec) && !is_own(rec))
    }

    /// Who was faster, and what they made of it.
    pub fn beaten_by(self) -> Option<(String, Review)> {
        let rec = self.reading.with(|item| item.as_ref().map(|item| item.row.row.rec))?;
        self.detail.answer.with(|detail| {
            let detail = detail.as_ref().filter(|detail| detail.record.row.rec == rec)?;
            last_decision(detail)
        })
    }

    /// Leaves a record that is gone for the first one of the list.
    pub fn move_on(self) {
        self.reading.set(self.items.with_untracked(|items| items.first().cloned()));
        self.go_to(None, true);
    }

    /// Whether the record being read leaves nothing to decide, so that the key that approves leads on: somebody else
    /// was faster. Not where words typed here would go with it; these are let go by a press on the button alone.
    pub fn may_pass(self) -> bool {
        if self.is_gone() {
            return true;
        }
        let refused = self.reading.with(|item| item.as_ref().filter(|item| !item.refused.is_empty()).cloned());
        refused.is_some_and(|item| {
            let rec = item.row.row.rec;
            !self.may(Review::Approved) && !self.app.with_replica(|replica| replica.ops_of(rec).any(holds_words))
        })
    }

    /// Takes note of what somebody else did with the record being read, and leads on.
    pub fn pass(self) {
        if untrack(|| self.is_gone()) { self.move_on() } else { self.take_note() }
    }

    /// Leads to a record of the list, or to none.
    pub(super) fn go_to(self, rec: Option<RecordId>, replace: bool) {
        self.go.get_value().run((self.place.get_untracked().address(rec), replace));
    }

    /// Shows only the records of one special committee or venue, or all.
    pub fn narrow(self, of: Option<Scope>) {
        let place = Place { of, ..self.place.get_untracked() };
        self.go.get_value().run((place.address(None), false));
    }

    /// Selects a record, or lets it go.
    pub fn toggle(self, rec: RecordId) {
        self.selected.update(|selected| {
            if !selected.remove(&rec) {
                selected.insert(rec);
            }
        });
    }

    /// What is beside the record being read.
    pub fn looks(self) -> Looks {
        let rec = self.reading.with(|item| item.as_ref().map(|item| item.row.row.rec));
        rec.and_then(|rec| self.looks.with(|looks| looks.get(&rec).cloned())).unwrap_or_default()
    }

    /// The first record that the one being read may be merged with.
    pub fn comparable(self) -> Option<RecordId> {
        let alike = self.looks().alike;
        let first = alike.first().filter(|(row, _)| self.reviews() && row.reviews);
        first.map(|(row, _)| row.row.rec)
    }

    /// Puts the newest version on the screen.
    pub fn show_newer(self) {
        if let Some(row) = self.newer() {
            self.reading.update(|item| {
                if let Some(item) = item {
                    item.row = row;
                }
            });
            self.detail.again();
        }
    }

    /// Whether one reviews the record being read; that of a committee below one only reads.
    pub fn reviews(self) -> bool {
        self.reading.with(|item| item.as_ref().is_some_and(|item| item.row.reviews))
    }

    /// Whether the record being read may be corrected and approved in one step.
    pub fn may_correct(self) -> bool {
        let open =
            self.reading.with(|item| item.as_ref().is_some_and(|item| may_correct(&item.row.row, self.app.today())));
        open && self.reviews() && !self.is_gone()
    }

    /// Whether the record being read may be brought into a state.
    pub fn may(self, to: Review) -> bool {
        let leads_there =
            self.reading.with(|item| item.as_ref().is_some_and(|item| may_become(&item.row.row, to, self.app.today())));
        leads_there && self.reviews() && !self.is_gone()
    }

    /// Opens a record, so that the way back leads to what was open before.
    pub fn open(self, rec: RecordId) {
        self.go_to(Some(rec), false);
    }

    /// Back to the list.
    pub fn close(self) {
        self.go_to(None, false);
    }

    /// Opens the record some places further on.
    pub fn step(self, by: isize) {
        let from = self.reading.with_untracked(|item| item.as_ref().map(|item| item.row.row.rec));
        if let Some(rec) = step(&self.listed(), from, by) {
            self.go_to(Some(rec), true);
        }
    }

    fn listed(self) -> Vec<RecordId> {
        self.items.with_untracked(|items| items.iter().map(|item| item.row.row.rec).collect())
    }
}

/// Whether an operation says something that nobody wants to type again.
fn holds_words(stored: &StoredOp) -> bool {
    match &stored.op.act {
        Act::Patch(fields) => fields.0.iter().any(|(field, value)| field != REVIEW && !value.is_null()),
        _ => true,
    }
}
