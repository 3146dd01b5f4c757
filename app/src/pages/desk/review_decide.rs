//! Deciding about the record that is read, and what follows.

use super::{
    decision::{Decision, edit_of, leaves_open, settled_by},
    review_address::Tab,
    review_queue::{QueueItem, after},
    review_state::ReviewState,
};
use crate::{
    components::{desk_settle::Way, icon::Glyph},
    text::{desk as text, review, trouble},
};
use domain::{
    activity::{Activity, REVIEW},
    id::RecordId,
    review::Review,
};
use leptos::{prelude::*, task::spawn_local};
use sync::{client::Edit, wire::Act};

impl ReviewState {
    /// Saves a decision about the record being read, then shows the next one.
    pub fn decide(self, decision: Decision) {
        let Some(item) = self.reading.get_untracked() else { return };
        let what = text::decided(decision.said(), &Activity(&item.row.row.body).title(20));
        // A record of a kind that this version does not know is shown, and offers no decision.
        let Some(edit) = edit_of(&item.row, Act::Patch(decision.fields())) else { return };
        let keys = item.refused.iter().map(|(key, _)| *key).collect();
        let order = self.order();
        self.save(vec![edit], keys, move |state| {
            state.asking.set(None);
            state.say(what);
            state.leave(&[(item.row.row.rec, item.row.row.ver)], &order);
        });
    }

    /// Saves what settles something in the record being read. It stays on the screen, unless that was all it waited for.
    pub fn settle(self, way: Way) {
        let Some(item) = self.reading.get_untracked() else { return };
        let fields = settled_by(&item.row, &way);
        let takes_out = fields.get(REVIEW).and_then(|to| to.as_str()) == Some(Review::Void.id());
        let is_last = takes_out || !leaves_open(&item.row, &fields);
        let decides = fields.get(REVIEW).is_some() && is_last && self.place.get_untracked().tab != Tab::Mine;
        let Some(edit) = edit_of(&item.row, Act::Patch(fields)) else { return };
        let order = self.order();
        self.save(vec![edit], Vec::new(), move |state| {
            state.say(text::kept(way.said));
            if decides {
                state.leave(&[(item.row.row.rec, item.row.row.ver)], &order);
            }
        });
    }

    /// Approves records together, each by an operation of its own.
    pub fn approve_all(self, items: Vec<QueueItem>) {
        let edits: Vec<Edit> =
            items.iter().filter_map(|item| edit_of(&item.row, Act::Patch(Decision::Approve.fields()))).collect();
        let gone: Vec<(RecordId, u64)> = items.iter().map(|item| (item.row.row.rec, item.row.row.ver)).collect();
        let order = self.order();
        self.save(edits, Vec::new(), move |state| {
            state.asking.set(None);
            state.selected.update(|selected| selected.retain(|rec| gone.iter().all(|(known, _)| known != rec)));
            state.say(review::together_done(gone.len()));
            state.leave(&gone, &order);
        });
    }

    /// Saves edits in the outbox of this computer; they are uploaded as soon as the server is reached.
    fn save(self, edits: Vec<Edit>, supersedes: Vec<u64>, then: impl FnOnce(ReviewState) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let saved = self.app.save(edits, supersedes).await;
            if self.busy.try_set(false).is_some() {
                // The page has gone; what was decided is on the disk.
                return;
            }
            match saved {
                Ok(_) => then(self),
                Err(error) => self.failure.set(Some(trouble::save(&error))),
            }
        });
    }

    /// What follows a merge: where what is read was taken in, the next one is shown.
    pub(super) fn follow_merge(self) {
        // The order is kept from before, since what was taken in is no longer listed.
        let order = StoredValue::new(Vec::new());
        Effect::new(move || {
            if self.flow.busy.get() {
                order.set_value(self.order());
            }
        });
        Effect::new(move |before: Option<u32>| {
            let times = self.flow.stale.get();
            if before.is_some_and(|before| times > before) {
                self.list.again();
                self.detail.again();
            }
            times
        });
        Effect::new(move || {
            let Some(said) = self.flow.done.get() else { return };
            self.flow.done.set(None);
            self.asking.set(None);
            self.say(said.to_owned());
            let reading =
                self.reading.with_untracked(|item| item.as_ref().map(|item| (item.row.row.rec, item.row.row.ver)));
            let is_away =
                |rec: &RecordId| self.decided.with_untracked(|all| all.get(rec).is_some_and(|own| own.decides));
            if let Some(away) = reading.filter(|(rec, _)| is_away(rec)) {
                self.leave(&[away], &order.get_value());
            }
        });
    }

    /// Forgets a decision that the server refused.
    pub fn take_note(self) {
        let Some(item) = self.reading.get_untracked() else { return };
        let order: Vec<RecordId> =
            self.items.with_untracked(|items| items.iter().map(|item| item.row.row.rec).collect());
        spawn_local(async move {
            let keys = item.refused.iter().map(|(key, _)| *key).collect();
            match self.app.discard(keys).await {
                Ok(()) => {
                    // Hidden is only what was listed before somebody else acted; as it stands now it may still wait.
                    let (rec, ver) = (item.row.row.rec, item.row.row.ver.saturating_sub(1));
                    if self.seen.try_update(|seen| seen.insert(rec, ver)).is_none() {
                        return;
                    }
                    // The list on the screen will do until it is read again, which may fail.
                    let next = [Some(rec), after(&order, rec)].into_iter().flatten();
                    let shown = self.items.with_untracked(|items| {
                        next.filter_map(|rec| items.iter().find(|item| item.row.row.rec == rec)).next().cloned()
                    });
                    let named = self.is_named.get_untracked();
                    self.go_to(shown.as_ref().map(|item| item.row.row.rec).filter(|_| named), true);
                    self.reading.set(shown);
                    self.list.again();
                }
                Err(error) => {
                    self.failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    }

    /// The order in which records are read, without those that the server sent back: these are left for a look of their
    /// own. It is asked for before a decision is saved, since what is decided is no longer listed.
    pub(super) fn order(self) -> Vec<RecordId> {
        let reading = self.reading.with_untracked(|item| item.as_ref().map(|item| item.row.row.rec));
        let stays = |item: &&QueueItem| item.refused.is_empty() || Some(item.row.row.rec) == reading;
        self.items.with_untracked(|items| items.iter().filter(stays).map(|item| item.row.row.rec).collect())
    }

    /// Leaves records that were dealt with, at these versions, for the one behind them.
    pub(super) fn leave(self, gone: &[(RecordId, u64)], order: &[RecordId]) {
        let left = |rec: &RecordId| gone.iter().any(|(known, _)| known == rec);
        let now = self.reading.with_untracked(|item| item.as_ref().map(|item| item.row.row.rec));
        self.seen.update(|seen| seen.extend(gone.iter().copied()));
        // Where what is read was not decided, it stays on the screen.
        let Some(now) = now.filter(left) else { return };
        let stay: Vec<RecordId> = order.iter().filter(|rec| **rec == now || !left(rec)).copied().collect();
        let next = after(&stay, now);
        let named = self.is_named.get_untracked();
        let shown = |items: &Vec<QueueItem>| items.iter().find(|item| Some(item.row.row.rec) == next).cloned();
        self.reading.set(self.items.with_untracked(shown));
        self.go_to(next.filter(|_| named), true);
    }

    /// Says what was done, for a few seconds.
    pub(super) fn say(self, words: String) {
        self.toasts.say(Glyph::Check, words);
    }
}
