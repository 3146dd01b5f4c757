//! One world: devices, a server, a network between them, and one queue of what happens next.

use crate::{
    cast,
    check::{Broken, Failure},
    coverage::Coverage,
    device::Device,
    network::Answer,
    plan::{Fault, Plan},
    rng::Rng,
    server::Server,
    wiring::Wiring,
};
use domain::id::UserId;
use std::collections::{BTreeMap, VecDeque};
use sync::{
    server::group::{DeviceRow, Push},
    wire::{OpResult, SyncRequest},
};
use uuid::Uuid;

/// When a world begins, in milliseconds since 1970.
pub(crate) const BEGINNING: u64 = 1_780_000_000_000;
/// After the last fault everything must be in its place within this time, in milliseconds.
const BOUND: u64 = 20 * 60_000;
/// The fewest events before nothing goes wrong any more.
const LEAST: u64 = 250;
/// The longest trace, in lines; what happened last is kept.
const TRACE: usize = 1_000;

/// A request on its way.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The device that sent it.
    pub index: usize,
    /// Its number, unique in the world.
    pub id: u64,
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
    /// The server reads what it answers, after the write.
    Read(Box<Envelope>, Vec<OpResult>),
    /// An answer reaches the app that waits for it.
    Deliver(usize, u64, Answer),
    /// Nobody waits for an answer any longer.
    GiveUp(usize, u64),
    /// An app is opened again.
    Reopen(usize),
    /// Somebody signs in again.
    SignIn(usize),
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
    queue: BTreeMap<(u64, u64), Event>,
    events: u64,
    acts: u32,
    calm_since: Option<u64>,
    trace: Option<VecDeque<String>>,
}

impl<'w> World<'w> {
    /// The world of a seed; with `traced` it writes down what happens.
    pub fn new(seed: u64, wiring: &'w dyn Wiring, traced: bool) -> World<'w> {
        let mut rng = Rng::new(seed);
        let plan = Plan::draw(&mut rng);
        let mut world = World {
            wiring,
            seed,
            now: BEGINNING,
            server: Server::open(),
            devices: (0..plan.devices).map(Device::fresh).collect(),
            pushed: Vec::new(),
            seen: Coverage::default(),
            requests: 0,
            queue: BTreeMap::new(),
            events: 0,
            acts: plan.acts,
            calm_since: None,
            trace: traced.then(VecDeque::new),
            rng,
            plan,
        };
        world.office_writes(cast::roster());
        if let Some(index) = world.plan.foreign {
            // Somebody who has nothing to do with this world wrote seven operations under it.
            let row = DeviceRow { user: UserId(Uuid::from_u128(0xf0)), last_n: 7 };
            world.server.rows.devices.insert(cast::device(index, 1), row);
        }
        for index in 0..world.devices.len() {
            world.devices[index].skew = world.any_skew();
            world.drain(index);
        }
        world.at(BEGINNING, Event::Act);
        world
    }

    /// Lets everything happen.
    ///
    /// # Errors
    /// The first invariant that does not hold, with the trace if there is one.
    pub fn run(mut self) -> Result<Coverage, Box<Failure>> {
        match self.go_on() {
            Ok(()) => Ok(self.seen),
            Err(broken) => Err(Box::new(Failure {
                seed: self.seed,
                events: self.events,
                broken,
                trace: self.trace.unwrap_or_default().into(),
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
            Event::Read(envelope, results) => {
                self.read(&envelope, results);
                Ok(())
            }
            Event::Deliver(index, id, answer) => self.deliver(index, id, answer),
            Event::GiveUp(index, id) => self.give_up(index, id),
            Event::Reopen(index) => self.reopen(index),
            Event::SignIn(index) => {
                let device = &mut self.devices[index];
                device.signed_out = false;
                device.client.signed_in();
                self.drain(index);
                Ok(())
            }
        }
    }

    fn act(&mut self) -> Result<(), Broken> {
        if self.acts == 0 && self.events > LEAST {
            return self.calm_down();
        }
        self.acts = self.acts.saturating_sub(1);
        let pause = self.rng.between(1, self.plan.pause);
        self.after(pause, Event::Act);
        if self.strikes(Fault::ClockJump) {
            let index = self.rng.below(self.devices.len() as u64) as usize;
            self.devices[index].skew = self.any_skew();
        }
        if self.strikes(Fault::GrantMoved) {
            self.move_grant();
        }
        let index = self.rng.below(self.devices.len() as u64) as usize;
        if self.devices[index].down {
            return Ok(());
        }
        self.person_acts(index);
        self.drain(index);
        self.check_screen(index)
    }

    fn any_skew(&mut self) -> i64 {
        const YEAR: i64 = 365 * 86_400_000;
        let fixed = *self.rng.pick(&[0, 0, 0, 300_000, -300_000, YEAR, -YEAR]).unwrap_or(&0);
        fixed + self.rng.between(0, 2_000) as i64 - 1_000
    }

    fn move_grant(&mut self) {
        if let Some(actor) = self.server.accounts.get_mut(&cast::MOVING) {
            match actor.held.iter().position(|held| *held == cast::MOVED) {
                Some(at) => drop(actor.held.remove(at)),
                None => actor.held.push(cast::MOVED),
            }
        }
    }

    /// The last fault has happened. The office writes once into every feed, so that every device has
    /// something to receive and finds out what it lacks.
    fn calm_down(&mut self) -> Result<(), Broken> {
        self.plan.calm();
        self.calm_since = Some(self.now);
        self.note(|| "from now on nothing goes wrong".into());
        let last = self.last_words();
        self.office_writes(last);
        Ok(())
    }

    /// Whether a fault happens now.
    pub(crate) fn strikes(&mut self, fault: Fault) -> bool {
        let strikes = self.rng.happens(self.plan.rate(fault));
        if strikes {
            self.seen.hit(fault.name());
        }
        strikes
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
