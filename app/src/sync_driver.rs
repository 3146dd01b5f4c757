//! The only pump for records: carries out what the client machine asks for.
//!
//! Whoever changes the machine calls [`pump`] afterwards. Nothing here holds the machine while it
//! waits, so a save never waits for the network.

use crate::{
    api::{self, SyncFailure},
    clock, session, shell,
    state::{Account, Core, SaveError, Stage, Waiter},
    storage::StorageError,
};
use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::rc::Rc;
use sync::{
    client::{Change, Edit, Failure, OpState, Output, Saved},
    wire::SyncRequest,
};
use wasm_bindgen_futures::spawn_local;

/// Saves edits; resolves when their transaction is on the disk.
///
/// # Errors
/// Where it is not; then the edits are taken back.
pub async fn save(core: &Rc<Core>, edits: Vec<Edit>, supersedes: Vec<u64>) -> Result<Saved, SaveError> {
    let account = writable(core).await?;
    let dropped = refused_of(&account, &supersedes);
    let saved = account.client.borrow_mut().save(edits, &supersedes, clock::now());
    // Keys of one save reach the disk together, so any of them stands for all.
    let keys = if saved.keys.is_empty() { dropped } else { saved.keys.clone() };
    if keys.is_empty() {
        pump(core);
        return Ok(saved);
    }
    let (done, told) = oneshot::channel();
    account.waiters.borrow_mut().push(Waiter { keys, done });
    core.records_changed();
    pump(core);
    match told.await {
        Ok(Ok(())) => {
            if !core.has_saved.get_untracked() {
                core.has_saved.set(true);
                shell::ask_for_lasting_storage();
            }
            Ok(saved)
        }
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Err(SaveError::NotOpen),
    }
}

/// Drops refused operations for good.
///
/// # Errors
/// Where the disk did not take it.
pub async fn discard(core: &Rc<Core>, keys: Vec<u64>) -> Result<(), SaveError> {
    save(core, Vec::new(), keys).await.map(|_| ())
}

/// Asks for a round trip at once.
pub fn sync_now(core: &Rc<Core>) {
    if let Some(account) = core.account() {
        account.client.borrow_mut().sync_now();
        pump(core);
    }
}

/// Somebody has signed in again on the account that is open.
pub fn signed_in(core: &Rc<Core>) {
    if let Some(account) = core.account() {
        account.client.borrow_mut().signed_in();
        core.link_changed();
        pump(core);
    }
}

/// Asks the machine what to do until it has nothing more to do now.
pub fn pump(core: &Rc<Core>) {
    let Some(account) = core.account() else { return };
    loop {
        let output = account.client.borrow_mut().poll(clock::now(), clock::dice());
        match output {
            None => return,
            Some(Output::WakeAt(at)) => return wake_at(core, at),
            Some(Output::Persist(changes)) => {
                tell_changed(core, &changes);
                spawn_local(persist(core.clone(), account.clone(), changes));
            }
            Some(Output::Send(request)) => spawn_local(send(core.clone(), account.clone(), request)),
        }
    }
}

/// The account, opened again if the disk has failed it; unsaved memory is never built upon.
async fn writable(core: &Rc<Core>) -> Result<Rc<Account>, SaveError> {
    let account = core.account().ok_or(SaveError::NotOpen)?;
    if !account.client.borrow().must_reopen() {
        return Ok(account);
    }
    session::reopen(core, &account).await?;
    core.account().ok_or(SaveError::NotOpen)
}

fn refused_of(account: &Account, keys: &[u64]) -> Vec<u64> {
    let client = account.client.borrow();
    client.replica().refused().map(|op| op.key).filter(|key| keys.contains(key)).collect()
}

fn wake_at(core: &Rc<Core>, at: u64) {
    let wait = u32::try_from(at.saturating_sub(clock::now())).unwrap_or(u32::MAX).clamp(50, 600_000);
    let later = core.clone();
    *core.alarm.borrow_mut() = Some(Timeout::new(wait, move || {
        // A page in the background with nothing to send does not ask; it does when it is looked at again.
        let idle = later.account().is_none_or(|account| account.client.borrow().replica().report().ops == 0);
        if !(idle && shell::is_hidden()) {
            pump(&later);
        }
    }));
}

async fn persist(core: Rc<Core>, account: Rc<Account>, changes: Vec<Change>) {
    match account.storage.apply(&changes).await {
        Ok(()) => {
            account.client.borrow_mut().persisted();
            if core.disk.with_untracked(Option::is_some) {
                core.disk.set(None);
            }
            tell_saved(&account, &changes);
            tell_changed(&core, &changes);
        }
        Err(error) => {
            account.client.borrow_mut().persist_failed();
            for waiter in account.waiters.take() {
                // Whoever no longer waits needs no answer.
                let _ = waiter.done.send(Err(error.clone()));
            }
            core.records_changed();
            if core.is_open(&account) {
                core.disk.set(Some(error.clone()));
            }
            give_up(&core, &account, error);
        }
    }
    if core.is_open(&account) {
        pump(&core);
    }
}

/// Tells pages what has changed in memory, which may be no more than the counters.
fn tell_changed(core: &Rc<Core>, changes: &[Change]) {
    if changes.iter().any(|change| !matches!(change, Change::PutMeta(_))) {
        core.records_changed();
    } else {
        core.link_changed();
    }
}

/// Tells those whose operations are in a transaction that it is on the disk.
fn tell_saved(account: &Account, changes: &[Change]) {
    let written = |key: &u64| {
        changes.iter().any(|change| match change {
            Change::PutOp(op) => op.key == *key && op.state == OpState::Waiting,
            Change::DropOp(dropped) => dropped == key,
            _ => false,
        })
    };
    let (told, waiting): (Vec<Waiter>, Vec<Waiter>) =
        account.waiters.take().into_iter().partition(|waiter| waiter.keys.iter().all(written));
    account.waiters.borrow_mut().extend(waiting);
    for waiter in told {
        let _ = waiter.done.send(Ok(()));
    }
}

/// What a failing disk means for the page.
fn give_up(core: &Rc<Core>, account: &Rc<Account>, error: StorageError) {
    if !core.is_open(account) {
        return;
    }
    if error == StorageError::TakenOver {
        core.replace_account(None);
        core.stage.set(Stage::Elsewhere);
    } else if account.client.borrow().must_reopen() {
        session::reopen_later(core, account);
    }
}

async fn send(core: Rc<Core>, account: Rc<Account>, request: Box<SyncRequest>) {
    let answer = api::sync(&request).await;
    let now = clock::now();
    {
        let mut client = account.client.borrow_mut();
        match answer {
            Ok(reply) => {
                account.offline_since.set(None);
                client.replied(reply, now);
            }
            Err(failure) => {
                if matches!(failure, SyncFailure::Network | SyncFailure::Busy(_)) {
                    account.offline_since.set(account.offline_since.get().or(Some(now)));
                }
                client.failed(as_failure(failure), now);
            }
        }
    }
    if core.is_open(&account) {
        session::follow(&core, &account);
        core.link_changed();
        pump(&core);
    }
}

fn as_failure(failure: SyncFailure) -> Failure {
    match failure {
        SyncFailure::Network => Failure::Network,
        SyncFailure::Busy(wait) => Failure::Busy(wait),
        SyncFailure::Unauthenticated => Failure::Unauthenticated,
        SyncFailure::TooLarge => Failure::TooLarge,
        SyncFailure::Expected(n) => Failure::Expected(n),
        SyncFailure::Cloned(n) => Failure::Cloned(n, clock::new_device()),
        SyncFailure::Rejected(refusal) => Failure::Rejected(refusal),
    }
}
