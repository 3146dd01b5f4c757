//! A record and its feed as the server stores them.

use crate::{digest, wire::Row};
use domain::{
    fields::Fields,
    id::{CommitteeId, Feed, RecordId, UserId},
    kind::Kind,
    merge::History,
};

/// A record with everything that merging needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its id.
    pub rec: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Its home.
    pub feed: Feed,
    /// Raised by one with every operation applied.
    pub ver: u64,
    /// Its place in the feed.
    pub seq: u64,
    /// The schema of its fields.
    pub schema: u32,
    /// The fields; kept after a delete, since an unseen edit may bring the record back.
    pub body: Fields,
    /// What merging remembers.
    pub history: History,
    /// Who created it.
    pub author: UserId,
    /// Who wrote last.
    pub by: UserId,
    /// When the server took the last write in, in milliseconds since 1970.
    pub at: u64,
}

impl Record {
    /// Whether it was deleted.
    pub fn is_deleted(&self) -> bool {
        self.history.is_deleted()
    }

    /// What it adds to the digest of its feed.
    pub fn digest(&self) -> u64 {
        if self.is_deleted() { 0 } else { digest::row(self.rec, self.ver) }
    }

    /// Whether an operation made it grow beyond a number of bytes. One that makes it smaller never does.
    pub fn outgrew(&self, before: &Record, limit: usize) -> bool {
        // Hardly any record comes near, so none is written out for that. A byte may take six as JSON: an eighth is safe.
        let may = self.body.weight() + self.history.weight() > limit / 8;
        may && self.size() > limit.max(before.size())
    }

    /// What it takes as JSON, in bytes.
    fn size(&self) -> usize {
        let bytes = |json: serde_json::Result<Vec<u8>>| json.map_or(0, |json| json.len());
        bytes(serde_json::to_vec(&self.body)) + bytes(serde_json::to_vec(&self.history))
    }

    /// The record as clients receive it.
    pub fn row(&self) -> Row {
        let del = self.is_deleted();
        Row {
            rec: self.rec,
            kind: self.kind.id().into(),
            ver: self.ver,
            seq: self.seq,
            schema: self.schema,
            del,
            body: if del { Fields::default() } else { self.body.clone() },
            conflicts: if del { Vec::new() } else { self.history.conflicts(self.kind, &self.body) },
            author: Some(self.author),
            by: self.by,
            at: self.at,
        }
    }
}

/// The head of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedHead {
    /// The feed.
    pub feed: Feed,
    /// The committee it belongs to.
    pub committee: CommitteeId,
    /// The highest seq given out.
    pub seq: u64,
    /// Live rows.
    pub count: u64,
    /// XOR over live rows, see [`digest`].
    pub digest: u64,
    /// The highest seq of a deleted record that was forgotten: whoever has not read so far cannot learn of it.
    pub floor: u64,
}

impl FeedHead {
    /// A feed without rows.
    pub fn empty(feed: Feed, committee: CommitteeId) -> Self {
        FeedHead { feed, committee, seq: 0, count: 0, digest: 0, floor: 0 }
    }

    /// Takes a record's new state in: gives it the next seq, keeps count and digest.
    pub fn take_in(&mut self, before: Option<&Record>, after: &mut Record) {
        self.seq += 1;
        after.seq = self.seq;
        if let Some(before) = before {
            self.digest ^= before.digest();
            self.count -= u64::from(!before.is_deleted());
        }
        self.digest ^= after.digest();
        self.count += u64::from(!after.is_deleted());
    }
}
