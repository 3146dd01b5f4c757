//! A merge on its way: the second operation is saved once the server has taken the first.

use super::{merge_steps::Steps, review_queue::Decided, review_state::read_all};
use crate::{
    state::App,
    text::{review, trouble, vocabulary},
};
use domain::id::RecordId;
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeMap;
use sync::{client::Edit, wire::desk::DeskRow};

/// One merge at a time. It lives with its page; what a closed page leaves undone is found on the record that stays.
#[derive(Clone, Copy)]
pub struct MergeFlow {
    app: App,
    /// What was done here and the server has not taken.
    decided: Memo<BTreeMap<RecordId, Decided>>,
    waits: RwSignal<Option<(RecordId, Edit, &'static str)>>,
    /// From the press until the second operation is saved.
    pub busy: RwSignal<bool>,
    /// Why it could not be done.
    pub failure: RwSignal<Option<String>>,
    /// Counts how often what was on the screen was out of date: whoever shows it reads it anew.
    pub stale: RwSignal<u32>,
    /// Once both are saved: what to say. Its page takes it; a callback of a panel could be gone by then.
    pub done: RwSignal<Option<&'static str>>,
}

impl MergeFlow {
    /// The flow of a page that has just been opened.
    pub fn new(app: App, decided: Memo<BTreeMap<RecordId, Decided>>) -> MergeFlow {
        let flow = MergeFlow {
            app,
            decided,
            waits: RwSignal::new(None),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            stale: RwSignal::new(0),
            done: RwSignal::new(None),
        };
        Effect::new(move || flow.go_on());
        flow
    }

    /// Whether the first operation is saved and the server has not answered.
    pub fn is_waiting(self) -> bool {
        self.waits.with(Option::is_some)
    }

    /// Whether something done here to one of some records is on its way.
    pub fn waits_for(self, recs: &[RecordId]) -> bool {
        self.decided.with(|all| recs.iter().any(|rec| all.get(rec).is_some_and(|own| own.waiting)))
    }

    /// Begins.
    pub fn start(self, steps: Steps) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        let Steps { first, then, said } = steps;
        let Some(first) = first else { return self.finish(then, said) };
        spawn_local(async move {
            // What one takes over from the other must be what that says, in both directions: nobody looks again.
            let read = |edit: &Edit, rows: &[DeskRow]| {
                rows.iter().any(|row| row.row.rec == edit.rec && Some(row.row.ver) == edit.base)
            };
            match read_all(vec![first.rec, then.rec]).await {
                Ok(rows) if read(&first, &rows) && read(&then, &rows) => {}
                Ok(_) => {
                    self.stale.try_update(|times| *times += 1);
                    return self.fail(review::merge_moved().to_owned());
                }
                Err(error) => return self.fail(trouble::api(&error)),
            }
            let rec = first.rec;
            match self.app.save(vec![first], self.refused(rec)).await {
                Ok(_) => {
                    self.waits.try_set(Some((rec, then, said)));
                }
                Err(error) => self.fail(trouble::save(&error)),
            }
        });
    }

    fn go_on(self) {
        let Some((first, then, said)) = self.waits.get() else { return };
        let own = self.decided.with(|all| all.get(&first).cloned()).unwrap_or_default();
        if own.waiting {
            return;
        }
        self.waits.set(None);
        match own.refused.first() {
            Some((_, refusal)) => {
                self.stale.update(|times| *times += 1);
                self.fail(vocabulary::refusal(refusal));
            }
            None => self.finish(then, said),
        }
    }

    fn finish(self, then: Edit, said: &'static str) {
        spawn_local(async move {
            let refused = self.refused(then.rec);
            match self.app.save(vec![then], refused).await {
                // The page may have gone; the operation is on the disk.
                Ok(_) => {
                    self.busy.try_set(false);
                    self.done.try_set(Some(said));
                }
                Err(error) => self.fail(trouble::save(&error)),
            }
        });
    }

    fn refused(self, rec: RecordId) -> Vec<u64> {
        let own = self.decided.try_get_untracked().and_then(|mut all| all.remove(&rec)).unwrap_or_default();
        own.refused.iter().map(|(key, _)| *key).collect()
    }

    fn fail(self, words: String) {
        self.busy.try_set(false);
        self.failure.try_set(Some(words));
    }
}
