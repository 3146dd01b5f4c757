//! A device of a world: a machine, the disk under it, and what its person was told.

use crate::{
    cast::{self, Part},
    check::Broken,
    plan::Fault,
    world::{Event, World},
};
use domain::id::{Feed, RecordId, UserId};
use std::collections::BTreeSet;
use sync::{
    client::{Change, Client, OpState, Output, Saved, Stored, StoredOp},
    clock::Hlc,
    wire::Act,
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
    /// The person was told that it is saved.
    pub said: bool,
    /// The person has replaced or discarded it.
    pub dealt_with: bool,
    /// The grant of its feed was lost since, and its record purged.
    pub purged: bool,
    /// The server's row here has contained it, or the record was deleted: from then on the row says what is seen.
    pub landed: bool,
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
        }
    }

    /// What its clock shows.
    pub fn clock(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.skew)
    }

    /// The operation as it lies on the disk.
    pub fn on_disk(&self, typed: &Typed) -> Option<&StoredOp> {
        self.disk.ops.iter().find(|stored| stored.op.rec == typed.rec && stored.op.hlc == typed.hlc)
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
            said: false,
            dealt_with: false,
            purged: false,
            landed: false,
        });
        self.typed.extend(typed.collect::<Vec<_>>());
    }

    fn told(&mut self, changes: &[Change]) {
        for change in changes {
            if let Change::PutOp(op) = change
                && let Some(typed) = self.typed.iter_mut().find(|typed| typed.key == op.key && typed.hlc == op.op.hlc)
            {
                typed.said = true;
            }
        }
    }

    /// Remembers which records one may not see any more, even if one may again later: they come with their feed.
    pub fn forget_purged(&mut self) {
        let Some(grants) = &self.client.meta().grants else { return };
        for typed in &mut self.typed {
            typed.purged |= !grants.feeds.iter().any(|grant| grant.id == typed.feed);
        }
    }

    /// Damages the disk: a row is lost, or a cursor is far beyond its feed.
    fn damage(&mut self, row: Option<usize>, cursor: bool) {
        // Sums are over live rows: that a tombstone is lost nobody can find out.
        if let Some(row) = row.and_then(|at| self.disk.rows.get(at).cloned()).filter(|row| !row.row.del) {
            self.damaged.insert(row.feed);
            self.disk.rows.retain(|known| known.row.rec != row.row.rec);
        }
        if let (true, Some((feed, mark))) = (cursor, self.disk.feeds.first_mut()) {
            mark.cursor += 100_000;
            self.damaged.insert(*feed);
        }
    }
}

impl World<'_> {
    /// Does what the machine asks for, until it asks for nothing more.
    pub fn drain(&mut self, index: usize) {
        loop {
            let dice = self.rng.any() as u16;
            let (now, device) = (self.now, &mut self.devices[index]);
            if device.down {
                return;
            }
            match device.client.poll(device.clock(now), dice) {
                Some(Output::Persist(changes)) => {
                    if self.wiring.speaks_early() {
                        device.told(&changes);
                    }
                    device.writing = Some(changes);
                    let (life, took) = (device.life, self.rng.between(1, 30));
                    self.after(took, Event::Written(index, life));
                }
                Some(Output::Send(request)) => self.send(index, *request),
                Some(Output::WakeAt(at)) => {
                    let due = now + at.saturating_sub(device.clock(now)).max(1);
                    if device.wake.is_none_or(|known| due < known || known <= now) {
                        device.wake = Some(due);
                        let life = device.life;
                        self.at(due, Event::Wake(index, life));
                    }
                    return;
                }
                None => return,
            }
        }
    }

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
            return self.disk_full(index);
        }
        self.wiring.commit(&mut self.devices[index].disk, &changes);
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

    fn disk_full(&mut self, index: usize) -> Result<(), Broken> {
        let device = &mut self.devices[index];
        let lost = device.client.persist_failed();
        device.typed.retain(|typed| typed.said || !lost.contains(&typed.key));
        if device.client.must_reopen() {
            self.seen.hit("reopened, disk full under a reply");
            self.crash(index);
        } else {
            self.seen.hit("taken back, disk full");
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
        device.life += 1;
        (device.down, device.flight, device.writing, device.wake) = (true, None, None, None);
        device.damage(row, cursor);
        let pause = self.rng.between(100, 10 * self.plan.pause);
        self.note(|| format!("device {index} is killed, lost row {row:?}, cursor {cursor}"));
        self.after(pause, Event::Reopen(index));
    }

    /// The app is opened again on what the disk holds.
    pub fn reopen(&mut self, index: usize) -> Result<(), Broken> {
        let device = &mut self.devices[index];
        device.down = false;
        device.client = Client::open(device.disk.clone());
        // Its person looks: what is there was saved, what is not there was never said to be.
        let here: BTreeSet<(RecordId, Hlc)> = device.disk.ops.iter().map(|op| (op.op.rec, op.op.hlc)).collect();
        device.typed.retain(|typed| typed.said || here.contains(&(typed.rec, typed.hlc)));
        device.typed.iter_mut().for_each(|typed| typed.said = true);
        self.drain(index);
        self.check_screen(index)
    }

    /// Whether an operation on a device was refused, by the server or by the machine itself.
    pub fn is_refused(&self, index: usize, typed: &Typed) -> bool {
        let mut ops = self.devices[index].client.replica().ops_of(typed.rec);
        ops.any(|stored| stored.op.hlc == typed.hlc && matches!(stored.state, OpState::Refused(_)))
    }
}
