//! Unsent work that goes to another device in a file.

use crate::{cast::Part, device::Typed, world::World};
use domain::photo::photos;
use std::collections::BTreeSet;
use sync::{
    client::PhotoState,
    export::{ExportedOp, ExportedPhoto, behalf},
    wire::Act,
};

impl World<'_> {
    /// Somebody writes what only one device has into a file, and another device of the same person takes it in, or the
    /// convenor does on the member's behalf.
    pub fn carry(&mut self, from: usize) {
        let ops = self.devices[from].client.unsent();
        // What is not in the file is lost where its person knows it, or was let go: elsewhere nobody can know of it.
        let here = self.devices[from].pictures();
        let named = ops.iter().filter_map(|one| match &one.op.act {
            Act::Create(fields) | Act::Patch(fields) => Some(photos(fields).map(|(_, photo)| photo.sha256.to_string())),
            Act::Add(_) | Act::Remove(_) | Act::Delete(_) => None,
        });
        self.photos_lost.extend(named.flatten().filter(|sha256| !here.contains(sha256)));
        let user = self.devices[from].user;
        let open = |index: &usize| *index != from && !self.devices[*index].down;
        let own = (0..self.devices.len()).filter(open).find(|index| self.devices[*index].user == user);
        let convenor = (0..self.devices.len()).filter(open).find(|index| self.devices[*index].part == Part::Convenor);
        let dice = self.rng.happens(500);
        match (own, convenor) {
            (Some(to), other) if other.is_none() || dice => self.takes_in(from, to, &ops),
            (_, Some(to)) => self.records_for_another(from, to, &ops),
            _ => {}
        }
    }

    /// The same person, on another device: operations go under the name that they have.
    fn takes_in(&mut self, from: usize, to: usize, ops: &[ExportedOp]) {
        let photos = self.photos_in_file(from, to);
        let typed: Vec<Typed> = self.devices[from].typed.clone();
        self.note(|| format!("what is unsent on device {from} is carried to device {to}: {} operations", ops.len()));
        let (now, device) = (self.now, &mut self.devices[to]);
        let here = device.pictures();
        let clock = device.clock(now);
        let taken = device.client.take_in(ops, &photos, &here, clock);
        let added: BTreeSet<u64> = taken.added.iter().copied().collect();
        let new =
            ops.iter().filter_map(|one| Some((one, *taken.keys.get(&one.key).filter(|key| added.contains(key))?)));
        let copies: Vec<Typed> = new
            .filter_map(|(one, key)| {
                let known = typed.iter().find(|typed| typed.is(&one.op))?.clone();
                Some(Typed { key, said: false, landed: false, ..known })
            })
            .collect();
        self.seen.hit(if copies.len() < ops.len() {
            "carried: known already"
        } else {
            "carried: taken in by the same person"
        });
        device.typed.extend(copies);
        // From now on either may send them, under its own name where the numbers of the other have become impossible.
        let names = [&self.devices[from].names, &self.devices[to].names].map(Clone::clone);
        for (index, others) in [(from, &names[1]), (to, &names[0])] {
            let device = &mut self.devices[index];
            device.is_shared = true;
            let new: Vec<usize> = others.iter().filter(|name| !device.names.contains(name)).copied().collect();
            device.names.extend(new);
        }
        self.drain(to);
    }

    /// The photos of a device that are not on the server, with what lies of them there; their bytes go along.
    fn photos_in_file(&mut self, from: usize, to: usize) -> Vec<ExportedPhoto> {
        let device = &self.devices[from];
        let here = device.pictures();
        let alone = device.client.replica().photos().filter(|photo| photo.state != PhotoState::Uploaded);
        let file: Vec<ExportedPhoto> = alone
            .filter(|photo| here.contains(&photo.sha256))
            .map(|photo| ExportedPhoto {
                sha256: photo.sha256.clone(),
                len: photo.len,
                mime: photo.mime.clone(),
                thumb: 1,
                recs: photo.recs.clone(),
                saved_at: photo.saved_at,
            })
            .collect();
        let bytes = |photo: &ExportedPhoto| Some((photo.sha256.clone(), *device.bytes.get(&photo.sha256)?));
        let bytes: Vec<_> = file.iter().filter_map(bytes).collect();
        self.devices[to].bytes.extend(bytes);
        file
    }

    /// The convenor records it for the member, as operations of the own.
    fn records_for_another(&mut self, from: usize, to: usize, ops: &[ExportedOp]) {
        let account = self.server.accounts.get(&self.devices[from].user);
        let Some(member) = account.and_then(|account| account.member) else { return };
        let edits = behalf::records_for(member, ops);
        if !edits.is_empty() {
            self.note(|| format!("what is unsent on device {from} is recorded for its member on device {to}"));
            self.seen.hit("carried: recorded for the member");
            self.photos_in_file(from, to);
            self.saves(to, edits, &[]);
            self.drain(to);
        }
    }
}
