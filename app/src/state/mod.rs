//! What the pages know and do: one handle, [`App`], taken from the context by [`use_app`].
//!
//! Reads are reactive: they follow one revision signal, raised whenever records, outbox, link,
//! drafts or session change. Writes resolve when they are on the disk.

pub(crate) mod contacts;
mod core;
pub(crate) mod door_store;
mod draft;
pub(crate) mod draft_store;
mod export;
mod handover;
mod photos;
mod read;
mod settings;
mod unsent;
mod write;

pub(crate) use self::{
    core::{Account, Core, Stage, Waiter},
    photos::sweep as sweep_pictures,
};
pub use draft::Draft;
pub use handover::{HandoverError, Imported, OpenFile};
pub use photos::{HeldPhoto, ObjectUrl, PhotoPlace, Size};
pub use read::{Glance, SyncLine};
pub use settings::{Language, Settings, Theme, WasRead};
pub use unsent::Unsent;
pub use write::SaveError;

use crate::clock;
use domain::{
    id::{Feed, RecordId},
    policy::{Grant, Role},
    seal::Details,
    sign_in::Link,
};
use leptos::prelude::*;
use std::rc::Rc;
use sync::wire::User;

/// Who uses the app.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Session {
    /// The disk is being opened.
    #[default]
    Starting,
    /// Nobody.
    SignedOut,
    /// Somebody, possibly since an earlier start and with the network off.
    SignedIn {
        /// Who.
        user: User,
        /// The feeds granted, as last heard.
        feeds: Vec<Grant>,
        /// The server has ended the session: what is typed stays and is sent after signing in again.
        expired: bool,
    },
}

impl Session {
    /// Who is signed in.
    pub fn user(&self) -> Option<&User> {
        match self {
            Session::SignedIn { user, .. } => Some(user),
            Session::Starting | Session::SignedOut => None,
        }
    }

    /// The feeds granted; none where nobody is signed in.
    pub fn feeds(&self) -> &[Grant] {
        match self {
            Session::SignedIn { feeds, .. } => feeds,
            Session::Starting | Session::SignedOut => &[],
        }
    }

    /// Whether a role is held anywhere.
    pub fn has_role(&self, role: Role) -> bool {
        self.feeds().iter().any(|grant| grant.roles.contains(&role))
    }
}

/// The one handle that pages use.
#[derive(Clone, Copy)]
pub struct App {
    core: StoredValue<Rc<Core>, LocalStorage>,
}

/// The handle of this page.
///
/// # Panics
/// Outside the app's own tree, where there is none.
pub fn use_app() -> App {
    expect_context()
}

impl App {
    pub(crate) fn new(core: Rc<Core>) -> App {
        App { core: StoredValue::new_local(core) }
    }

    pub(crate) fn core(self) -> Rc<Core> {
        self.core.get_value()
    }

    /// Milliseconds since 1970 by the device's clock.
    pub fn now(&self) -> u64 {
        clock::now()
    }

    /// Milliseconds since 1970 as the server last told them: phones are a day off, or a year.
    pub fn true_now(&self) -> u64 {
        let now = clock::now();
        self.core().account().map_or(now, |account| account.client.borrow().server_time(now))
    }

    /// The committee's local day.
    pub fn today(&self) -> jiff::civil::Date {
        clock::local(self.true_now()).date()
    }

    /// The id of a new record.
    pub fn new_record(&self) -> RecordId {
        clock::new_record()
    }

    /// The secret of a record's door, where this phone opened it.
    pub fn door_secret(&self, rec: RecordId) -> Option<Link> {
        self.core().account().and_then(|account| door_store::secret(account.user, rec))
    }

    /// Keeps the secret of a door on this phone; whether there was room for it.
    pub fn keep_door_secret(&self, rec: RecordId, secret: Link) -> bool {
        self.core().account().is_some_and(|account| door_store::keep(account.user, rec, secret))
    }

    /// Who a citizen is whose request was written down here, as long as the server has not sealed it.
    pub fn contact(&self, rec: RecordId) -> Option<Details> {
        self.core().account().and_then(|account| contacts::get(account.user, rec))
    }

    /// Keeps that on this phone; whether there was room for it.
    pub fn keep_contact(&self, rec: RecordId, details: &Details) -> bool {
        self.core().account().is_some_and(|account| contacts::keep(account.user, rec, details))
    }

    /// Forgets it.
    pub fn drop_contact(&self, rec: RecordId) {
        if let Some(account) = self.core().account() {
            contacts::drop(account.user, rec);
        }
    }

    /// Large type, colours, language: of this browser profile, kept as they are set.
    pub fn settings(&self) -> RwSignal<Settings> {
        self.core().settings
    }

    /// The roles that give a feed; empty where it is not granted.
    pub fn roles_in(&self, feed: Feed) -> Vec<Role> {
        let session = self.session();
        let grant = session.feeds().iter().find(|grant| grant.id == feed);
        grant.map(|grant| grant.roles.clone()).unwrap_or_default()
    }
}
