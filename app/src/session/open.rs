//! Opening somebody's disk, and opening it again when it has failed.

use super::{follow, marker::Marker, session_of};
use crate::{
    shell::{Tenancy, tenancy},
    state::{Account, Core, Stage, draft_store, sweep_pictures},
    storage::{self, StorageError},
    sync_driver,
};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use sync::client::Client;
use wasm_bindgen_futures::spawn_local;

/// How long a full or failing disk is left alone, in milliseconds.
const RECOVERY: u32 = 60_000;

/// Opens the disk of who signed in, and shows why where that is not possible.
pub async fn open(core: &Rc<Core>, marker: Marker, how: Tenancy) {
    core.replace_account(None);
    let losing = core.clone();
    let user = marker.user.id;
    let given_up = move || {
        if losing.account().is_some_and(|account| account.user == user) {
            losing.replace_account(None);
            losing.stage.set(Stage::Elsewhere);
        }
    };
    if !tenancy::hold(user, how, given_up).await {
        core.session.set(session_of(&marker, false));
        core.stage.set(Stage::Elsewhere);
        return;
    }
    match read(core, &marker).await {
        Ok(account) => {
            core.session.set(session_of(&marker, false));
            follow(core, &account);
            core.replace_account(Some(account));
            core.stage.set(Stage::Working);
            sweep_pictures(core);
            sync_driver::pump(core);
        }
        Err(error) => core.stage.set(Stage::Broken(error)),
    }
}

/// Opens the disk of an account again; what was not saved is gone from memory, and its text is in the drafts.
///
/// # Errors
/// Where the disk still fails; the account stays as it was.
pub async fn reopen(core: &Rc<Core>, account: &Rc<Account>) -> Result<(), StorageError> {
    let marker = Marker::read().await?.filter(|marker| marker.user.id == account.user);
    let Some(marker) = marker else { return Ok(()) };
    let fresh = read(core, &marker).await?;
    if core.is_open(account) {
        core.replace_account(Some(fresh));
        sync_driver::pump(core);
    }
    Ok(())
}

/// Opens the disk of an account again after a while, so that a full disk is not asked over and over.
pub fn reopen_later(core: &Rc<Core>, account: &Rc<Account>) {
    let (core, account) = (core.clone(), account.clone());
    let later = core.clone();
    *core.alarm.borrow_mut() = Some(Timeout::new(RECOVERY, move || {
        spawn_local(async move {
            if later.is_open(&account) && reopen(&later, &account).await.is_err() {
                reopen_later(&later, &account);
            }
        });
    }));
}

async fn read(core: &Rc<Core>, marker: &Marker) -> Result<Rc<Account>, StorageError> {
    let stage = core.stage;
    let opened = storage::open(marker.user.id, marker.device, move || stage.set(Stage::Blocked)).await?;
    let client = Client::open(opened.stored);
    let (drafts, unwritten) = draft_store::unite(marker.user.id, opened.drafts, &client);
    let account = Account {
        user: marker.user.id,
        client: RefCell::new(client),
        storage: opened.storage,
        drafts: RefCell::new(drafts),
        unwritten: RefCell::new(unwritten),
        kept: RefCell::new(opened.kept),
        taking_in: Cell::new(false),
        photos_sent: Cell::new(0),
        waiters: RefCell::default(),
        offline_since: Cell::new(None),
    };
    Ok(Rc::new(account))
}
