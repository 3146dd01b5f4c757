//! What the server of a world has of photos. Their bytes are not there, only how many lie and whether they are right.

use crate::server::Server;
use domain::{
    id::{Feed, UserId},
    photo::photos,
};
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    client::{Ask, PhotoAnswer, PhotoCall},
    server::group::Logged,
    wire::{Act, Outcome},
};

/// How long an upload may be unfinished, in milliseconds.
const EXPIRY: u64 = 7 * 24 * 60 * 60_000;

/// An upload that has begun.
#[derive(Debug, Clone)]
struct Begun {
    by: UserId,
    sha256: String,
    lies: u64,
    at: u64,
}

/// Uploads, files and who wrote which photo where.
#[derive(Debug, Default, Clone)]
pub struct Blobs {
    uploads: BTreeMap<String, Begun>,
    begun: u64,
    /// Files, each with those who have sent it. They lie beside the database: a restore finds them again.
    held: BTreeMap<String, BTreeSet<UserId>>,
    claims: BTreeSet<(String, UserId, Feed)>,
}

/// How a request for a photo arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// As it was sent.
    Whole,
    /// With other bytes than were sent.
    Corrupted,
    /// As it was sent, and what lay on the phone's disk is not the photo any more.
    WrongFile,
}

impl Blobs {
    /// Remembers what an operation that was applied wrote of photos into a record of a feed.
    pub fn claim(&mut self, op: &Logged, feed: Feed) {
        if let (Outcome::Applied { .. }, Act::Create(fields) | Act::Patch(fields)) = (&op.outcome, &op.act) {
            let named = photos(fields).map(|(_, photo)| (photo.sha256.to_string(), op.by, feed));
            self.claims.extend(named);
        }
    }

    /// Answers a request for a photo.
    pub fn answer(&mut self, call: &PhotoCall, by: UserId, arrival: Arrival, now: u64) -> PhotoAnswer {
        self.uploads.retain(|_, begun| begun.at + EXPIRY > now);
        let url = match &call.ask {
            Ask::Place => {
                self.begun += 1;
                let url = format!("/api/v1/blobs/{}", self.begun);
                let begun = Begun { by, sha256: call.sha256.clone(), lies: 0, at: now };
                self.uploads.insert(url.clone(), begun);
                return PhotoAnswer::Place(url);
            }
            Ask::HowFar { url } | Ask::Take { url, .. } => url,
        };
        let Some(begun) = self.uploads.get_mut(url).filter(|begun| begun.by == by) else { return PhotoAnswer::Gone };
        let Ask::Take { from, to, .. } = &call.ask else { return PhotoAnswer::Lies(begun.lies) };
        if *from != begun.lies {
            return PhotoAnswer::OtherOffset;
        }
        // Each piece carries a checksum: a piece that arrives otherwise is not kept.
        if arrival == Arrival::Corrupted {
            return PhotoAnswer::Damaged;
        }
        begun.lies = *to;
        if *to < call.len {
            return PhotoAnswer::Lies(*to);
        }
        if arrival == Arrival::WrongFile {
            self.uploads.remove(url);
            return PhotoAnswer::Damaged;
        }
        self.held.entry(begun.sha256.clone()).or_default().insert(by);
        PhotoAnswer::Lies(*to)
    }

    /// Whether a file is there.
    pub fn holds(&self, sha256: &str) -> bool {
        self.held.contains_key(sha256)
    }

    /// Everything unfinished is gone.
    pub fn forget_uploads(&mut self) {
        self.uploads.clear();
    }

    /// One of the files is gone; which.
    pub fn lose(&mut self, dice: usize) -> Option<String> {
        let sha256 = self.held.keys().nth(dice % self.held.len().max(1))?.clone();
        self.held.remove(&sha256);
        Some(sha256)
    }

    /// As a backup has them, with the files that are there now.
    pub fn restored(&self, backup: &Blobs) -> Blobs {
        // Numbers of uploads are random in truth: none is given out twice.
        Blobs { held: self.held.clone(), begun: self.begun, ..backup.clone() }
    }

    fn is_shown(&self, sha256: &str, feed: Feed) -> bool {
        let senders = self.held.get(sha256).into_iter().flatten();
        senders.into_iter().any(|user| self.claims.contains(&(sha256.to_owned(), *user, feed)))
    }
}

impl Server {
    /// Photos that records of these feeds name and whose bytes are not there.
    pub fn missing_photos(&self, feeds: &BTreeSet<Feed>) -> BTreeSet<String> {
        // In most worlds nobody takes any.
        if self.blobs.claims.is_empty() {
            return BTreeSet::new();
        }
        let records = self.rows.records.values().filter(|record| feeds.contains(&record.feed) && !record.is_deleted());
        let named = records.flat_map(|record| photos(&record.body).map(|(_, photo)| (photo.sha256, record.feed)));
        let missing = named.filter(|(sha256, feed)| !self.blobs.is_shown(sha256.as_str(), *feed));
        missing.map(|(sha256, _)| sha256.to_string()).collect()
    }
}
