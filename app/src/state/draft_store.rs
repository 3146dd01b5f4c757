//! Keeping drafts: every key that is typed goes to the browser's small storage at once, which a crash
//! may set back by seconds, and within [`SOON`] to the disk, which it may not. On opening the newer wins.

use super::{Core, Draft, SaveError, photos::sweep};
use domain::id::{RecordId, UserId};
use gloo_storage::{LocalStorage, Storage as _};
use gloo_timers::callback::Timeout;
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use sync::client::Client;
use wasm_bindgen_futures::spawn_local;

/// How long typing may go on before it is written to the disk, in milliseconds.
const SOON: u32 = 300;

/// Keeps a draft.
pub fn put(core: &Rc<Core>, mut draft: Draft) {
    let Some(account) = core.account() else { return };
    draft.turn = account.drafts.borrow().get(&draft.rec).map_or(0, |before| before.turn + 1).max(draft.updated_at);
    draft.next_key = Some(account.client.borrow().meta().next_key);
    // If the small storage is full, the disk has the draft soon.
    let _ = LocalStorage::set(key(account.user, draft.rec), &draft);
    account.unwritten.borrow_mut().insert(draft.rec);
    account.drafts.borrow_mut().insert(draft.rec, draft);
    core.drafts_changed();
    if core.draft_alarm.borrow().is_none() {
        let later = core.clone();
        *core.draft_alarm.borrow_mut() = Some(Timeout::new(SOON, move || flush_soon(&later)));
    }
}

/// Throws a draft away.
pub fn forget(core: &Rc<Core>, rec: RecordId) {
    let Some(account) = core.account() else { return };
    LocalStorage::delete(key(account.user, rec));
    account.drafts.borrow_mut().remove(&rec);
    account.unwritten.borrow_mut().insert(rec);
    core.drafts_changed();
    sweep(core);
    flush_soon(core);
}

/// Writes every draft to the disk without waiting for it.
pub fn flush_soon(core: &Rc<Core>) {
    core.draft_alarm.take();
    let core = core.clone();
    spawn_local(async move {
        // Where the disk fails, the next key tries again; the small storage has the text meanwhile.
        let _ = flush(&core).await;
    });
}

/// Writes every draft to the disk.
///
/// # Errors
/// Where the disk did not take it.
pub async fn flush(core: &Rc<Core>) -> Result<(), SaveError> {
    let account = core.account().ok_or(SaveError::NotOpen)?;
    let unwritten = account.unwritten.take();
    if unwritten.is_empty() {
        return Ok(());
    }
    let (kept, gone): (Vec<RecordId>, Vec<RecordId>) =
        unwritten.iter().partition(|rec| account.drafts.borrow().contains_key(rec));
    let drafts: Vec<Draft> = kept.iter().filter_map(|rec| account.drafts.borrow().get(rec).cloned()).collect();
    let written = account.storage.keep_drafts(&drafts, &gone).await;
    if written.is_err() {
        account.unwritten.borrow_mut().extend(unwritten);
    }
    Ok(written?)
}

/// The drafts of somebody whose disk has just been opened, and the records whose draft the disk has
/// otherwise: of each draft the newer of its two copies, and none that was submitted just before a crash.
pub fn unite(user: UserId, stored: Vec<Draft>, client: &Client) -> (BTreeMap<RecordId, Draft>, BTreeSet<RecordId>) {
    let mut drafts: BTreeMap<RecordId, Draft> = stored.into_iter().map(|draft| (draft.rec, draft)).collect();
    let mut unwritten = BTreeSet::new();
    for draft in typed(user) {
        if drafts.get(&draft.rec).is_none_or(|known| is_newer(&draft, known)) {
            unwritten.insert(draft.rec);
            drafts.insert(draft.rec, draft);
        }
    }
    drafts.retain(|rec, draft| {
        let submitted = client.replica().ops_of(*rec).any(|op| is_made_of(draft, op.key, op.saved_at));
        if submitted {
            LocalStorage::delete(key(user, *rec));
            unwritten.insert(*rec);
        }
        !submitted
    });
    (drafts, unwritten)
}

/// Whether a copy of a draft was written down after another one.
fn is_newer(one: &Draft, other: &Draft) -> bool {
    (one.turn, one.updated_at) > (other.turn, other.updated_at)
}

/// Whether an operation was made after the last word of a draft, which is then submitted. Drafts of earlier versions
/// know only the clock.
fn is_made_of(draft: &Draft, key: u64, saved_at: u64) -> bool {
    draft.next_key.map_or(saved_at >= draft.updated_at, |next| key >= next)
}

/// Forgets what the small storage has of somebody's drafts.
pub fn forget_typed(user: UserId) {
    forget_keys(&prefix(user));
}

/// Whether a draft of a record is in the small storage, where another tab may have begun it.
pub fn is_typed(user: UserId, rec: RecordId) -> bool {
    LocalStorage::get::<serde_json::Value>(key(user, rec)).is_ok()
}

/// Forgets what lies in the small storage under keys that begin so.
pub fn forget_keys(prefix: &str) {
    keys(prefix).iter().for_each(LocalStorage::delete);
}

fn typed(user: UserId) -> Vec<Draft> {
    keys(&prefix(user)).iter().filter_map(|name| LocalStorage::get(name).ok()).collect()
}

/// The keys of the small storage that begin so.
pub fn keys(prefix: &str) -> Vec<String> {
    let storage = LocalStorage::raw();
    let keys = (0..LocalStorage::length()).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|name| name.starts_with(prefix)).collect()
}

fn key(user: UserId, rec: RecordId) -> String {
    format!("{}{rec}", prefix(user))
}

fn prefix(user: UserId) -> String {
    format!("draft:{user}:")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fields::Fields;

    fn draft(turn: u64, next_key: Option<u64>, updated_at: u64) -> Draft {
        let (rec, supersedes) = (RecordId(uuid::Uuid::nil()), Vec::new());
        let (feed, body, base, original) = (None, Fields::default(), None, None);
        Draft {
            rec,
            kind: domain::kind::Kind::Activity,
            feed,
            body,
            base,
            original,
            supersedes,
            updated_at,
            turn,
            next_key,
        }
    }

    #[test]
    fn a_clock_that_was_set_back_neither_loses_what_was_typed_nor_takes_it_for_submitted() {
        let (before, after) = (draft(90_000_000, Some(7), 90_000_000), draft(90_000_001, Some(7), 1_000));
        assert!(is_newer(&after, &before) && !is_newer(&before, &after));
        assert!(!is_made_of(&after, 6, 90_000_000), "an older operation, by a clock that was ahead");
        assert!(is_made_of(&after, 7, 500));
    }

    #[test]
    fn a_draft_of_an_earlier_version_goes_by_the_clock() {
        assert!(is_newer(&draft(0, None, 2), &draft(0, None, 1)));
        assert!(is_made_of(&draft(0, None, 2), 1, 2) && !is_made_of(&draft(0, None, 2), 9, 1));
    }
}
