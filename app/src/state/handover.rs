//! Taking in a file of work that only another device has: the own work, or for a member who is somebody else.

use super::{
    Account, App, Core, Draft, SaveError, draft_store,
    photos::sweep,
    unsent::{Unsent, named},
};
use crate::{
    seal::{self, SealError},
    shell, sync_driver,
};
use domain::{
    id::{Feed, MemberId, RecordId},
    photo::photos,
    policy::Role,
};
use js_sys::Uint8Array;
use std::{collections::BTreeSet, rc::Rc};
use sync::{
    client::{Edit, OpState, PhotoState, Replica},
    export::{
        Export, ExportedPhoto, Pictures, Unreadable,
        behalf::{body_for, records_for, records_of},
        envelope::Envelope,
    },
    wire::Act,
};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Why there is no file, or why nothing was taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandoverError {
    /// The browser does not encrypt here, or the passphrase is another one.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The file is none of ours, or not whole.
    #[error(transparent)]
    File(#[from] Unreadable),
    /// The file could not be written, or not be read from where it lies.
    #[error("the file could not be written or read")]
    Unwritable,
    /// It is somebody else's work, and who is signed in runs no venue.
    #[error("the work is {0}'s")]
    Anothers(String),
    /// It is somebody else's work, who is not in the roster here.
    #[error("{0} is not in the roster")]
    Unknown(String),
    /// There is no room for it on this device.
    #[error("there is no room for it")]
    NoRoom,
    /// The disk did not take it, or could not be read.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// A file that was opened and not yet taken in.
pub struct OpenFile {
    export: Export<Draft>,
    content: Vec<u8>,
    /// The member for whom it would be recorded; `None` where it is the own work.
    for_member: Option<MemberId>,
}

impl OpenFile {
    /// Whose work it is.
    pub fn by(&self) -> &str {
        &self.export.by.name
    }

    /// When it was written, in milliseconds since 1970.
    pub fn made_at(&self) -> u64 {
        self.export.made_at
    }

    /// Whether it is somebody else's, for whom it would be recorded.
    pub fn is_anothers(&self) -> bool {
        self.for_member.is_some()
    }

    /// How much there is in it.
    pub fn holds(&self) -> Unsent {
        let export = &self.export;
        let records = records_of(&export.ops).len();
        Unsent { records, drafts: export.drafts.len(), photos: export.photos.len(), contacts: 0 }
    }
}

/// What became of a file that was taken in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// What is new here.
    pub added: Unsent,
    /// Records and drafts that were here before, or are on the server.
    pub known: usize,
    /// Records and drafts that only their member can bring.
    pub left: usize,
}

/// What of a file is to be written here.
struct Plan {
    edits: Vec<Edit>,
    drafts: Vec<Draft>,
    photos: BTreeSet<String>,
    known: usize,
    left: usize,
}

impl App {
    /// Opens a file; nothing is written yet.
    ///
    /// # Errors
    /// Where it cannot be read, or who is signed in has no use for it.
    pub async fn open_export(&self, file: &File, passphrase: &str) -> Result<OpenFile, HandoverError> {
        let read = JsFuture::from(file.array_buffer()).await.map_err(|_| HandoverError::Unwritable)?;
        let bytes = Uint8Array::new(&read).to_vec();
        let content = seal::unseal(passphrase, &Envelope::read(&bytes)?).await?;
        drop(bytes);
        let (export, _) = Export::<Draft>::read(&content)?;
        let me = self.session().user().cloned().ok_or(SaveError::NotOpen)?;
        let for_member = if export.by.id == me.id { None } else { Some(self.taken_in_for(&export)?) };
        Ok(OpenFile { export, content, for_member })
    }

    fn taken_in_for(&self, export: &Export<Draft>) -> Result<MemberId, HandoverError> {
        let name = || export.by.name.clone();
        let session = self.session();
        let runs = session.has_role(Role::Convenor) || session.has_role(Role::Staff);
        let member = export.by.member.filter(|_| runs).ok_or_else(|| HandoverError::Anothers(name()))?;
        let is_known = self.members().iter().any(|(known, _)| *known == member);
        if is_known { Ok(member) } else { Err(HandoverError::Unknown(name())) }
    }

    /// Takes in what a file holds; resolves when all of it is on this disk. Taken in twice it adds nothing.
    ///
    /// # Errors
    /// Where the disk did not take it; it may be taken in again.
    pub async fn take_in(&self, file: &OpenFile) -> Result<Imported, HandoverError> {
        let core = self.core();
        let account = core.account().ok_or(SaveError::NotOpen)?;
        let (_, pictures) = Export::<Draft>::read(&file.content)?;
        let plan = match file.for_member {
            None => own(&account, &file.export),
            Some(member) => self.for_somebody(&account, member, &file.export),
        };
        // What nothing names yet must not be swept meanwhile.
        account.taking_in.set(true);
        let written = self.write(&core, &account, file, plan, &pictures).await;
        account.taking_in.set(false);
        sweep(&core);
        written
    }

    async fn write(
        &self,
        core: &Rc<Core>,
        account: &Rc<Account>,
        file: &OpenFile,
        plan: Plan,
        pictures: &[Pictures<'_>],
    ) -> Result<Imported, HandoverError> {
        let Plan { edits, drafts, photos, known, left } = plan;
        let export = &file.export;
        let wanted = export.photos.iter().zip(pictures.iter().copied());
        let wanted = wanted.filter(|(photo, _)| photos.contains(&photo.sha256)).collect();
        let mut added = Unsent { photos: keep(account, wanted).await?, ..Unsent::default() };
        let mut keys = Default::default();
        if file.for_member.is_some() {
            added.records = edits.len();
            if !edits.is_empty() {
                self.save(edits, Vec::new()).await?;
            }
        } else {
            let taken = sync_driver::take_in(core, &export.ops, &export.photos).await?;
            let new =
                export.ops.iter().filter(|op| taken.keys.get(&op.key).is_some_and(|key| taken.added.contains(key)));
            added.records = new.map(|op| op.op.rec).collect::<BTreeSet<_>>().len();
            keys = taken.keys;
        }
        added.drafts = drafts.len();
        for mut draft in drafts {
            draft.supersedes = draft.supersedes.iter().filter_map(|key| keys.get(key)).copied().collect();
            draft_store::put(core, draft);
        }
        draft_store::flush(core).await?;
        let mine = records_of(&export.ops).len();
        let known = if file.for_member.is_some() { known } else { known + mine.saturating_sub(added.records) };
        Ok(Imported { added, known, left })
    }

    /// What becomes of somebody else's work: records that it creates where one may write, and drafts of such.
    fn for_somebody(&self, account: &Account, member: MemberId, export: &Export<Draft>) -> Plan {
        let client = account.client.borrow();
        let replica = client.replica();
        let here = |rec: RecordId| replica.row(rec).is_some() || replica.ops_of(rec).next().is_some();
        let (begun, others): (Vec<&Draft>, Vec<&Draft>) = export.drafts.iter().partition(|draft| draft.base.is_none());
        let drafted: BTreeSet<RecordId> = begun.iter().map(|draft| draft.rec).collect();
        let records = records_for(member, &export.ops);
        let (mut edits, mut known) = (Vec::new(), 0);
        for edit in records.into_iter().filter(|edit| !drafted.contains(&edit.rec)) {
            match here(edit.rec) {
                true => known += 1,
                false if self.may_record_in(edit.feed) => edits.push(edit),
                false => {}
            }
        }
        let all: BTreeSet<RecordId> = records_of(&export.ops).difference(&drafted).copied().collect();
        let left = all.len() - edits.len() - known + others.len();
        let mut drafts = Vec::new();
        for draft in begun {
            if here(draft.rec) || account.drafts.borrow().contains_key(&draft.rec) {
                known += 1;
            } else {
                let body = body_for(member, &draft.body);
                drafts.push(Draft { body, feed: None, supersedes: Vec::new(), ..draft.clone() });
            }
        }
        let mut photos: BTreeSet<String> = drafts.iter().flat_map(named).collect();
        photos.extend(edits.iter().flat_map(shown));
        Plan { edits, drafts, photos, known, left }
    }

    fn may_record_in(&self, feed: Feed) -> bool {
        let session = self.session();
        session
            .feeds()
            .iter()
            .any(|grant| grant.id == feed || (matches!(grant.id, Feed::Ref(_)) && grant.roles.contains(&Role::Staff)))
    }
}

/// What becomes of the own work; its operations are compared one by one when they are taken in.
fn own(account: &Account, export: &Export<Draft>) -> Plan {
    let client = account.client.borrow();
    let is_new =
        |draft: &&Draft| !account.drafts.borrow().contains_key(&draft.rec) && !is_submitted(client.replica(), draft);
    let drafts: Vec<Draft> = export.drafts.iter().filter(is_new).cloned().collect();
    let known = export.drafts.len() - drafts.len();
    let drafted: BTreeSet<String> = drafts.iter().flat_map(named).collect();
    let is_sent =
        |sha256: &str| client.replica().photo(sha256).is_some_and(|photo| photo.state == PhotoState::Uploaded);
    let is_wanted =
        |photo: &&ExportedPhoto| drafted.contains(&photo.sha256) || !(photo.recs.is_empty() || is_sent(&photo.sha256));
    let photos = export.photos.iter().filter(is_wanted).map(|photo| photo.sha256.clone()).collect();
    Plan { edits: Vec::new(), drafts, photos, known, left: 0 }
}

/// Whether what a draft says was submitted here since: it came in a file once before.
fn is_submitted(replica: &Replica, draft: &Draft) -> bool {
    let ops = replica.ops().chain(replica.kept()).filter(|op| op.op.rec == draft.rec);
    let mut taken = ops.filter(|op| !matches!(op.state, OpState::Refused(_)));
    match draft.base {
        None => replica.row(draft.rec).is_some() || taken.next().is_some(),
        Some(_) => taken.any(|op| op.saved_at >= draft.updated_at),
    }
}

/// Keeps the bytes of photos that are not here yet; how many there were.
async fn keep(account: &Account, photos: Vec<(&ExportedPhoto, Pictures<'_>)>) -> Result<usize, HandoverError> {
    let is_missing =
        |(photo, _): &(&ExportedPhoto, Pictures<'_>)| !account.kept.borrow().pictures.contains(&photo.sha256);
    let missing: Vec<_> = photos.into_iter().filter(is_missing).collect();
    let bytes: u64 = missing.iter().map(|(photo, _)| photo.len + photo.thumb).sum();
    // A disk that is written to its last byte takes no more records either.
    if shell::room_left().await.is_some_and(|left| left / 2 < bytes) {
        return Err(HandoverError::NoRoom);
    }
    for (photo, pictures) in &missing {
        let buffer = |bytes: &[u8]| Uint8Array::from(bytes).buffer();
        let kept = account.storage.keep_picture(&photo.sha256, &buffer(pictures.whole), &buffer(pictures.thumb)).await;
        kept.map_err(SaveError::from)?;
        let mut kept = account.kept.borrow_mut();
        kept.pictures.insert(photo.sha256.clone());
        kept.thumbs.insert(photo.sha256.clone());
    }
    Ok(missing.len())
}

fn shown(edit: &Edit) -> impl Iterator<Item = String> {
    let fields = match &edit.act {
        Act::Create(fields) | Act::Patch(fields) => Some(fields),
        Act::Add(_) | Act::Remove(_) | Act::Delete(_) => None,
    };
    fields.into_iter().flat_map(photos).map(|(_, photo)| photo.sha256.to_string())
}
