//! Photos of a device: their bytes on its disk, their way to the server, and that none is lost.

use crate::{
    blobs::Arrival,
    device::Device,
    plan::Fault,
    world::{Event, World},
};
use domain::{
    fields::Fields,
    id::UserId,
    photo::{Format, Photo, Sha256, photos},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    client::{Ask, Change, PhotoAnswer, PhotoCall, PhotoOutput, PhotoState, RecordView, Replica},
    wire::Act,
};

/// A device gives an answer up after this time, in milliseconds.
const PATIENCE: u64 = 30_000;
/// The largest photo of a world, in bytes: three pieces.
const LARGEST: u64 = 700_000;

/// What lies of a photo on a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bytes {
    /// All of it.
    Whole,
    /// Something else of the same length.
    Wrong,
    /// Nothing any more: the browser has thrown it away.
    Gone,
}

/// A request for a photo on its way.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The device that sent it.
    pub index: usize,
    /// Its number, unique in the world.
    pub id: u64,
    /// Who was signed in when it was sent.
    pub user: UserId,
    /// What it asks.
    pub call: PhotoCall,
    /// What lay on the disk.
    pub bytes: Bytes,
}

/// What leaves the disk with a transaction: the bytes of photos that the server holds, and of those let go unless something
/// names them again by now.
pub fn let_go(bytes: &mut BTreeMap<String, Bytes>, replica: &Replica, changes: &[Change]) {
    for change in changes {
        match change {
            Change::PutPhoto(photo) if photo.state == PhotoState::Uploaded => {
                let again = replica.photo(&photo.sha256).is_some_and(|known| known.state != PhotoState::Uploaded);
                bytes.remove(&photo.sha256);
                // Taken once more in just this moment: it will be said to be lost, though the server has it.
                if again {
                    bytes.insert(photo.sha256.clone(), Bytes::Gone);
                }
            }
            Change::DropPhoto(sha256) if replica.photo(sha256).is_none() => drop(bytes.remove(sha256)),
            _ => {}
        }
    }
}

impl Device {
    /// The photos whose bytes are on the disk.
    pub fn pictures(&self) -> BTreeSet<String> {
        let here = self.bytes.iter().filter(|(_, bytes)| **bytes != Bytes::Gone);
        here.map(|(sha256, _)| sha256.clone()).collect()
    }
}

impl World<'_> {
    /// Takes a photo for a record, now and then one that was taken before; its bytes are on the disk before it is named.
    pub fn with_photo(&mut self, index: usize, body: Fields) -> Fields {
        if !self.plan.photos || !self.rng.happens(400) {
            return body;
        }
        let known = self.devices[index].disk.photos.iter().map(|photo| photo.sha256.clone()).next();
        let again = known.filter(|_| self.rng.happens(150)).and_then(|sha256| Sha256::read(&sha256));
        let seen_before = again.is_some();
        let sha256 = again.unwrap_or_else(|| {
            self.photos_taken += 1;
            Sha256::of(&self.photos_taken.to_be_bytes())
        });
        // Whoever takes the same photo twice has the same file.
        let len = sha256.as_str().bytes().fold(1, |len, byte| (len * 31 + u64::from(byte)) % LARGEST) + 1;
        self.seen.hit(if seen_before { "photo: named twice" } else { "photo: taken" });
        self.devices[index].bytes.insert(sha256.to_string(), Bytes::Whole);
        let photo = Photo { sha256, len, format: Format::Jpeg };
        body.with(photo.field(1), photo.value())
    }

    /// Adds a photo to a record, or takes the first one out.
    pub fn changes_photos(&mut self, index: usize, view: &RecordView) -> Act {
        match photos(&view.body).next() {
            Some((field, _)) if self.rng.happens(300) => Act::Patch(Fields([(field, Value::Null)].into())),
            _ => Act::Patch(self.with_photo(index, Fields::default().with("place", "柳林村"))),
        }
    }

    /// Does what the machine asks for photos; when it is to be asked again, by the world's clock.
    pub fn carry_photos(&mut self, index: usize) -> Option<u64> {
        let (now, device) = (self.now, &mut self.devices[index]);
        match device.client.poll_photo(device.clock(now))? {
            PhotoOutput::WakeAt(at) => Some(now + at.saturating_sub(device.clock(now)).max(1)),
            PhotoOutput::Call(call) => {
                self.send_photo(index, call);
                None
            }
        }
    }

    fn send_photo(&mut self, index: usize, call: PhotoCall) {
        self.requests += 1;
        let id = self.requests;
        let device = &mut self.devices[index];
        device.parcel = Some(id);
        let bytes = device.bytes.get(&call.sha256).copied().unwrap_or(Bytes::Gone);
        self.note(|| format!("device {index} asks {id} of {}: {:?}", &call.sha256[..6], call.ask));
        if bytes == Bytes::Gone && matches!(call.ask, Ask::Take { .. }) {
            return self.after(1, Event::PhotoTold(index, id, PhotoAnswer::NotHere));
        }
        self.after(PATIENCE, Event::PhotoTold(index, id, PhotoAnswer::Network));
        if self.strikes(Fault::RequestLost) {
            return;
        }
        let parcel = Box::new(Parcel { index, id, user: self.devices[index].user, call, bytes });
        if self.strikes(Fault::RequestTwice) {
            let wait = self.latency() + self.rng.between(0, 60_000);
            self.after(wait, Event::PhotoArrives(parcel.clone()));
        }
        let wait = self.latency();
        self.after(wait, Event::PhotoArrives(parcel));
    }

    /// A request for a photo reaches the server.
    pub fn photo_arrives(&mut self, parcel: &Parcel) {
        if self.strikes(Fault::PhotoCut) {
            // The line breaks within the request: nothing of it is kept, and nobody answers.
            return;
        }
        let answer = if self.devices[parcel.index].signed_out {
            PhotoAnswer::Unauthenticated
        } else if self.strikes(Fault::Busy) {
            PhotoAnswer::Busy(None)
        } else {
            let arrival = match parcel.bytes {
                Bytes::Wrong => Arrival::WrongFile,
                _ if self.strikes(Fault::PhotoCorrupted) => Arrival::Corrupted,
                _ => Arrival::Whole,
            };
            let held = self.server.blobs.holds(&parcel.call.sha256);
            let answer = self.wiring.takes_photo(&mut self.server.blobs, &parcel.call, parcel.user, arrival, self.now);
            if !held && self.server.blobs.holds(&parcel.call.sha256) {
                self.seen.hit("photo: held by the server");
            }
            answer
        };
        self.note(|| format!("server answers {} of device {}: {answer:?}", parcel.id, parcel.index));
        if !self.strikes(Fault::ReplyLost) {
            let wait = self.latency();
            self.after(wait, Event::PhotoTold(parcel.index, parcel.id, answer));
        }
    }

    /// An answer about a photo reaches the device, if it still waits for it.
    pub fn photo_told(&mut self, index: usize, id: u64, answer: PhotoAnswer) {
        let now = self.now;
        let device = &mut self.devices[index];
        if device.parcel != Some(id) {
            return;
        }
        device.parcel = None;
        self.seen.hit(heard_of(&answer));
        let device = &mut self.devices[index];
        let stale = answer == PhotoAnswer::Unauthenticated && !device.signed_out;
        device.client.photo_answered(answer, device.clock(now));
        if stale {
            device.client.signed_in();
        }
        self.drain(index);
    }

    /// Something befalls photos: the server loses what was begun or a file, a phone its bytes.
    pub fn photo_mishap(&mut self, index: usize) {
        if self.strikes(Fault::PhotoUploadsLost) {
            self.server.blobs.forget_uploads();
        }
        if self.strikes(Fault::PhotoLost) {
            let dice = self.rng.below(1_000) as usize;
            let lost = self.server.blobs.lose(dice);
            self.note(|| format!("the server has lost a photo: {lost:?}"));
            self.photos_lost.extend(lost);
        }
        let dice = self.rng.below(1_000) as usize;
        let bytes = &mut self.devices[index].bytes;
        let unlucky = bytes.keys().nth(dice % bytes.len().max(1)).cloned();
        let Some(unlucky) = unlucky else { return };
        if self.strikes(Fault::PhotoEvicted) {
            self.devices[index].bytes.insert(unlucky, Bytes::Gone);
        } else if self.strikes(Fault::PhotoWrong) {
            self.devices[index].bytes.insert(unlucky, Bytes::Wrong);
        }
    }

    /// Tries a photo of the tray again where its bytes are here, else lets it go.
    pub fn clears_photos(&mut self, index: usize) {
        let device = &mut self.devices[index];
        let refused = |state: &PhotoState| matches!(state, PhotoState::Refused(_));
        let first = device.client.replica().photos().find(|photo| refused(&photo.state));
        if let Some(sha256) = first.map(|photo| photo.sha256.clone()) {
            device.client.retry_photo(&sha256);
            self.seen.hit("photo: tried again");
        }
        let device = &mut self.devices[index];
        let here = device.pictures();
        device.client.send_again(&here);
    }
}

fn heard_of(answer: &PhotoAnswer) -> &'static str {
    match answer {
        PhotoAnswer::Place(_) => "photo: a place",
        PhotoAnswer::Lies(_) => "photo: so much lies there",
        PhotoAnswer::Network => "photo: no answer",
        PhotoAnswer::Busy(_) => "photo: 503",
        PhotoAnswer::Unauthenticated => "photo: 401",
        PhotoAnswer::OtherOffset => "photo: another amount lies there",
        PhotoAnswer::Damaged => "photo: damaged",
        PhotoAnswer::Gone => "photo: its place is gone",
        PhotoAnswer::Refused(_) => "photo: refused",
        PhotoAnswer::NotHere => "photo: not on the disk",
    }
}
