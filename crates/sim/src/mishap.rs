//! What befalls a device apart from its network: its disk, its tabs, its owner.

use crate::{
    cast::{self, Part},
    device::{Device, Typed},
    failure::Broken,
    plan::Fault,
    pocket::Bytes,
    world::{Event, World},
};
use domain::id::{Feed, UserId};
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    client::{Change, Client, Output, Stored},
    wire::Op,
};

/// The most devices of a world, copies included.
const MOST: usize = 8;
/// What the names of a second person's store on a device are made from, beyond its place.
const SECOND: usize = 50;
/// How many times in a thousand that something is done somebody hears of what was done.
const POKED: u64 = 300;
/// The longest that a device is put away while the others go on, in milliseconds.
const LONGEST_AWAY: u64 = 10 * 60_000;
/// How many transactions a host that does not write them through may lose.
const UNFLUSHED: usize = 3;

/// The store of a person who is not signed in now.
#[derive(Debug)]
pub struct Parked {
    user: UserId,
    part: Part,
    disk: Stored,
    typed: Vec<Typed>,
    damaged: BTreeSet<Feed>,
    names: Vec<usize>,
    bytes: BTreeMap<String, Bytes>,
}

impl Device {
    /// Damages the disk: a row is lost, or a cursor is far beyond its feed.
    pub fn damage(&mut self, row: Option<usize>, cursor: bool) {
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

    /// A host that does not write its transactions through may lose the last ones.
    pub fn remember_disk(&mut self, is_strict: bool) {
        if !is_strict {
            self.unflushed.truncate(UNFLUSHED - 1);
            self.unflushed.push_front(self.disk.clone());
        }
    }

    /// Marks what was made by an older version of the app; whether any of it goes out after the app is no longer that.
    pub fn mark_older(&self, ops: &mut [Op]) -> bool {
        let Some(until) = self.older_until else { return false };
        let older = ops.iter_mut().filter(|op| op.hlc <= until);
        let marked = older.map(|op| op.schema = 0).count();
        marked > 0 && until.0 != u64::MAX
    }
}

impl World<'_> {
    /// Something befalls a device instead of its person doing something; whether it does.
    ///
    /// # Errors
    /// What does not hold after it.
    pub fn mishap(&mut self, index: usize) -> Result<bool, Broken> {
        if self.plan.photos {
            self.photo_mishap(index);
        }
        if self.strikes(Fault::PowerLost) {
            let lost = self.rng.below(UNFLUSHED as u64) as usize;
            let unflushed = std::mem::take(&mut self.devices[index].unflushed);
            if let Some(before) = unflushed.into_iter().nth(lost) {
                self.devices[index].disk = before;
            }
            self.crash(index);
        } else if self.strikes(Fault::Evicted) {
            self.evict(index);
        } else if self.devices.len() < MOST && self.strikes(Fault::Cloned) {
            self.copy(index);
        } else if self.strikes(Fault::PutAway) {
            let pause = (self.rng.between(20, 60) * self.plan.pause).min(LONGEST_AWAY);
            self.closes(index, pause);
        } else if self.strikes(Fault::Carried) {
            self.carry(index);
        } else if self.strikes(Fault::SecondTab) {
            self.second_tab(index)?;
        } else if !self.devices[index].is_shared && self.strikes(Fault::UserSwitch) {
            self.other_person(index);
        } else if self.devices[index].older_until.is_some_and(|until| until.0 == u64::MAX)
            && self.strikes(Fault::Upgrade)
        {
            // What was not yet on the disk is lost with the tab of the older version.
            self.devices[index].older_until = Some(self.devices[index].disk.meta.hlc);
            self.crash(index);
        } else {
            return Ok(false);
        }
        self.check_saved(index)?;
        Ok(true)
    }

    /// The connection was closed under a transaction. It is opened again and the transaction made once more; where
    /// that fails too the person is told.
    ///
    /// # Errors
    /// What does not hold after it.
    pub fn handle_lost(&mut self, index: usize, changes: Vec<Change>) -> Result<(), Broken> {
        if self.rng.happens(400) {
            return self.not_saved(index, "taken back, no connection", "reopened, no connection under a reply");
        }
        self.seen.hit("written after the connection was opened again");
        self.devices[index].writing = Some(changes);
        let (life, took) = (self.devices[index].life, self.rng.between(5, 200));
        self.after(took, Event::Written(index, life));
        Ok(())
    }

    /// Everything local is gone: what was not sent is destroyed, and the device begins anew.
    fn evict(&mut self, index: usize) {
        self.note(|| format!("device {index} has lost its store"));
        let device = &mut self.devices[index];
        device.disk = Stored::fresh(device.next_name());
        device.names.truncate(1);
        (device.typed, device.damaged, device.bytes) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
        self.crash(index);
    }

    /// The disk is copied, as by restoring a phone from another one's backup; both go on under one name.
    fn copy(&mut self, index: usize) {
        let copy = self.devices.len();
        self.note(|| format!("device {index} is copied: {copy}"));
        let skew = self.any_skew();
        let from = &mut self.devices[index];
        from.is_shared = true;
        let here = |typed: &Typed| from.on_disk(typed).is_some();
        let typed = from.typed.iter().filter(|typed| typed.dealt_with || here(typed));
        let typed = typed.map(|typed| Typed { said: true, dealt_with: !here(typed), ..typed.clone() }).collect();
        let device = Device {
            user: from.user,
            part: from.part,
            client: Client::open(from.disk.clone()),
            disk: from.disk.clone(),
            typed,
            damaged: from.damaged.clone(),
            bytes: from.bytes.clone(),
            names: [vec![copy], from.names.clone()].concat(),
            older_until: from.older_until,
            is_shared: true,
            skew,
            ..Device::fresh(copy)
        };
        self.devices.push(device);
        self.drain(copy);
    }

    /// Somebody is told that something has changed, or that no more will be told. Most changes are told to nobody, and in three
    /// worlds of four nobody hears anything.
    pub fn poke(&mut self) {
        if self.seed % 4 != 3 || !self.rng.happens(POKED) {
            return;
        }
        let index = self.rng.below(self.devices.len() as u64) as usize;
        if self.devices[index].down {
            return;
        }
        let (ends, names) = (self.rng.happens(200), self.rng.happens(700));
        let heads = self.server.rows.feeds.values().filter(|_| names).map(|head| (head.feed, head.seq)).collect();
        let device = &mut self.devices[index];
        let clock = device.clock(self.now);
        if ends {
            self.seen.hit("pokes end");
            device.client.pokes_ended(clock);
        } else if device.client.wants_pokes(clock) {
            self.seen.hit("poked");
            device.client.poked(&heads, clock);
        }
        self.drain(index);
    }

    /// Another tab opens the store. From then on the disk refuses the first one, which may still send what it has.
    fn second_tab(&mut self, index: usize) -> Result<(), Broken> {
        let dice = self.rng.any() as u16;
        let device = &mut self.devices[index];
        let clock = device.clock(self.now);
        let mut before = device.client.clone();
        let late = device.writing.take();
        device.life += 1;
        (device.flight, device.parcel, device.wake) = (None, None, None);
        if let (Some(changes), false) = (late, self.wiring.fences()) {
            let took = self.rng.between(1, 2_000);
            self.after(took, Event::Late(index, changes));
        }
        self.note(|| format!("a second tab takes device {index} over"));
        before.sync_now();
        if let Some(Output::Send(request)) = before.poll(clock, dice) {
            self.seen.hit("the tab before sends once more");
            self.post(index, *request);
        }
        self.reopen(index)
    }

    /// Somebody else signs in; everybody has a store of their own.
    fn other_person(&mut self, index: usize) {
        if self.devices[index].parked.is_none() {
            let (user, part) = cast::holder((index + 1) % 5);
            let fresh = cast::device(SECOND + index, 1);
            let names = vec![SECOND + index];
            let (disk, typed, damaged) = (Stored::fresh(fresh), Vec::new(), BTreeSet::new());
            let bytes = BTreeMap::new();
            self.devices[index].parked = Some(Box::new(Parked { user, part, disk, typed, damaged, names, bytes }));
        }
        self.crash(index);
        if self.devices[index].disk.ops.iter().any(|op| op.state == sync::client::OpState::Waiting) {
            self.seen.hit("outbox of another person on the same device");
        }
        self.swap_people(index);
    }

    /// Exchanges the store in use for the other one, where there is another.
    pub fn swap_people(&mut self, index: usize) -> bool {
        let device = &mut self.devices[index];
        let Some(parked) = device.parked.as_deref_mut() else { return false };
        std::mem::swap(&mut device.user, &mut parked.user);
        std::mem::swap(&mut device.part, &mut parked.part);
        std::mem::swap(&mut device.disk, &mut parked.disk);
        std::mem::swap(&mut device.typed, &mut parked.typed);
        std::mem::swap(&mut device.damaged, &mut parked.damaged);
        std::mem::swap(&mut device.names, &mut parked.names);
        std::mem::swap(&mut device.bytes, &mut parked.bytes);
        device.unflushed.clear();
        true
    }

    /// What a clock shows beyond the true time.
    pub fn any_skew(&mut self) -> i64 {
        const YEAR: i64 = 365 * 86_400_000;
        let fixed = *self.rng.pick(&[0, 0, 0, 300_000, -300_000, YEAR, -YEAR]).unwrap_or(&0);
        fixed + self.rng.between(0, 2_000) as i64 - 1_000
    }

    /// A grant is taken away or given back.
    pub fn move_grant(&mut self) {
        if let Some(actor) = self.server.accounts.get_mut(&cast::MOVING) {
            match actor.held.iter().position(|held| *held == cast::MOVED) {
                Some(at) => {
                    actor.lost = vec![actor.held.remove(at)];
                    self.server.lost_at = self.now;
                }
                None => {
                    actor.held.push(cast::MOVED);
                    actor.lost.clear();
                }
            }
        }
    }
}
