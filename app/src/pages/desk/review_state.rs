//! The state of the review page: the list, the record that is read, and what becomes of decisions.

use super::{
    decision::may_become,
    frame::WaitingCount,
    query::Query,
    review_address::navigator,
    review_queue::{Decided, QueueItem, decided, queue, step},
};
use crate::{
    api,
    components::toast::ToastText,
    state::{App, use_app},
};
use domain::{id::RecordId, review::Review};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::{collections::BTreeMap, time::Duration};
use sync::wire::desk::{DeskRow, RecordDetail, ReviewList};

/// How often the list is read anew while somebody looks at it.
const FRESH_EVERY: Duration = Duration::from_secs(20);

/// Everything that the parts of the review page share.
#[derive(Clone, Copy)]
pub struct ReviewState {
    /// The app.
    pub app: App,
    /// The tab: what waits, or what was returned.
    pub tab: Memo<Review>,
    /// What the server listed.
    pub list: Query<ReviewList>,
    /// The list with what was decided here.
    pub items: Memo<Vec<QueueItem>>,
    /// The record being read, exactly as it was when it was opened: a decision is about that text.
    pub reading: RwSignal<Option<QueueItem>>,
    /// Its history.
    pub detail: Query<RecordDetail>,
    /// Whether the address names the record; on a phone it is then shown in place of the list.
    pub is_named: Memo<bool>,
    /// The panel that asks why it goes back.
    pub returning: RwSignal<bool>,
    /// A decision is on its way to the disk.
    pub busy: RwSignal<bool>,
    /// Why a decision could not be saved.
    pub failure: RwSignal<Option<String>>,
    /// What was last done, for a few seconds.
    pub said: RwSignal<Option<ToastText>>,
    decided: Memo<BTreeMap<RecordId, Decided>>,
    /// The version up to which each record was dealt with on this page.
    pub(super) seen: RwSignal<BTreeMap<RecordId, u64>>,
    /// Leads to an address of the page.
    pub(super) go: StoredValue<Callback<(Option<RecordId>, bool)>>,
}

impl ReviewState {
    /// The state of a page that has just been opened.
    pub fn new() -> ReviewState {
        let app = use_app();
        let address = use_query_map();
        let tab = Memo::new(move |_| match address.with(|query| query.get("tab")).as_deref() {
            Some("returned") => Review::Returned,
            _ => Review::Pending,
        });
        let named = Memo::new(move |_| address.with(|query| query.get("rec")?.parse::<RecordId>().ok()));
        let list = Query::new(move || Some(tab.get()), api::review);
        list.keep_fresh(FRESH_EVERY);
        let decided = Memo::new(move |_| app.with_replica(decided));
        let came_back = Query::new(
            move || {
                let refused = decided.with(|all| {
                    let refused = all.iter().filter(|(_, own)| !own.refused.is_empty());
                    refused.map(|(rec, _)| *rec).collect::<Vec<_>>()
                });
                (!refused.is_empty()).then_some(refused)
            },
            read_all,
        );
        let seen = RwSignal::new(BTreeMap::new());
        let items = Memo::new(move |_| {
            let came_back = came_back.answer.get().unwrap_or_default();
            let rows = list.answer.with(|list| list.as_ref().map(|list| list.rows.clone()).unwrap_or_default());
            decided.with(|decided| seen.with(|seen| queue(&rows, &came_back, decided, seen)))
        });
        let reading = RwSignal::new(None::<QueueItem>);
        let detail = Query::new(move || reading.with(|item| item.as_ref().map(|item| item.row.row.rec)), api::record);
        let state = ReviewState {
            app,
            tab,
            list,
            items,
            reading,
            detail,
            is_named: Memo::new(move |_| named.get().is_some()),
            returning: RwSignal::new(false),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            said: RwSignal::new(None),
            decided,
            seen,
            go: StoredValue::new(navigator(tab)),
        };
        state.follow(named);
        state
    }

    /// Keeps what is read in step with the address and the list.
    fn follow(self, named: Memo<Option<RecordId>>) {
        Effect::new(move || {
            if self.list.answer.with(Option::is_none) {
                self.reading.set(None);
                return;
            }
            let (items, named) = (self.items.get(), named.get());
            let now = self.reading.get_untracked();
            let wanted = items.iter().find(|item| Some(item.row.row.rec) == named);
            let next = match (wanted, &now) {
                (Some(wanted), now) if now.as_ref().is_none_or(|now| !is_same(now, wanted)) => Some(wanted.clone()),
                // What somebody reads is not taken away under their eyes, even if another has dealt with it.
                (_, Some(now)) if !self.is_settled(now) => return,
                _ => items.first().cloned(),
            };
            self.reading.set(next);
        });
        // Once the server has taken a decision in, its list is read again, so that the count is true.
        Effect::new(move |before: Option<usize>| {
            let waiting = self.decided.with(|all| all.values().filter(|own| own.waiting).count());
            if before.is_some_and(|before| waiting < before) {
                self.list.again();
            }
            waiting
        });
        let WaitingCount(count) = expect_context();
        Effect::new(move || {
            let total = self.total();
            if self.tab.get() == Review::Pending && self.list.answer.with(Option::is_some) {
                count.set(Some(total));
            }
        });
    }

    /// Whether a record has been dealt with here.
    fn is_settled(self, item: &QueueItem) -> bool {
        let rec = item.row.row.rec;
        self.seen.with_untracked(|seen| seen.get(&rec).is_some_and(|ver| *ver >= item.row.row.ver))
    }

    /// How many there are, those that the page does not list included.
    pub fn total(self) -> u64 {
        let listed = self.list.answer.with(|list| list.as_ref().map_or((0, 0), |list| (list.total, list.rows.len())));
        let shown = self.items.with(Vec::len);
        (listed.0 + shown as u64).saturating_sub(listed.1 as u64)
    }

    /// The place of the record being read in the list, from 1.
    pub fn place(self) -> Option<usize> {
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
        self.list.answer.with(Option::is_some) && self.reading.with(Option::is_some) && self.place().is_none()
    }

    /// Leaves a record that is gone for the first one of the list.
    pub fn move_on(self) {
        self.reading.set(self.items.with_untracked(|items| items.first().cloned()));
        self.go.get_value().run((None, true));
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

    /// Whether the record being read may be brought into a state.
    pub fn may(self, to: Review) -> bool {
        let leads_there = self.reading.with(|item| item.as_ref().is_some_and(|item| may_become(&item.row.row, to)));
        leads_there && !self.is_gone()
    }

    /// Opens a record, so that the way back leads to what was open before.
    pub fn open(self, rec: RecordId) {
        self.go.get_value().run((Some(rec), false));
    }

    /// Back to the list.
    pub fn close(self) {
        self.go.get_value().run((None, false));
    }

    /// Opens the record some places further on.
    pub fn step(self, by: isize) {
        let from = self.reading.with_untracked(|item| item.as_ref().map(|item| item.row.row.rec));
        if let Some(rec) = step(&self.listed(), from, by) {
            self.go.get_value().run((Some(rec), true));
        }
    }

    fn listed(self) -> Vec<RecordId> {
        self.items.with_untracked(|items| items.iter().map(|item| item.row.row.rec).collect())
    }
}

/// The same record with the same word of the server on it; its text may have moved on.
fn is_same(one: &QueueItem, other: &QueueItem) -> bool {
    one.row.row.rec == other.row.row.rec && one.refused == other.refused
}

/// Records that came back, one by one; there are hardly ever two.
async fn read_all(recs: Vec<RecordId>) -> Result<Vec<DeskRow>, api::ApiError> {
    let mut rows = Vec::new();
    for rec in recs {
        match api::record(rec).await {
            Ok(detail) => rows.push(detail.record),
            Err(api::ApiError::Offline) => return Err(api::ApiError::Offline),
            // One that may no longer be read cannot be shown; its words stay in the outbox.
            Err(api::ApiError::Refused { .. }) => {}
        }
    }
    Ok(rows)
}
