//! One world: devices, a server, a network between them, and one queue of what happens next.

use crate::{
    cast,
    coverage::Coverage,
    device::Device,
    failure::{Broken, Failure},
    network::Answer,
    plan::{Fault, Plan, Trim},
    pocket::Parcel,
    rng::Rng,
    server::Server,
    wiring::Wiring,
};
use domain::id::UserId;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use sync::{
    client::{Change, PhotoAnswer},
    clock::Hlc,
    server::group::{DeviceRow, Push},
    wire::{OpResult, SyncRequest},
};
use uuid::Uuid;

/// When a world begins, in milliseconds since 1970.
pub(crate) const BEGINNING: u64 = 1_780_000_000_000;
/// After the last fault everything must be in its place within this time, in milliseconds.
const BOUND: u64 = 20 * 60_000;
/// The longest trace, in lines; what happened last is kept.
const TRACE: usize = 1_000;

/// A request on its way.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The device that sent it.
    pub index: usize,
    /// Its number, unique in the world.
    pub id: u64,
    /// Who was signed in when it was sent.
    pub user: UserId,
    /// What it says.
    pub request: SyncRequest,
}

/// Something that happens at a moment.
#[derive(Debug)]
pub enum Event {
    /// Somebody does something.
    Act,
    /// A device asked to be called.
    Wake(usize, u32),
    /// A transaction of a device ends.
    Written(usize, u32),
    /// A request reaches the server.
    Arrive(Box<Envelope>),
    /// The writer takes what waits.
    Write,
    /// The server reads what it answers, after the write, if it is still in the same epoch.
    Read(Box<Envelope>, Vec<OpResult>, String),
    /// An answer reaches the app that waits for it.
    Deliver(usize, u64, Answer),
    /// Nobody waits for an answer any longer.
    GiveUp(usize, u64),
    /// An app is opened again.
    Reopen(usize),
    /// Somebody signs in again.
    SignIn(usize),
    /// A long transaction of the server ends.
    Land(u64),
    /// A tab that was taken over ends its transaction.
    Late(usize, Vec<Change>),
    /// A request for a photo reaches the server.
    PhotoArrives(Box<Parcel>),
    /// An answer about a photo reaches the app that waits for it.
    PhotoTold(usize, u64, PhotoAnswer),
}

/// The world of one seed.
pub struct World<'w> {
    pub(crate) wiring: &'w dyn Wiring,
    pub(crate) seed: u64,
    pub(crate) rng: Rng,
    pub(crate) plan: Plan,
    pub(crate) now: u64,
    pub(crate) server: Server,
    pub(crate) devices: Vec<Device>,
    /// What waits for the writer.
    pub(crate) pushed: Vec<(Box<Envelope>, Push)>,
    pub(crate) seen: Coverage,
    pub(crate) requests: u64,
    pub(crate) photos_taken: u64,
    /// Photos that the server has lost: nobody can bring them back.
    pub(crate) photos_lost: BTreeSet<String>,
    /// Long transactions of the server so far, and the requests in the last one.
    pub(crate) transactions: u64,
    pub(crate) landing: Vec<Envelope>,
    queue: BTreeMap<(u64, u64), Event>,
    pub(crate) events: u64,
    pub(crate) acts: u32,
    pub(crate) calm_since: Option<u64>,
    trace: Option<VecDeque<String>>,
    trim: Trim,
}

impl<'w> World<'w> {
    /// The world of a seed; with `traced` it writes down what happens.
    pub fn new(seed: u64, trim: &Trim, wiring: &'w dyn Wiring, traced: bool) -> World<'w> {
        let mut rng = Rng::new(seed);
        let mut plan = Plan::draw(&mut rng);
        plan.trim(trim);
        let mut world = World {
            wiring,
            seed,
            now: BEGINNING,
            server: Server::open(),
            devices: (0..plan.devices).map(Device::fresh).collect(),
            pushed: Vec::new(),
            seen: Coverage::default(),
            requests: 0,
            photos_taken: 0,
            photos_lost: BTreeSet::new(),
            transactions: 0,
            landing: Vec::new(),
            queue: BTreeMap::new(),
            events: 0,
            acts: plan.acts,
            calm_since: None,
            trace: traced.then(VecDeque::new),
            rng,
            plan,
            trim: trim.clone(),
        };
        world.office_writes(cast::roster());
        if let Some(index) = world.plan.foreign {
            // Somebody who has nothing to do with this world wrote seven operations under it.
            let row = DeviceRow { user: UserId(Uuid::from_u128(0xf0)), last_n: 7, behind: false };
            world.server.rows.devices.insert(cast::device(index, 1), row);
        }
        if let Some(device) = world.plan.older.and_then(|index| world.devices.get_mut(index)) {
            device.older_until = Some(Hlc(u64::MAX));
        }
        world.server.back_up(BEGINNING);
        for index in 0..world.devices.len() {
            world.devices[index].skew = world.any_skew();
            world.drain(index);
        }
        world.at(BEGINNING, Event::Act);
        world
    }

    /// Lets everything happen; what was reached, and the trace if there is one.
    ///
    /// # Errors
    /// The first invariant that does not hold, with the trace likewise.
    pub fn run(mut self) -> Result<(Coverage, Vec<String>), Box<Failure>> {
        match self.go_on() {
            Ok(()) => Ok((self.seen, self.trace.unwrap_or_default().into())),
            Err(broken) => Err(Box::new(Failure {
                seed: self.seed,
                events: self.events,
                broken,
                trace: self.trace.unwrap_or_default().into(),
                trim: self.trim,
            })),
        }
    }

    fn go_on(&mut self) -> Result<(), Broken> {
        while let Some(((now, _), event)) = self.queue.pop_first() {
            self.now = now;
            self.events += 1;
            self.step(event)?;
            if let Some(since) = self.calm_since {
                if self.all_settled() {
                    break;
                }
                if self.now > since + BOUND {
                    return Err(self.unsettled());
                }
            }
        }
        self.check_end()
    }

    fn step(&mut self, event: Event) -> Result<(), Broken> {
        match event {
            Event::Act => self.act(),
            Event::Wake(index, life) => {
                let device = &mut self.devices[index];
                if device.life == life && device.wake == Some(self.now) {
                    device.wake = None;
                    self.drain(index);
                }
                Ok(())
            }
            Event::Written(index, life) => self.written(index, life),
            Event::Arrive(envelope) => {
                self.arrive(envelope);
                Ok(())
            }
            Event::Write => self.write(),
            Event::Read(envelope, results, epoch) => {
                self.read(&envelope, results, &epoch);
                Ok(())
            }
            Event::Deliver(index, id, answer) => self.deliver(index, id, answer),
            Event::GiveUp(index, id) => self.give_up(index, id),
            Event::Reopen(index) => self.reopen(index),
            Event::Land(id) => self.land(id),
            Event::Late(index, changes) => {
                self.devices[index].disk.apply(&changes);
                self.check_saved(index)
            }
            Event::PhotoArrives(parcel) => {
                self.photo_arrives(&parcel);
                Ok(())
            }
            Event::PhotoTold(index, id, answer) => {
                self.photo_told(index, id, answer);
                Ok(())
            }
            Event::SignIn(index) => {
                let device = &mut self.devices[index];
                device.signed_out = false;
                device.client.signed_in();
                self.drain(index);
                Ok(())
            }
        }
    }

    /// Whether a fault happens now.
    pub(crate) fn strikes(&mut self, fault: Fault) -> bool {
        let strikes = self.rng.happens(self.plan.rate(fault));
        if strikes {
            self.seen.hit(fault.name());
            self.note(|| format!("! {}", fault.name()));
        }
        strikes
    }

    /// So much time passes without anybody doing anything; what was about to happen happens after it.
    pub(crate) fn leap(&mut self, by: u64) {
        self.now += by;
        let queue = std::mem::take(&mut self.queue);
        self.queue = queue.into_iter().map(|((time, place), event)| ((time + by, place), event)).collect();
        for device in &mut self.devices {
            device.wake = device.wake.map(|due| due + by);
        }
    }

    /// Queues something for a moment.
    pub(crate) fn at(&mut self, time: u64, event: Event) {
        let place = self.events * 1_000_000 + self.queue.len() as u64;
        let mut place = (time.max(self.now), place);
        while self.queue.contains_key(&place) {
            place.1 += 1;
        }
        self.queue.insert(place, event);
    }

    /// Queues something for so many milliseconds from now.
    pub(crate) fn after(&mut self, wait: u64, event: Event) {
        self.at(self.now + wait, event);
    }

    /// Writes a line of the trace, if there is one.
    pub(crate) fn note(&mut self, line: impl FnOnce() -> String) {
        let since = self.now - BEGINNING;
        if let Some(trace) = &mut self.trace {
            if trace.len() == TRACE {
                trace.pop_front();
            }
            trace.push_back(format!("{:>9}.{:03}  {}", since / 1_000, since % 1_000, line()));
        }
    }
}
