//! Photos of this device on their way to the server: one at a time, in pieces, after every operation.
//!
//! A photo is given up only for the server's word that it holds the whole file. Whatever happens in between (a killed
//! tab, a cut line, a server that starts anew), the server is asked how far it has come, and only the rest is sent.

use super::{
    Client, Link,
    stored::{Change, PhotoState, StoredPhoto, Upload},
};
use crate::backoff;
use domain::problem::{Code, Refusal};
use std::collections::BTreeSet;

/// The most bytes of one piece.
pub const PIECE: u64 = 262_144;
/// A photo that arrives damaged so often in one visit is damaged on the disk.
const DAMAGED: usize = 5;

/// One request for one photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoCall {
    /// The hash of the file.
    pub sha256: String,
    /// Its length in bytes.
    pub len: u64,
    /// Its media type.
    pub mime: String,
    /// What to ask.
    pub ask: Ask,
}

/// What the server is asked about a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A place to put it.
    Place,
    /// How much of it lies there.
    HowFar {
        /// The place.
        url: String,
    },
    /// To take these bytes, the second bound left out.
    Take {
        /// The place.
        url: String,
        /// The first byte.
        from: u64,
        /// The byte after the last one.
        to: u64,
    },
}

/// What the host must do for photos.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoOutput {
    /// Ask this, then call [`Client::photo_answered`].
    Call(PhotoCall),
    /// Nothing to do before this time, in milliseconds since 1970 by the device's clock.
    WakeAt(u64),
}

/// What came of a [`PhotoCall`].
#[derive(Debug, Clone, PartialEq)]
pub enum PhotoAnswer {
    /// There is a place.
    Place(String),
    /// So much lies there; all of it means that the server holds the photo for good.
    Lies(u64),
    /// No answer, or one that cannot be read.
    Network,
    /// The server cannot answer now; the wait it asked for, in milliseconds.
    Busy(Option<u64>),
    /// The session has ended.
    Unauthenticated,
    /// Another amount lies there than was thought.
    OtherOffset,
    /// What arrived is not what was sent.
    Damaged,
    /// There is no such place any more.
    Gone,
    /// It is never taken.
    Refused(Refusal),
    /// The bytes are not on this disk.
    NotHere,
}

/// What the machine remembers of photos while it runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Carrier {
    /// The call that is under way.
    out: Option<PhotoCall>,
    /// The photo of which is known how much lies on the server.
    sure: Option<String>,
    failures: u32,
    /// No call before this time, by the device's clock.
    not_before: u64,
    /// The photos that arrived damaged, each as often as it did. They are few, and every sort of map makes the phone's
    /// first download longer.
    damaged: Vec<String>,
    /// How many requests had been sent when each photo arrived: the answers to those do not know of it. Not its time, since
    /// a clock that is put back would keep the phone from ever learning that a photo is lost.
    pub(super) arrived: Vec<(String, u64)>,
}

impl Carrier {
    pub(super) fn hurry(&mut self) {
        self.not_before = 0;
    }
}

impl Client {
    /// What to do next for photos; `None` when there is nothing until the host calls in again.
    pub fn poll_photo(&mut self, now: u64) -> Option<PhotoOutput> {
        self.notice_clock(now);
        let is_quiet = self.txns.is_empty() && self.carrier.out.is_none() && !self.broken;
        if !is_quiet || self.link != Link::Online || self.replica.waiting().next().is_some() {
            return None;
        }
        // What was begun is finished first.
        let begun = |photo: &StoredPhoto| !matches!(photo.state, PhotoState::Waiting(Some(_)));
        let wanted = self.replica.photos().filter(|photo| self.replica.is_wanted(photo));
        let photo = wanted.min_by_key(|photo| (begun(photo), photo.saved_at))?;
        if now < self.carrier.not_before {
            return Some(PhotoOutput::WakeAt(self.carrier.not_before));
        }
        let ask = match &photo.state {
            PhotoState::Waiting(Some(Upload { url, sent })) if self.carrier.sure.as_ref() == Some(&photo.sha256) => {
                Ask::Take { url: url.clone(), from: *sent, to: (*sent + PIECE).min(photo.len) }
            }
            PhotoState::Waiting(Some(Upload { url, .. })) => Ask::HowFar { url: url.clone() },
            _ => Ask::Place,
        };
        let call = PhotoCall { sha256: photo.sha256.clone(), len: photo.len, mime: photo.mime.clone(), ask };
        self.carrier.out = Some(call.clone());
        Some(PhotoOutput::Call(call))
    }

    /// An answer came to the call last given out.
    pub fn photo_answered(&mut self, answer: PhotoAnswer, now: u64) {
        let Some(call) = self.carrier.out.take() else { return };
        self.notice_clock(now);
        self.carrier.sure = None;
        match answer {
            PhotoAnswer::Place(url) => self.goes_on(&call, Upload { url, sent: 0 }),
            PhotoAnswer::Lies(all) if all == call.len => {
                self.carrier.failures = 0;
                self.carrier.arrived.push((call.sha256.clone(), self.sent));
                self.replica.missing.remove(&call.sha256);
                self.photo_comes_to(&call, PhotoState::Uploaded);
            }
            PhotoAnswer::Lies(sent) if sent < call.len => match call.ask.clone() {
                Ask::Take { from, .. } if sent <= from => self.wait_with_photos(now, None),
                Ask::Take { url, .. } | Ask::HowFar { url } => self.goes_on(&call, Upload { url, sent }),
                Ask::Place => self.wait_with_photos(now, None),
            },
            PhotoAnswer::Gone if call.ask == Ask::Place => self.wait_with_photos(now, None),
            PhotoAnswer::Lies(_) | PhotoAnswer::Gone => self.photo_comes_to(&call, PhotoState::Waiting(None)),
            PhotoAnswer::Damaged => {
                self.carrier.damaged.push(call.sha256.clone());
                let times = self.carrier.damaged.iter().filter(|sha256| **sha256 == call.sha256).count();
                let state = match times < DAMAGED {
                    true => PhotoState::Waiting(None),
                    false => PhotoState::Refused(Code::PhotoLost.into()),
                };
                self.photo_comes_to(&call, state);
                self.wait_with_photos(now, None);
            }
            PhotoAnswer::Network | PhotoAnswer::OtherOffset => self.wait_with_photos(now, None),
            PhotoAnswer::Busy(wait) => self.wait_with_photos(now, wait),
            PhotoAnswer::Unauthenticated => self.link = Link::SignedOut,
            PhotoAnswer::Refused(refusal) => self.photo_comes_to(&call, PhotoState::Refused(refusal)),
            PhotoAnswer::NotHere => self.photo_comes_to(&call, PhotoState::Refused(Code::PhotoLost.into())),
        }
    }

    /// Tries a photo again that was refused, because a person said so.
    pub fn retry_photo(&mut self, sha256: &str) {
        self.carrier.hurry();
        self.carrier.damaged.retain(|known| known != sha256);
        let refused = self.replica.photo(sha256).filter(|photo| matches!(photo.state, PhotoState::Refused(_)));
        if let Some(photo) = refused.cloned() {
            self.put_photo(StoredPhoto { state: PhotoState::Waiting(None), ..photo });
        }
    }

    /// Sends photos again that the server lacks although it had taken them, as far as their bytes are `here`.
    pub fn send_again(&mut self, here: &BTreeSet<String>) {
        let lost = self.replica.photos().filter(|photo| photo.state == PhotoState::Uploaded);
        let lost = lost.filter(|photo| self.replica.is_missing(&photo.sha256) && here.contains(&photo.sha256));
        for photo in lost.cloned().collect::<Vec<_>>() {
            self.put_photo(StoredPhoto { state: PhotoState::Waiting(None), ..photo });
        }
    }

    /// Lets go of a photo for good, because a person said so.
    pub fn drop_photo(&mut self, sha256: &str) {
        if self.replica.photos.remove(sha256).is_some() {
            self.push_txn(vec![Change::DropPhoto(sha256.to_owned())], Vec::new(), true);
        }
    }

    fn goes_on(&mut self, call: &PhotoCall, upload: Upload) {
        self.carrier.failures = 0;
        self.carrier.not_before = 0;
        self.carrier.sure = Some(call.sha256.clone());
        self.photo_comes_to(call, PhotoState::Waiting(Some(upload)));
    }

    fn wait_with_photos(&mut self, now: u64, asked: Option<u64>) {
        self.carrier.failures = self.carrier.failures.saturating_add(1);
        self.waits_since = now;
        self.carrier.not_before = now + backoff::wait(self.carrier.failures, self.dice).max(asked.unwrap_or(0));
    }

    /// A person may have let it go meanwhile: then nothing is written.
    fn photo_comes_to(&mut self, call: &PhotoCall, state: PhotoState) {
        if let Some(photo) = self.replica.photo(&call.sha256).cloned() {
            self.put_photo(StoredPhoto { state, ..photo });
        }
    }

    fn put_photo(&mut self, photo: StoredPhoto) {
        self.replica.photos.insert(photo.sha256.clone(), photo.clone());
        self.push_txn(vec![Change::PutPhoto(Box::new(photo))], Vec::new(), true);
    }
}
