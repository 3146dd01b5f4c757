//! The only pump for records: carries out what the client machine asks for.
//!
//! Whoever changes the machine calls [`pump`] afterwards. Nothing here holds the machine while it
//! waits, so a save never waits for the network.

mod astray;
mod contacts;
mod photos;
mod pokes;

use crate::{
    api::{self, SyncFailure},
    clock, session, shell,
    state::{Account, Core, SaveError, Stage, Waiter, sweep_pictures},
    storage::StorageError,
};
use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::rc::Rc;
use sync::{
    client::{Change, Edit, Failure, OpState, Output, PhotoState, Saved, TakenIn},
    export::{ExportedOp, ExportedPhoto},
    wire::SyncRequest,
};
use wasm_bindgen_futures::spawn_local;

pub use pokes::unseen;

/// Saves edits; resolves when their transaction is on the disk.
///
/// # Errors
/// Where it is not; then the edits are taken back.
pub async fn save(core: &Rc<Core>, edits: Vec<Edit>, supersedes: Vec<u64>) -> Result<Saved, SaveError> {
    let account = writable(core).await?;
    let dropped = refused_of(&account, &supersedes);
    let here = account.kept.borrow().pictures.clone();
    let saved = account.client.borrow_mut().save_with(edits, &supersedes, &here, clock::now());
    // Keys of one save reach the disk together, so any of them stands for all.
    let keys = if saved.keys.is_empty() { dropped } else { saved.keys.clone() };
    if keys.is_empty() {
        pump(core);
        return Ok(saved);
    }
    written(core, &account, keys).await?;
    Ok(saved)
}

/// Takes in what another device of the same person had alone; resolves when it is on the disk.
///
/// # Errors
/// Where it is not.
pub async fn take_in(core: &Rc<Core>, ops: &[ExportedOp], photos: &[ExportedPhoto]) -> Result<TakenIn, SaveError> {
    let account = writable(core).await?;
    let here = account.kept.borrow().pictures.clone();
    let taken = account.client.borrow_mut().take_in(ops, photos, &here, clock::now());
    written(core, &account, taken.added.clone()).await?;
    Ok(taken)
}

/// Waits until operations are on the disk.
async fn written(core: &Rc<Core>, account: &Account, keys: Vec<u64>) -> Result<(), SaveError> {
    let (done, told) = oneshot::channel();
    account.waiters.borrow_mut().push(Waiter { keys, done });
    core.records_changed();
    pump(core);
    told.await.map_err(|_| SaveError::NotOpen)??;
    if !core.has_saved.get_untracked() {
        core.has_saved.set(true);
        shell::ask_for_lasting_storage();
    }
    Ok(())
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
            None => {
                photos::carry(core, &account);
                return pokes::follow(core, &account);
            }
            Some(Output::WakeAt(at)) => {
                let photos = photos::carry(core, &account);
                wake_at(core, photos.map_or(at, |photos| photos.min(at)));
                return pokes::follow(core, &account);
            }
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
        let report = later.account().map(|account| account.client.borrow().replica().report());
        let idle = report.is_none_or(|report| report.ops == 0 && report.blobs == 0);
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
            let swept = follow_photos(&account, &changes);
            tell_changed(&core, &changes);
            if swept && core.is_open(&account) {
                sweep_pictures(&core);
            }
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

/// Brings what is known of bytes on the disk in line with what was written; whether some may be no longer needed.
fn follow_photos(account: &Account, changes: &[Change]) -> bool {
    let mut swept = false;
    for change in changes {
        match change {
            Change::PutPhoto(photo) if photo.state == PhotoState::Uploaded => {
                account.kept.borrow_mut().pictures.remove(&photo.sha256);
                account.photos_sent.set(account.photos_sent.get() + 1);
            }
            Change::DropPhoto(_) => swept = true,
            _ => {}
        }
    }
    if account.client.borrow().replica().report().blobs == 0 {
        account.photos_sent.set(0);
    }
    swept
}

/// Tells pages what has changed in memory, which may be no more than the counters or how far a photo has come.
fn tell_changed(core: &Rc<Core>, changes: &[Change]) {
    let is_small = |change: &Change| matches!(change, Change::PutMeta(_) | Change::PutPhoto(_) | Change::DropPhoto(_));
    if changes.iter().any(|change| !is_small(change)) {
        core.records_changed();
    } else {
        core.link_changed();
    }
}

/// Tells those whose operations are in a transaction that it is on the disk.
fn tell_saved(account: &Account, changes: &[Change]) {
    let written = |key: &u64| {
        changes.iter().any(|change| match change {
            // What was refused elsewhere comes so.
            Change::PutOp(op) => op.key == *key && matches!(op.state, OpState::Waiting | OpState::Refused(_)),
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
                client.send_again(&account.kept.borrow().pictures);
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
        astray::lead_on(&core);
        contacts::carry(&core);
        pump(&core);
    }
}

fn as_failure(failure: SyncFailure) -> Failure {
    match failure {
        SyncFailure::Network => Failure::Network,
        SyncFailure::Busy(wait) => Failure::Busy(wait),
        SyncFailure::Unauthenticated => Failure::Unauthenticated,
        SyncFailure::TooLarge => Failure::TooLarge,
        SyncFailure::Restored(epoch) => Failure::Restored(epoch),
        SyncFailure::Expected(n) => Failure::Expected(n),
        SyncFailure::Cloned(n) => Failure::Cloned(n, clock::new_device()),
        SyncFailure::Rejected(refusal) => Failure::Rejected(refusal),
    }
}
