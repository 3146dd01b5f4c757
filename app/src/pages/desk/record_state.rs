//! The state of the page of one record, and what is done to it there.

use super::{
    below::RosterAt,
    decision::{Decision, edit_of, settled_by},
    merge_flow::MergeFlow,
    review_queue::{Decided, decided},
    roster::Roster,
};
use crate::{
    api,
    components::{desk_settle::Way, icon::Glyph, toast::Toasts},
    pages::given_way::gives_way,
    pages::query::Query,
    state::App,
    text::{desk as text, trouble},
};
use domain::{id::RecordId, policy::Role};
use leptos::{prelude::*, task::spawn_local};
use sync::{
    client::Edit,
    wire::{
        Act,
        desk::{AlikeList, DeskRow, RecordDetail},
    },
};

/// Which question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Why it goes back.
    Return,
    /// Why it is taken out.
    Void,
    /// What is wrong in it.
    Correct,
    /// Whether it is the same as another record.
    Merge(RecordId),
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct RecordState {
    /// The app.
    pub app: App,
    /// Names.
    pub roster: Memo<Roster>,
    /// The record with its history.
    pub detail: Query<RecordDetail>,
    /// What was decided on this computer and the server has not taken.
    pub own: Memo<Decided>,
    /// The records that resemble it.
    pub alike: Query<AlikeList>,
    /// A merge that is under way.
    pub flow: MergeFlow,
    /// The question that is open.
    pub asking: RwSignal<Option<Asking>>,
    /// Something is on its way to the disk.
    pub busy: RwSignal<bool>,
    /// Why it could not be saved.
    pub failure: RwSignal<Option<String>>,
    /// What was last done, for a few seconds.
    pub toasts: Toasts,
}

impl RecordState {
    /// The state of a page that has just been opened.
    pub fn new(app: App, rec: Memo<Option<RecordId>>, detail: Query<RecordDetail>) -> RecordState {
        let all = Memo::new(move |_| app.with_replica(decided));
        let own =
            Memo::new(move |_| rec.get().and_then(|rec| all.with(|all| all.get(&rec).cloned())).unwrap_or_default());
        let is_staff = Memo::new(move |_| app.session().has_role(Role::Staff));
        let alike = Query::new(move || rec.get().filter(|_| is_staff.get()), api::alike);
        let flow = MergeFlow::new(app, all);
        let committee = move || detail.answer.with(|detail| detail.as_ref().map(|detail| detail.record.committee));
        let roster = RosterAt::of(committee).names();
        let (asking, toasts) = (RwSignal::new(None), Toasts::default());
        let (busy, failure) = (RwSignal::new(false), RwSignal::new(None));
        let state = RecordState { app, roster, detail, own, alike, flow, asking, busy, failure, toasts };
        state.follow_merge();
        gives_way(app, state.toasts.shown);
        state
    }

    /// Whether one may decide now: one reviews the record, and the decision before is at the server.
    pub fn is_free(self) -> bool {
        let reviews = self.detail.answer.with(|detail| detail.as_ref().is_some_and(|detail| detail.record.reviews));
        reviews && !self.own.get().waiting
    }

    /// Saves a decision, in place of those that the server refused.
    pub fn decide(self, row: &DeskRow, decision: Decision) {
        let said = decision.said();
        if let Some(edit) = edit_of(row, Act::Patch(decision.fields())) {
            self.save(edit, said);
        }
    }

    /// Saves what settles something.
    pub fn settle(self, row: &DeskRow, way: &Way) {
        if let Some(edit) = edit_of(row, Act::Patch(settled_by(row, way))) {
            self.save(edit, way.said);
        }
    }

    fn save(self, edit: Edit, said: &'static str) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let Some(own) = self.own.try_get_untracked() else { return };
            let keys = own.refused.iter().map(|(key, _)| *key).collect();
            let saved = self.app.save(vec![edit], keys).await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match saved {
                Ok(_) => {
                    self.asking.set(None);
                    self.say(&text::kept(said));
                }
                Err(error) => self.failure.set(Some(trouble::save(&error))),
            }
        });
    }

    /// Forgets what the server refused.
    pub fn take_note(self) {
        spawn_local(async move {
            let Some(own) = self.own.try_get_untracked() else { return };
            match self.app.discard(own.refused.iter().map(|(key, _)| *key).collect()).await {
                Ok(()) => self.detail.again(),
                Err(error) => {
                    self.failure.try_set(Some(trouble::save(&error)));
                }
            }
        });
    }

    /// What follows a merge: everything is read anew, since both records have changed.
    fn follow_merge(self) {
        Effect::new(move |before: Option<u32>| {
            let times = self.flow.stale.get();
            if before.is_some_and(|before| times > before) {
                self.detail.again();
                self.alike.again();
            }
            times
        });
        Effect::new(move || {
            if let Some(said) = self.flow.done.get() {
                self.flow.done.set(None);
                self.asking.set(None);
                self.say(said);
                self.detail.again();
                self.alike.again();
            }
        });
    }

    /// Says what was done, for a few seconds.
    pub fn say(self, words: &str) {
        self.toasts.say(Glyph::Check, words);
    }
}
