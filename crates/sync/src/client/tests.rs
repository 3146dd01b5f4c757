//! The machine, driven by hand: what it asks of the disk and of the network, and what its person sees.

mod astray;
mod failing;
mod handover;
mod mirrors;
mod photo_names;
mod photos;
mod pokes;
mod receiving;
mod restored;
mod saving;
mod seeing;
mod spoilt;

use super::*;
use crate::{
    fixture::*,
    wire::{Act, GrantList, OpResult, Outcome, Page, Row, SyncReply},
};
use domain::{
    id::{Feed, RecordId},
    kind::Kind,
    policy::{Grant, Role},
    problem::Code,
};

/// A machine with its disk. Time is what the test says.
struct Phone {
    client: Client,
    disk: Stored,
    now: u64,
    /// The request that is on its way.
    sent: Option<SyncRequest>,
}

impl Phone {
    fn new() -> Phone {
        let disk = Stored::fresh(PHONE);
        Phone { client: Client::open(disk.clone()), disk, now: NOW, sent: None }
    }

    /// A phone that has signed in, has the grants, and received all of nothing.
    fn ready() -> Phone {
        let mut phone = Phone::new();
        phone.send();
        phone.reply(SyncReply { grants: Some(granted(&[REF, HOME])), ..reply() });
        phone
    }

    fn save(&mut self, acts: impl IntoIterator<Item = Act>) -> Saved {
        let edits = acts.into_iter().map(edit).collect();
        self.client.save(edits, &[], self.now)
    }

    /// Writes what the machine wants written, until it wants something else.
    fn settle(&mut self) -> Option<Output> {
        loop {
            match self.client.poll(self.now, 0) {
                Some(Output::Persist(changes)) => {
                    self.disk.apply(&changes);
                    self.client.persisted();
                }
                Some(Output::Send(request)) => {
                    self.sent = Some((*request).clone());
                    return Some(Output::Send(request));
                }
                other => return other,
            }
        }
    }

    /// The request that the machine sends now, or has just sent.
    fn send(&mut self) -> SyncRequest {
        self.client.sync_now();
        self.settle();
        self.sent.take().unwrap()
    }

    /// Takes a reply in, and writes it.
    fn reply(&mut self, reply: SyncReply) {
        self.client.replied(reply, self.now);
        self.settle();
    }

    /// Saves, sends and gets everything applied at these versions, without the rows.
    fn acknowledged(&mut self, acts: impl IntoIterator<Item = Act>, vers: &[u64]) -> SyncRequest {
        self.save(acts);
        let request = self.send();
        let results = request.ops.iter().zip(vers).map(|(op, ver)| applied(op.n, *ver)).collect();
        self.client.replied(SyncReply { results, ..reply() }, self.now);
        request
    }

    fn reopen(&self) -> Client {
        Client::open(self.disk.clone())
    }

    fn states(&self) -> Vec<(u64, OpState)> {
        self.client.replica().ops().map(|op| (op.op.n, op.state.clone())).collect()
    }

    fn body(&self) -> domain::fields::Fields {
        self.client.replica().view(REC).map(|view| view.body).unwrap_or_default()
    }
}

fn edit(act: Act) -> Edit {
    Edit { rec: REC, kind: Kind::Activity, feed: HOME, act, base: None }
}

fn reply() -> SyncReply {
    SyncReply {
        epoch: "e1".into(),
        now: NOW,
        results: Vec::new(),
        grants: None,
        feeds: Default::default(),
        missing_blobs: Vec::new(),
    }
}

fn applied(n: u64, ver: u64) -> OpResult {
    OpResult { n, outcome: Outcome::Applied { ver } }
}

fn refused(n: u64, code: Code) -> OpResult {
    OpResult { n, outcome: Outcome::Refused(code.into()) }
}

fn granted(feeds: &[Feed]) -> GrantList {
    let feeds: Vec<Grant> = feeds.iter().map(|id| Grant { id: *id, roles: vec![Role::Member] }).collect();
    GrantList { hash: format!("{}", feeds.len()), feeds }
}

fn row(rec: RecordId, ver: u64, seq: u64) -> Row {
    Row {
        rec,
        kind: "activity".into(),
        ver,
        seq,
        schema: 1,
        del: false,
        body: activity(),
        conflicts: Vec::new(),
        author: None,
        by: user(31),
        at: NOW,
    }
}

fn tombstone(rec: RecordId, ver: u64, seq: u64) -> Row {
    Row { del: true, body: Default::default(), ..row(rec, ver, seq) }
}

/// The last page of a feed that holds exactly these rows, with sums that are right.
fn last_page(changes: Vec<Row>) -> Page {
    let live: Vec<&Row> = changes.iter().filter(|row| !row.del).collect();
    let digest = live.iter().fold(0, |sum, row| sum ^ crate::digest::row(row.rec, row.ver));
    let (count, seq) = (live.len() as u64, changes.iter().map(|row| row.seq).max().unwrap_or(0));
    let digest = Some(crate::digest::text(digest));
    Page { reset: false, seq, more: false, count: Some(count), digest, changes }
}

fn home(page: Page) -> SyncReply {
    SyncReply { feeds: [(HOME, page)].into(), ..reply() }
}

fn other_rec(n: u128) -> RecordId {
    RecordId(uuid::Uuid::from_u128(n))
}
