//! A disk under test: the real one in the browser, or the model in memory.

use crate::{
    clock,
    state::Draft,
    storage::{Opened, Storage, open_named},
};
use domain::id::{DeviceId, RecordId};
use sync::client::{Change, Stored};

/// The device of every disk under test.
pub const DEVICE: DeviceId = DeviceId(7);

/// A disk under test.
pub enum Disk {
    /// What the disk must be indistinguishable from.
    Memory(Box<(Stored, Vec<Draft>)>),
    /// An open database and its name.
    Browser(Storage, String),
}

/// What is read back; in the order of keys, since a disk promises none.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// Records, operations and counters.
    pub stored: Stored,
    /// Drafts.
    pub drafts: Vec<Draft>,
}

impl Disk {
    /// A fresh model.
    pub fn in_memory() -> Disk {
        Disk::Memory(Box::new((Stored::fresh(DEVICE), Vec::new())))
    }

    /// A fresh database.
    pub async fn in_browser() -> Result<Disk, String> {
        let name = new_name();
        Ok(Disk::Browser(open(&name).await?.storage, name))
    }

    /// Carries out changes.
    pub async fn apply(&mut self, changes: &[Change]) -> Result<(), String> {
        match self {
            Disk::Memory(model) => {
                model.0.apply(changes);
                Ok(())
            }
            Disk::Browser(storage, _) => storage.apply(changes).await.map_err(|error| error.to_string()),
        }
    }

    /// Keeps some drafts and forgets others.
    pub async fn keep_drafts(&mut self, drafts: &[Draft], forgotten: &[RecordId]) -> Result<(), String> {
        match self {
            Disk::Memory(model) => {
                model.1.retain(|known| {
                    !forgotten.contains(&known.rec) && !drafts.iter().any(|draft| draft.rec == known.rec)
                });
                model.1.extend(drafts.iter().filter(|draft| !forgotten.contains(&draft.rec)).cloned());
                Ok(())
            }
            Disk::Browser(storage, _) => {
                storage.keep_drafts(drafts, forgotten).await.map_err(|error| error.to_string())
            }
        }
    }

    /// What is there after closing the disk and opening it again.
    pub async fn read_back(&mut self) -> Result<Contents, String> {
        let (stored, drafts) = match self {
            Disk::Memory(model) => (model.0.clone(), model.1.clone()),
            Disk::Browser(storage, name) => {
                storage.close();
                let opened = open(name).await?;
                *storage = opened.storage;
                (opened.stored, opened.drafts)
            }
        };
        Ok(sorted(stored, drafts))
    }
}

/// Opens a database of the suite.
pub async fn open(name: &str) -> Result<Opened, String> {
    open_named(name.into(), DEVICE, || {}).await.map_err(|error| error.to_string())
}

/// A name that no earlier run has used.
pub fn new_name() -> String {
    format!("conformance-{}", clock::new_token())
}

fn sorted(mut stored: Stored, mut drafts: Vec<Draft>) -> Contents {
    stored.ops.sort_by_key(|op| op.key);
    stored.feeds.sort_by_key(|(feed, _)| *feed);
    stored.rows.sort_by_key(|row| row.row.rec);
    stored.photos.sort_by(|one, other| one.sha256.cmp(&other.sha256));
    drafts.sort_by_key(|draft| draft.rec);
    Contents { stored, drafts }
}
