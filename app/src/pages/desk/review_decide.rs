//! Deciding about the record that is read, and what follows.

use super::{
    decision::{Decision, decide},
    review_queue::{QueueItem, after},
    review_state::ReviewState,
};
use crate::{
    components::{icon::Glyph, toast::ToastText},
    text::{desk as text, trouble},
};
use domain::{activity::Activity, id::RecordId};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long it is said what was done.
const SAID_FOR: Duration = Duration::from_secs(5);

impl ReviewState {
    /// Saves a decision about the record being read, then shows the next one.
    pub fn decide(self, decision: Decision) {
        let Some(item) = self.reading.get_untracked() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let what = decision.said();
            let keys = item.refused.iter().map(|(key, _)| *key).collect();
            // Once it is saved the record is no longer listed, and nothing would come after it.
            let next = self.after(item.row.row.rec);
            let saved = decide(self.app, &item.row, decision, keys).await;
            self.busy.try_set(false);
            match saved {
                Ok(()) => self.settled(&item, what, next),
                Err(error) => {
                    self.failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    }

    /// Forgets a decision that the server refused.
    pub fn take_note(self) {
        let Some(item) = self.reading.get_untracked() else { return };
        spawn_local(async move {
            let keys = item.refused.iter().map(|(key, _)| *key).collect();
            match self.app.discard(keys).await {
                Ok(()) => {
                    // Hidden is only what was listed before somebody else acted; as it stands now it may still wait.
                    let (rec, ver) = (item.row.row.rec, item.row.row.ver.saturating_sub(1));
                    self.seen.try_update(|seen| seen.insert(rec, ver));
                    self.reading.try_set(None);
                    self.list.again();
                }
                Err(error) => {
                    self.failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    }

    /// The record to read after one: what was refused is left for a look of its own.
    fn after(self, rec: RecordId) -> Option<RecordId> {
        let items = self.items.try_get_untracked()?;
        let recs: Vec<RecordId> = items
            .iter()
            .filter(|item| item.refused.is_empty() || item.row.row.rec == rec)
            .map(|item| item.row.row.rec)
            .collect();
        after(&recs, rec)
    }

    fn settled(self, item: &QueueItem, what: &str, next: Option<RecordId>) {
        let rec = item.row.row.rec;
        let Some(items) = self.items.try_get_untracked() else { return };
        self.returning.set(false);
        self.say(text::decided(what, &Activity(&item.row.row.body).title(20)));
        self.seen.update(|seen| {
            seen.insert(rec, item.row.row.ver);
        });
        let named = self.is_named.get_untracked();
        self.reading.set(items.into_iter().find(|item| Some(item.row.row.rec) == next));
        self.go.get_value().run((next.filter(|_| named), true));
    }

    fn say(self, words: String) {
        let said = ToastText { glyph: Glyph::Check, words };
        self.said.set(Some(said.clone()));
        let over = move || {
            // A later message has a time of its own.
            if self.said.try_get_untracked() == Some(Some(said.clone())) {
                self.said.set(None);
            }
        };
        set_timeout(over, SAID_FOR);
    }
}
