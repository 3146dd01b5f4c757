//! The invariants, looked at while a world runs and when it has come to rest.

use crate::{
    failure::Broken,
    server::{Committed, Touch, print},
    world::World,
};
use domain::{
    id::{Feed, RecordId},
    schema::{is_review, is_set},
};
use serde_json::Value;
use std::collections::BTreeMap;
use sync::{
    client::{Change, Client, HomedRow, OpState, Replica, StoredOp},
    wire::{Act, Outcome},
};

const SAVED: &str = "(1) what was said to be saved is on the server, waits, or is visibly refused";
const AT_REST: &str = "(2) at rest every replica equals the server and nothing waits";
const ONCE: &str = "(3) each operation takes effect once";
const CURSOR: &str = "(4) a cursor never runs ahead of its data, and a reader has a prefix of the feed";
const CAUSALITY: &str = "(7) an edit that has seen what it overwrites wins, whatever the clocks say";
const SUMS: &str = "(8) count, digest and seq of a feed are right at every step";

impl World<'_> {
    /// What a committed group must leave behind.
    pub fn check_server(&self, committed: &Committed) -> Result<(), Broken> {
        for identity in &committed.taken {
            let outcomes = self.server.history.get(identity).map(Vec::as_slice).unwrap_or_default();
            // Two devices with one name, until the server has told them apart: the same number tells theirs from others'.
            let shared = self.devices.iter().any(|device| device.is_shared && device.names.contains(&identity.0));
            if outcomes.len() != 1 && !shared {
                return Err(Broken::new(ONCE, format!("{identity:?} had {outcomes:?}")));
            }
        }
        for feed in &committed.feeds {
            let Some(head) = self.server.rows.feeds.get(feed) else { continue };
            let records = self.server.after(*feed, 0);
            let live = records.iter().filter(|record| !record.is_deleted()).count() as u64;
            let digest = records.iter().fold(0, |sum, record| sum ^ record.digest());
            let seqs_differ = records.windows(2).all(|two| two[0].seq < two[1].seq);
            let highest = records.last().is_none_or(|record| record.seq <= head.seq);
            if (head.count, head.digest) != (live, digest) || !seqs_differ || !highest {
                return Err(Broken::new(SUMS, format!("{head:?}, but {live} live rows, digest {digest:x}")));
            }
        }
        self.check_places(committed)?;
        committed.touches.iter().try_for_each(causality)
    }

    /// What is committed comes behind everything that was read before: a reader who goes on from its cursor finds it.
    fn check_places(&self, committed: &Committed) -> Result<(), Broken> {
        for (index, device) in self.devices.iter().enumerate() {
            let knows = device.disk.meta.epoch.as_ref() == Some(&self.server.rows.epoch);
            let marks = device
                .disk
                .feeds
                .iter()
                .filter(|(feed, mark)| knows && !mark.rebuilding && !device.damaged.contains(feed));
            for (feed, mark) in marks {
                let behind = committed.placed.iter().find(|(_, home, seq)| home == feed && *seq <= mark.cursor);
                if let Some((rec, _, seq)) = behind {
                    let what = format!("{rec} got {seq} in {feed}, but device {index} has read to {}", mark.cursor);
                    return Err(Broken::new(CURSOR, what));
                }
            }
        }
        Ok(())
    }

    /// What a device must hold after a transaction of it has ended.
    pub fn check_disk(&mut self, index: usize, changes: &[Change]) -> Result<(), Broken> {
        let marks =
            changes.iter().filter_map(|change| if let Change::PutFeed(feed, _) = change { Some(*feed) } else { None });
        for feed in marks.collect::<Vec<_>>() {
            self.check_prefix(index, feed)?;
        }
        self.check_saved(index)?;
        self.check_screen(index)
    }

    fn check_prefix(&mut self, index: usize, feed: Feed) -> Result<(), Broken> {
        let device = &mut self.devices[index];
        let Some((_, mark)) = device.disk.feeds.iter().find(|(known, _)| *known == feed) else { return Ok(()) };
        if mark.rebuilding || device.disk.meta.epoch.as_ref() != Some(&self.server.rows.epoch) {
            return Ok(());
        }
        let rows: BTreeMap<RecordId, &HomedRow> = device
            .disk
            .rows
            .iter()
            .filter(|row| row.feed == feed && !row.row.del)
            .map(|row| (row.row.rec, row))
            .collect();
        let wrong = self.server.after(feed, 0).into_iter().find(|record| {
            let here = rows.get(&record.rec).map(|row| row.row.ver);
            let should = if record.is_deleted() { None } else { Some(record.ver) };
            record.seq <= mark.cursor && here != should
        });
        match wrong {
            None => {
                if self.server.rows.feeds.get(&feed).is_some_and(|head| mark.cursor <= head.seq) {
                    device.damaged.remove(&feed);
                }
                Ok(())
            }
            Some(_) if device.damaged.contains(&feed) => Ok(()),
            Some(record) => {
                let has = rows.get(&record.rec).map(|row| row.row.ver);
                let what = format!(
                    "device {index} {feed} at {}: {} v{} seq {} but has {has:?}",
                    mark.cursor, record.rec, record.ver, record.seq
                );
                Err(Broken::new(CURSOR, what))
            }
        }
    }

    /// Whether everything that was said to be saved on a device is safe.
    pub fn check_saved(&self, index: usize) -> Result<(), Broken> {
        let device = &self.devices[index];
        for typed in device.typed.iter().filter(|typed| typed.said && !typed.dealt_with) {
            let outcomes: Vec<&Outcome> = self.server.outcomes(&device.names, typed).collect();
            let taken = outcomes.iter().find(|outcome| !matches!(outcome, Outcome::Refused(_)));
            let safe = match taken.or(outcomes.first()) {
                Some(Outcome::Applied { .. } | Outcome::Held { .. }) => true,
                outcome => device.on_disk(typed).is_some_and(|stored| match stored.state {
                    OpState::Waiting | OpState::Refused(_) => true,
                    // It asks what became of it with its next request.
                    OpState::Held if outcome.is_some() => true,
                    // What the server has forgotten is sent again as soon as the device hears of it.
                    OpState::Held | OpState::Applied(_) => {
                        device.disk.meta.epoch.as_ref() != Some(&self.server.rows.epoch)
                    }
                }),
            };
            if !safe {
                let what = format!(
                    "device {index} lost {typed:?}; the server says {outcomes:?}; here {:?}",
                    device.on_disk(typed).map(|op| (&op.state, op.sent_as, op.kept_since))
                );
                return Err(Broken::new(SAVED, what));
            }
        }
        self.check_photos(index)
    }

    /// Whether nothing waits any more on any device, and every cursor is at the end of its feed.
    pub fn all_settled(&self) -> bool {
        (0..self.devices.len()).all(|index| self.unsettled_part(index).is_none())
    }

    /// Why a world does not come to rest.
    pub fn unsettled(&self) -> Broken {
        let parts = (0..self.devices.len())
            .filter_map(|index| Some(format!("device {index}: {}", self.unsettled_part(index)?)));
        Broken::new(AT_REST, parts.collect::<Vec<_>>().join("; "))
    }

    fn unsettled_part(&self, index: usize) -> Option<String> {
        let device = &self.devices[index];
        let replica = device.client.replica();
        if device.down || device.writing.is_some() || device.flight.is_some() || device.parcel.is_some() {
            return Some("is busy".into());
        }
        let held_there = |op: &StoredOp| {
            let key = |name: &usize| (*name, op.op.rec, op.op.hlc, print(&op.op.act));
            let told = || device.names.iter().filter_map(|name| self.server.history.get(&key(name))).flatten();
            op.state == OpState::Held && told().any(|outcome| matches!(outcome, Outcome::Held { .. }))
        };
        let is_settled = |op: &StoredOp| matches!(op.state, OpState::Refused(_)) || held_there(op);
        if let Some(op) = replica.ops().find(|op| !is_settled(op)) {
            return Some(format!("{op:?} is left"));
        }
        if let Some(photo) = self.unsettled_photo(index) {
            return Some(photo);
        }
        let granted = self.server.granted(device.user);
        if device.client.meta().epoch.as_ref() != Some(&self.server.rows.epoch) {
            return Some("does not know in which epoch the server is".into());
        }
        if device.client.meta().grants.as_ref() != Some(&granted) {
            return Some("does not have its grants".into());
        }
        granted.feeds.iter().find_map(|grant| {
            let head = self.server.rows.feeds.get(&grant.id)?;
            let mark = replica.marks().find(|(feed, _)| **feed == grant.id).map(|(_, mark)| *mark).unwrap_or_default();
            (mark.cursor != head.seq || mark.rebuilding).then(|| format!("{} is at {mark:?} of {}", grant.id, head.seq))
        })
    }

    /// What must hold when everything has come to rest.
    pub fn check_end(&mut self) -> Result<(), Broken> {
        for index in 0..self.devices.len() {
            self.check_saved(index)?;
            self.check_screen(index)?;
            let device = &self.devices[index];
            let replica = device.client.replica();
            if !same_on_disk(Client::open(device.disk.clone()).replica(), replica) {
                return Err(Broken::new(AT_REST, format!("device {index} differs from its disk")));
            }
            let granted = self.server.granted(device.user);
            let live = self.server.rows.records.values().filter(|record| !record.is_deleted());
            let mine = live.filter(|record| granted.feeds.iter().any(|grant| grant.id == record.feed));
            let expected: BTreeMap<RecordId, _> = mine.map(|record| (record.rec, record.row())).collect();
            let here: BTreeMap<RecordId, _> = replica.rows().map(|row| (row.row.rec, row.row.clone())).collect();
            if let Some(rec) = expected.keys().chain(here.keys()).find(|rec| expected.get(*rec) != here.get(*rec)) {
                let what = format!("device {index}: {:?} should be {:?}", here.get(rec), expected.get(rec));
                return Err(Broken::new(AT_REST, what));
            }
            self.check_counts(index)?;
        }
        for index in 0..self.devices.len() {
            if self.swap_people(index) {
                self.check_saved(index)?;
            }
        }
        let applied = |rec: RecordId| {
            let of = self.server.history.iter().filter(move |((_, each, ..), _)| *each == rec);
            of.flat_map(|(_, outcomes)| outcomes).filter(|outcome| matches!(outcome, Outcome::Applied { .. })).count()
        };
        // One that was made anew after it was forgotten counts from the beginning.
        let mut known = self.server.rows.records.values().filter(|record| !self.server.forgotten.contains(&record.rec));
        match known.find(|record| record.ver != applied(record.rec) as u64) {
            Some(record) => Err(Broken::new(ONCE, format!("{} is at version {}", record.rec, record.ver))),
            None => Ok(()),
        }
    }
}

/// Whether two replicas are the same in all that is on the disk too.
fn same_on_disk(one: &Replica, other: &Replica) -> bool {
    let photos = one.photos().eq(other.photos()) && one.marks().eq(other.marks());
    photos && one.rows().eq(other.rows()) && one.ops().chain(one.kept()).eq(other.ops().chain(other.kept()))
}

fn causality(touch: &Touch) -> Result<(), Broken> {
    let Act::Patch(fields) = &touch.act else { return Ok(()) };
    let Touch { before, after, base, .. } = touch;
    if *base < before.ver || after.ver == before.ver {
        return Ok(());
    }
    let conflicts = after.row().conflicts;
    let content = fields.0.iter().filter(|(field, _)| !is_set(after.kind, field) && !is_review(field));
    for (field, value) in content {
        let here = after.body.get(field).unwrap_or(&Value::Null);
        if here != value || conflicts.iter().any(|conflict| conflict.field == *field) {
            return Err(Broken::new(CAUSALITY, format!("{field} is {here}, not {value}; {conflicts:?}")));
        }
    }
    Ok(())
}
