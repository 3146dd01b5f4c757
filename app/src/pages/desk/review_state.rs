//! The state of the review page: the list, the record that is read, and what becomes of decisions.

use super::{
    below::RosterAt,
    frame::WaitingCount,
    merge_flow::MergeFlow,
    review_address::{Place, Tab, navigator},
    review_hints::{Looks, looks_of},
    review_queue::{Decided, Listed, QueueItem, decided, mine, queue, reviewed_in},
    roster::Roster,
};
use crate::{
    api, clock,
    components::toast::Toasts,
    pages::given_way::gives_way,
    pages::query::Query,
    state::{App, use_app},
};
use domain::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use sync::wire::desk::{DeskRow, RecordDetail};

/// How often the list is read anew while somebody looks at it.
const FRESH_EVERY: Duration = Duration::from_secs(20);

/// What is open above the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Why it goes back.
    Return,
    /// What is wrong in it, and how it should be.
    Correct,
    /// Whether it is the same as another record.
    Merge(RecordId),
    /// Whether all that is plain is approved together.
    Together,
    /// All keys.
    Keys,
}

impl Asking {
    /// Whether it takes the column beside the record, which is read meanwhile.
    pub fn is_beside(self) -> bool {
        matches!(self, Asking::Return | Asking::Correct)
    }
}

/// Everything that the parts of the review page share.
#[derive(Clone, Copy)]
pub struct ReviewState {
    /// The app.
    pub app: App,
    /// Names.
    pub roster: Memo<Roster>,
    /// The list that the address asks for.
    pub place: Memo<Place>,
    /// What the server listed.
    pub list: Query<Listed>,
    /// The whole list with what was decided here.
    pub all: Memo<Vec<QueueItem>>,
    /// What of it the address asks for.
    pub items: Memo<Vec<QueueItem>>,
    /// What there is to look at in each record.
    pub looks: Memo<BTreeMap<RecordId, Looks>>,
    /// The record being read, exactly as it was when it was opened: a decision is about that text.
    pub reading: RwSignal<Option<QueueItem>>,
    /// Its history.
    pub detail: Query<RecordDetail>,
    /// Whether the address names the record; on a phone it is then shown in place of the list.
    pub is_named: Memo<bool>,
    /// What is open above the page.
    pub asking: RwSignal<Option<Asking>>,
    /// The records that were selected.
    pub selected: RwSignal<BTreeSet<RecordId>>,
    /// A decision is on its way to the disk.
    pub busy: RwSignal<bool>,
    /// Why a decision could not be saved.
    pub failure: RwSignal<Option<String>>,
    /// What was last done, for a few seconds.
    pub toasts: Toasts,
    /// What was done here and the server has not taken.
    pub decided: Memo<BTreeMap<RecordId, Decided>>,
    /// A merge that is under way.
    pub flow: MergeFlow,
    /// The version up to which each record was dealt with on this page.
    pub(super) seen: RwSignal<BTreeMap<RecordId, u64>>,
    /// Leads to an address of the page.
    pub(super) go: StoredValue<Callback<(String, bool)>>,
}

impl ReviewState {
    /// The state of a page that has just been opened.
    pub fn new() -> ReviewState {
        let app = use_app();
        let address = use_query_map();
        let place = Memo::new(move |_| address.with(|query| Place::read(|key| query.get(key))));
        let named = Memo::new(move |_| address.with(|query| query.get("rec")?.parse::<RecordId>().ok()));
        let roster = RosterAt::of(move || place.get().below()).names();
        let list = Query::new(move || Some(place.get()), read_list);
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
        let all = Memo::new(move |_| {
            let listed = list.answer.get().unwrap_or_default();
            if place.get().tab == Tab::Mine {
                return mine(&listed);
            }
            let came_back = came_back.answer.get().unwrap_or_default();
            decided.with(|decided| seen.with(|seen| queue(&listed.rows, &came_back, decided, seen)))
        });
        let items = Memo::new(move |_| {
            let (mut items, place) = (all.get(), place.get());
            // What one has decided is short; all else the server narrows, which knows what is not listed too.
            if let (Some(of), Tab::Mine) = (place.of, place.tab) {
                roster.with(|roster| items.retain(|item| roster.scopes(reviewed_in(&item.row)).contains(&of)));
            }
            items
        });
        let looks = Memo::new(move |_| list.answer.with(|list| list.as_ref().map(looks_of).unwrap_or_default()));
        let reading = RwSignal::new(None::<QueueItem>);
        let detail = Query::new(move || reading.with(|item| item.as_ref().map(|item| item.row.row.rec)), api::record);
        let state = ReviewState {
            app,
            roster,
            place,
            list,
            all,
            items,
            looks,
            reading,
            detail,
            is_named: Memo::new(move |_| named.get().is_some()),
            asking: RwSignal::new(None),
            selected: RwSignal::new(BTreeSet::new()),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            toasts: Toasts::default(),
            decided,
            flow: MergeFlow::new(app, decided),
            seen,
            go: StoredValue::new(navigator()),
        };
        state.follow(named);
        state.follow_own();
        state.follow_merge();
        gives_way(app, state.toasts.shown);
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
            let all_of_them = |list: &Listed| (list.by_feed.values().sum::<u64>(), list.rows.len());
            let listed = self.list.answer.with(|list| list.as_ref().map(all_of_them));
            let place = self.place.get();
            if let (Tab::Pending, None, Some((total, rows))) = (place.tab, place.below(), listed) {
                let shown = self.all.with(Vec::len) as u64;
                count.set(Some((total + shown).saturating_sub(rows as u64)));
            }
        });
    }

    /// What one has changed oneself is read at once; and once somebody else was faster, it is read who that was.
    fn follow_own(self) {
        Effect::new(move || {
            let me = self.app.session().user().map(|user| user.id);
            if self.newer().is_some_and(|row| Some(row.row.by) == me) {
                self.show_newer();
            }
        });
        let is_gone = Memo::new(move |_| self.is_gone());
        Effect::new(move || {
            if is_gone.get() {
                self.detail.again();
            }
        });
        // What is no longer listed is no longer selected.
        Effect::new(move || {
            let listed: BTreeSet<RecordId> =
                self.items.with(|items| items.iter().map(|item| item.row.row.rec).collect());
            if self.selected.with_untracked(|selected| !selected.is_subset(&listed)) {
                self.selected.update(|selected| selected.retain(|rec| listed.contains(rec)));
            }
        });
    }
}

/// The same record with the same word of the server on it; its text may have moved on.
fn is_same(one: &QueueItem, other: &QueueItem) -> bool {
    one.row.row.rec == other.row.row.rec && one.refused == other.refused
}

/// The list that an address asks for.
async fn read_list(place: Place) -> Result<Listed, api::ApiError> {
    match place.tab.state() {
        Some(state) => api::review(state, place.of).await.map(Listed::from),
        None => api::decided(clock::midnight()).await.map(Listed::from),
    }
}

/// Records that came back, one by one; there are hardly ever two.
pub(super) async fn read_all(recs: Vec<RecordId>) -> Result<Vec<DeskRow>, api::ApiError> {
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
