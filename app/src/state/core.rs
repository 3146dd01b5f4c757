//! What there is one of in a page: who is signed in, and the machine over that person's records.

use super::{Draft, Session, Settings};
use crate::{
    api::Pokes,
    storage::{Kept, Storage, StorageError},
};
use domain::id::{RecordId, UserId};
use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use sync::client::{Client, Replica};

/// What stands in the way of working here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nothing.
    Working,
    /// A tab with an older version keeps the disk to itself.
    Blocked,
    /// Another tab works on this person's records.
    Elsewhere,
    /// The disk cannot be used.
    Broken(StorageError),
}

/// Somebody who waits until operations have reached the disk, or have left it.
pub struct Waiter {
    /// The keys of the operations.
    pub keys: Vec<u64>,
    /// Told once.
    pub done: oneshot::Sender<Result<(), StorageError>>,
}

/// One person's records on this device while they are open.
pub struct Account {
    /// The person.
    pub user: UserId,
    /// The machine.
    pub client: RefCell<Client>,
    /// The disk under it.
    pub storage: Storage,
    /// Drafts.
    pub drafts: RefCell<BTreeMap<RecordId, Draft>>,
    /// Drafts that the disk does not have as they are, dropped ones among them.
    pub unwritten: RefCell<BTreeSet<RecordId>>,
    /// Photos of which there are bytes on the disk.
    pub kept: RefCell<Kept>,
    /// While a file is taken in, photos are here that nothing names yet.
    pub taking_in: Cell<bool>,
    /// Photos that were sent since nothing waited last.
    pub photos_sent: Cell<u64>,
    /// Saves on their way to the disk.
    pub waiters: RefCell<Vec<Waiter>>,
    /// Since when the server has not been reached, in milliseconds since 1970.
    pub offline_since: Cell<Option<u64>>,
}

/// The state behind [`super::App`].
pub struct Core {
    account: RefCell<Option<Rc<Account>>>,
    /// Stands in for the records while nobody is signed in.
    nothing: Replica,
    /// Who is signed in.
    pub session: RwSignal<Session>,
    /// What stands in the way.
    pub stage: RwSignal<Stage>,
    /// Settings of the browser profile.
    pub settings: RwSignal<Settings>,
    /// What the disk last said no with; nothing once it has taken something again.
    pub disk: RwSignal<Option<StorageError>>,
    /// Whether something was saved in this visit.
    pub has_saved: RwSignal<bool>,
    /// What the open account hears of changes.
    pub pokes: RefCell<Option<Pokes>>,
    /// Wakes the pump.
    pub alarm: RefCell<Option<Timeout>>,
    /// Writes the drafts.
    pub draft_alarm: RefCell<Option<Timeout>>,
    records: RwSignal<u64>,
    link: RwSignal<u64>,
    drafts: RwSignal<u64>,
}

impl Core {
    /// A page in which nothing has been opened yet.
    pub fn new(settings: Settings) -> Rc<Core> {
        Rc::new(Core {
            account: RefCell::default(),
            nothing: Replica::default(),
            session: RwSignal::default(),
            stage: RwSignal::new(Stage::Working),
            settings: RwSignal::new(settings),
            disk: RwSignal::new(None),
            has_saved: RwSignal::new(false),
            pokes: RefCell::default(),
            alarm: RefCell::default(),
            draft_alarm: RefCell::default(),
            records: RwSignal::new(0),
            link: RwSignal::new(0),
            drafts: RwSignal::new(0),
        })
    }

    /// The open account.
    pub fn account(&self) -> Option<Rc<Account>> {
        self.account.borrow().clone()
    }

    /// Puts an account in the place of the one before it, whose disk is let go and which hears nothing more.
    pub fn replace_account(&self, account: Option<Rc<Account>>) {
        self.pokes.take();
        if let Some(before) = self.account.replace(account) {
            before.storage.close();
        }
        self.records_changed();
        self.link_changed();
        self.drafts_changed();
    }

    /// Whether an account is still the open one: work that outlived it must touch nothing else.
    pub fn is_open(&self, account: &Rc<Account>) -> bool {
        self.account.borrow().as_ref().is_some_and(|open| Rc::ptr_eq(open, account))
    }

    /// Tells pages that records or the outbox have changed.
    pub fn records_changed(&self) {
        self.records.update(|revision| *revision += 1);
    }

    /// Tells pages that the link to the server has changed; most round trips change nothing else.
    pub fn link_changed(&self) {
        self.link.update(|revision| *revision += 1);
    }

    /// Tells pages that drafts have changed.
    pub fn drafts_changed(&self) {
        self.drafts.update(|revision| *revision += 1);
    }

    /// Reads the account and runs the caller again when records, outbox or link change.
    pub fn follow_account<R: Default>(&self, read: impl FnOnce(&Account) -> R) -> R {
        self.records.track();
        self.link.track();
        self.account().map(|account| read(&account)).unwrap_or_default()
    }

    /// Reads records and operations and runs the caller again when they change.
    pub fn follow_replica<R>(&self, read: impl FnOnce(&Replica) -> R) -> R {
        self.records.track();
        match self.account() {
            Some(account) => read(account.client.borrow().replica()),
            None => read(&self.nothing),
        }
    }

    /// Reads the drafts and runs the caller again when they change.
    pub fn follow_drafts<R: Default>(&self, read: impl FnOnce(&BTreeMap<RecordId, Draft>) -> R) -> R {
        self.drafts.track();
        self.account().map(|account| read(&account.drafts.borrow())).unwrap_or_default()
    }
}
