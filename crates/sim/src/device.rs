//! A device of a world: a machine, the disk under it, and what its person was told.

use crate::{
    cast::{self, Part},
    failure::Broken,
    mishap::Parked,
    plan::Fault,
    pocket::Bytes,
    server::print,
    world::{Event, World},
};
use domain::id::{DeviceId, Feed, RecordId, UserId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use sync::{
    client::{Change, Client, OpState, Saved, Stored, StoredOp},
    clock::Hlc,
    wire::{Act, Op},
};

/// An operation as its person remembers it.
#[derive(Debug, Clone)]
pub struct Typed {
    /// Its key on the disk.
    pub key: u64,
    /// The record.
    pub rec: RecordId,
    /// Its home.
    pub feed: Feed,
    /// Its clock.
    pub hlc: Hlc,
    /// What was done.
    pub act: Act,
    /// What tells it from other acts.
    pub print: u64,
    /// The person was told that it is saved.
    pub said: bool,
    /// The person has replaced or discarded it.
    pub dealt_with: bool,
    /// The grant of its feed was lost since, and its record purged.
    pub purged: bool,
    /// The server's row here has contained it, or the record was deleted: from then on the row says what is seen.
    pub landed: bool,
}

impl Typed {
    /// Whether it is this operation, whatever number that has.
    pub fn is(&self, op: &Op) -> bool {
        (self.rec, self.hlc) == (op.rec, op.hlc) && self.act == op.act
    }

    /// Whether it is this operation of the own disk. Two copies of a store may do the very same at the same clock, and one may
    /// bring it to the other.
    pub fn is_here(&self, stored: &StoredOp) -> bool {
        self.key == stored.key && self.is(&stored.op)
    }
}

/// One device.
#[derive(Debug)]
pub struct Device {
    /// Whose it is.
    pub user: UserId,
    /// What its person does.
    pub part: Part,
    /// The machine.
    pub client: Client,
    /// What survives a crash.
    pub disk: Stored,
    /// The transaction that is being written.
    pub writing: Option<Vec<Change>>,
    /// Raised by every start of the app; what belongs to an earlier life is nobody's any more.
    pub life: u32,
    /// Whether the app is closed.
    pub down: bool,
    /// The request whose reply it waits for.
    pub flight: Option<u64>,
    /// What its clock shows beyond the true time, in milliseconds.
    pub skew: i64,
    /// When it is called next, if it asked for that.
    pub wake: Option<u64>,
    /// Whether its session has ended.
    pub signed_out: bool,
    /// How many names it has had.
    pub turn: u64,
    /// Everything typed on it.
    pub typed: Vec<Typed>,
    /// Feeds whose rows or cursor were damaged on the disk, until they are whole again.
    pub damaged: BTreeSet<Feed>,
    /// The number of its last request that arrived.
    pub arrived: u64,
    /// What the names are made from that its store has had: its own first, then that of the device it was copied from.
    pub names: Vec<usize>,
    /// It was copied, or is a copy.
    pub is_shared: bool,
    /// Its app was of an older version when it made what has a clock up to this one.
    pub older_until: Option<Hlc>,
    /// The store of another person on it.
    pub parked: Option<Box<Parked>>,
    /// The disk before its last transactions, where a host does not write them through.
    pub unflushed: VecDeque<Stored>,
    /// What lies of photos on the disk.
    pub bytes: BTreeMap<String, Bytes>,
    /// The request for a photo whose answer it waits for.
    pub parcel: Option<u64>,
}

impl Device {
    /// A device that was never used.
    pub fn fresh(index: usize) -> Device {
        let (user, part) = cast::holder(index);
        let disk = Stored::fresh(cast::device(index, 1));
        Device {
            user,
            part,
            client: Client::open(disk.clone()),
            disk,
            writing: None,
            life: 0,
            down: false,
            flight: None,
            skew: 0,
            wake: None,
            signed_out: false,
            turn: 1,
            typed: Vec::new(),
            damaged: BTreeSet::new(),
            arrived: 0,
            names: vec![index],
            is_shared: false,
            older_until: None,
            parked: None,
            unflushed: VecDeque::new(),
            bytes: BTreeMap::new(),
            parcel: None,
        }
    }

    /// A name that no device has had.
    pub fn next_name(&mut self) -> DeviceId {
        self.turn += 1;
        cast::device(self.names.first().copied().unwrap_or_default(), self.turn)
    }

    /// What its clock shows.
    pub fn clock(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.skew)
    }

    /// The operation as it lies on the disk.
    pub fn on_disk(&self, typed: &Typed) -> Option<&StoredOp> {
        self.disk.ops.iter().find(|stored| typed.is_here(stored))
    }

    /// Remembers what was just saved by these keys.
    pub fn remember(&mut self, saved: &Saved, replaced: &[u64]) {
        for typed in self.typed.iter_mut().filter(|typed| replaced.contains(&typed.key)) {
            typed.dealt_with = true;
        }
        let typed = self.client.replica().ops().filter(|stored| saved.keys.contains(&stored.key)).map(|stored| Typed {
            key: stored.key,
            rec: stored.op.rec,
            feed: stored.op.feed,
            hlc: stored.op.hlc,
            act: stored.op.act.clone(),
            print: print(&stored.op.act),
            said: false,
            dealt_with: false,
            purged: false,
            landed: false,
        });
        self.typed.extend(typed.collect::<Vec<_>>());
    }

    /// Its person is told that these are saved.
    pub fn told(&mut self, changes: &[Change]) {
        for change in changes {
            if let Change::PutOp(op) = change
                && let Some(typed) = self.typed.iter_mut().find(|typed| typed.key == op.key && typed.hlc == op.op.hlc)
            {
                typed.said = true;
            }
        }
    }

    /// Its person looks at what the disk holds after the app was opened again: what is there was saved and waits for the
    /// person, even if it was being let go when the app was killed; what is not there was never said to be saved.
    pub fn is_looked_at(&mut self) {
        let disk = &self.disk;
        let here = |typed: &Typed| disk.ops.iter().any(|stored| typed.is_here(stored));
        self.typed.retain(|typed| typed.said || here(typed));
        for typed in &mut self.typed {
            typed.said = true;
            typed.dealt_with &= !here(typed);
        }
    }

    /// Remembers which records one may not see any more, even if one may again later: they come with their feed.
    pub fn forget_purged(&mut self) {
        let Some(grants) = &self.client.meta().grants else { return };
        for typed in &mut self.typed {
            typed.purged |= !grants.feeds.iter().any(|grant| grant.id == typed.feed);
        }
    }
}

impl World<'_> {
    /// The disk has finished with a transaction, one way or another.
    pub fn written(&mut self, index: usize, life: u32) -> Result<(), Broken> {
        if self.devices[index].life != life {
            return Ok(());
        }
        let Some(changes) = self.devices[index].writing.take() else { return Ok(()) };
        if self.strikes(Fault::CrashBeforeCommit) {
            self.wiring.torn(&mut self.devices[index].disk, &changes);
            self.crash(index);
            return self.check_disk(index, &changes);
        }
        if self.strikes(Fault::DiskFull) {
            return self.not_saved(index, "taken back, disk full", "reopened, disk full under a reply");
        }
        if self.strikes(Fault::HandleLost) {
            return self.handle_lost(index, changes);
        }
        self.devices[index].remember_disk(self.wiring.is_strict());
        self.wiring.commit(&mut self.devices[index].disk, &changes);
        self.excuse_let_go(index, &changes);
        let device = &mut self.devices[index];
        self.wiring.lets_go(&mut device.bytes, device.client.replica(), &changes);
        if self.strikes(Fault::CrashAfterCommit) {
            self.crash(index);
        } else {
            self.seen.hit("said to be saved");
            let device = &mut self.devices[index];
            device.told(&changes);
            device.client.persisted();
            self.drain(index);
        }
        self.check_disk(index, &changes)
    }

    /// The transaction under way has failed, and the person is told so.
    pub fn not_saved(&mut self, index: usize, taken_back: &'static str, reopened: &'static str) -> Result<(), Broken> {
        let device = &mut self.devices[index];
        let lost = device.client.persist_failed();
        device.typed.retain(|typed| typed.said || !lost.contains(&typed.key));
        if device.client.must_reopen() {
            self.seen.hit(reopened);
            self.crash(index);
        } else {
            self.seen.hit(taken_back);
            self.drain(index);
        }
        self.check_screen(index)
    }

    /// The app is gone; only the disk is left, and it may have suffered.
    pub fn crash(&mut self, index: usize) {
        let rows = self.devices[index].disk.rows.len() as u64;
        let row = self.strikes(Fault::RowLost).then(|| self.rng.below(rows) as usize);
        let cursor = self.strikes(Fault::CursorBeyond);
        let device = &mut self.devices[index];
        device.damage(row, cursor);
        let pause = self.rng.between(100, 10 * self.plan.pause);
        self.note(|| format!("device {index} lost row {row:?}, cursor {cursor}"));
        self.closes(index, pause);
    }

    /// The app is closed, and opened again after a while.
    pub fn closes(&mut self, index: usize, pause: u64) {
        let device = &mut self.devices[index];
        device.life += 1;
        (device.down, device.flight, device.parcel, device.writing, device.wake) = (true, None, None, None, None);
        self.note(|| format!("device {index} is closed for {} s", pause / 1_000));
        self.after(pause, Event::Reopen(index));
    }

    /// The app is opened again on what the disk holds.
    pub fn reopen(&mut self, index: usize) -> Result<(), Broken> {
        let device = &mut self.devices[index];
        device.down = false;
        self.wiring.opens(&mut device.disk);
        device.client = Client::open(device.disk.clone());
        device.is_looked_at();
        self.drain(index);
        self.check_screen(index)
    }

    /// Whether an operation on a device was refused, by the server or by the machine itself.
    pub fn is_refused(&self, index: usize, typed: &Typed) -> bool {
        let mut ops = self.devices[index].client.replica().ops_of(typed.rec);
        ops.any(|stored| typed.is_here(stored) && matches!(stored.state, OpState::Refused(_)))
    }
}
