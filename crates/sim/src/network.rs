//! What travels between devices and server, and what happens to it on the way.

use crate::{
    failure::Broken,
    plan::Fault,
    server::Committed,
    telling::{asked, heard, results},
    world::{Envelope, Event, World},
};
use domain::{id::Feed, problem::Code};
use sync::{
    client::Failure,
    server::{
        group::{Push, PushError},
        pull::put_off,
    },
    wire::{Op, OpResult, SyncReply, SyncRequest},
};

/// A device gives an answer up after this time, in milliseconds.
const PATIENCE: u64 = 30_000;

/// What a device gets to hear.
#[derive(Debug)]
pub enum Answer {
    /// A reply.
    Reply(Box<SyncReply>),
    /// The connection broke, or the reply cannot be read.
    Broken,
    /// 503 with the wait it asks for, in milliseconds.
    Busy(Option<u64>),
    /// 401.
    SignedOut,
    /// 413.
    TooLarge,
    /// The push was turned away as a whole.
    TurnedAway(PushError),
}

impl World<'_> {
    /// A device sends: the request may get lost, come twice or late.
    pub fn send(&mut self, index: usize, request: SyncRequest) {
        let id = self.post(index, request);
        self.devices[index].flight = Some(id);
        self.after(PATIENCE, Event::GiveUp(index, id));
    }

    /// The same, whoever waits for the answer; its number.
    pub fn post(&mut self, index: usize, mut request: SyncRequest) -> u64 {
        self.requests += 1;
        let id = self.requests;
        let device = &self.devices[index];
        let user = device.user;
        if device.mark_older(&mut request.ops) {
            self.seen.hit("older operation after its app was brought up to date");
        }
        if self.plan.newer_phone && index == 0 {
            request.ops.iter_mut().for_each(as_a_newer_version);
        }
        self.note(|| format!("device {index} sends {id} {}", asked(&request)));
        let envelope = Box::new(Envelope { index, id, user, request });
        if self.strikes(Fault::RequestLost) {
            return id;
        }
        if self.strikes(Fault::RequestTwice) {
            let wait = self.latency() + self.rng.between(0, 60_000);
            self.after(wait, Event::Arrive(envelope.clone()));
        }
        let wait = self.latency();
        self.after(wait, Event::Arrive(envelope));
        id
    }

    pub fn latency(&mut self) -> u64 {
        let usual = self.rng.between(5, 120);
        if self.strikes(Fault::Delay) { usual + self.rng.between(500, 60_000) } else { usual }
    }

    /// A request reaches the server.
    pub fn arrive(&mut self, envelope: Box<Envelope>) {
        let index = envelope.index;
        let device = &mut self.devices[index];
        if envelope.id < device.arrived {
            self.seen.hit("request overtaken");
        } else {
            device.arrived = envelope.id;
        }
        if self.strikes(Fault::SignedOut) && !self.devices[index].signed_out {
            self.devices[index].signed_out = true;
            let wait = self.rng.between(1_000, 300_000);
            self.after(wait, Event::SignIn(index));
        }
        if self.devices[index].signed_out {
            return self.answer(&envelope, Answer::SignedOut);
        }
        if self.strikes(Fault::Busy) {
            let asked = self.rng.happens(500).then(|| self.rng.between(1_000, 60_000));
            return self.answer(&envelope, Answer::Busy(asked));
        }
        let size = |op: &Op| serde_json::to_vec(op).map_or(0, |bytes| bytes.len());
        if self.plan.limit.is_some_and(|limit| envelope.request.ops.iter().map(size).sum::<usize>() > limit) {
            self.seen.hit("413");
            return self.answer(&envelope, Answer::TooLarge);
        }
        let Some(actor) = self.server.actor(envelope.user, self.now) else { return };
        if self.pushed.is_empty() || self.server.open.is_some() {
            let wait = self.rng.between(1, 40);
            self.after(wait, Event::Write);
        }
        let push = Push {
            device: envelope.request.device,
            actor,
            epoch: envelope.request.epoch.clone(),
            ops: envelope.request.ops.clone(),
        };
        self.pushed.push((envelope, push));
    }

    /// The writer takes everything that waits as one group, in one transaction.
    pub fn write(&mut self) -> Result<(), Broken> {
        let (envelopes, pushes) = self.not_locked();
        if envelopes.is_empty() {
            return Ok(());
        }
        if pushes.len() > 1 {
            self.seen.hit("group of several pushes");
        }
        if self.strikes(Fault::ServerCrash) {
            envelopes.iter().for_each(|envelope| self.turned_away(envelope));
            return Ok(());
        }
        if self.server.open.is_none() && self.strikes(Fault::Overlap) {
            self.begins_long(envelopes, &pushes);
            return Ok(());
        }
        let committed = self.server.write(&pushes, self.now, self.wiring, &mut self.seen);
        self.committed(envelopes, &committed)
    }

    /// A request that the server has forgotten.
    pub fn turned_away(&mut self, envelope: &Envelope) {
        self.answer(envelope, Answer::Broken);
    }

    /// A transaction is complete: its answers go out.
    pub fn committed(&mut self, envelopes: Vec<Envelope>, committed: &Committed) -> Result<(), Broken> {
        for (envelope, answer) in envelopes.into_iter().zip(&committed.answers) {
            self.note(|| {
                let told = answer.as_ref().map_or_else(|error| format!("{error:?}"), |taken| results(taken));
                format!("server takes {} of device {}: {told}", envelope.id, envelope.index)
            });
            match answer {
                Ok(results) => {
                    let wait = self.rng.between(1, 60);
                    let epoch = self.server.rows.epoch.clone();
                    self.after(wait, Event::Read(Box::new(envelope), results.clone(), epoch));
                }
                Err(error) => self.answer(&envelope, Answer::TurnedAway(error.clone())),
            }
        }
        self.check_server(committed)
    }

    /// The server is stopped, and goes on with what it had when it was last backed up.
    pub fn restore(&mut self) {
        for (envelope, _) in std::mem::take(&mut self.pushed) {
            self.answer(&envelope, Answer::Broken);
        }
        self.server.open = None;
        for envelope in std::mem::take(&mut self.landing) {
            self.answer(&envelope, Answer::Broken);
        }
        self.server.restore();
        self.note(|| "the server is restored from its backup".into());
    }

    /// The server reads what it answers: others may have committed since.
    pub fn read(&mut self, envelope: &Envelope, results: Vec<OpResult>, epoch: &str) {
        if self.server.rows.epoch != epoch {
            return self.answer(envelope, Answer::Broken);
        }
        let user = envelope.user;
        let want = if self.strikes(Fault::ReplyShort) { self.rng.between(0, 1_500) } else { u64::MAX };
        let amount = (self.now, self.plan.chunk, want);
        let mut reply = self.server.reply(&envelope.request, user, results, amount, self.wiring);
        if self.strikes(Fault::PutOff) {
            let feeds: Vec<Feed> = reply.feeds.keys().copied().collect();
            reply.feeds = put_off(&envelope.request, &feeds);
            reply.missing_blobs.clear();
        }
        if reply.feeds.values().any(|page| page.reset) {
            self.seen.hit("reset by the server");
        }
        let below = |feed: &Feed| {
            let floor = self.server.rows.feeds.get(feed).map_or(0, |head| head.floor);
            envelope.request.cursors.get(feed).is_some_and(|cursor| (1..floor).contains(cursor))
        };
        if reply.feeds.iter().any(|(feed, page)| page.reset && below(feed)) {
            self.seen.hit("reset below the floor");
        }
        if self.strikes(Fault::ReplyTruncated) {
            return self.answer(envelope, Answer::Broken);
        }
        self.answer(envelope, Answer::Reply(Box::new(reply)));
    }

    fn answer(&mut self, envelope: &Envelope, answer: Answer) {
        if self.strikes(Fault::ReplyLost) {
            return;
        }
        let wait = self.latency();
        self.after(wait, Event::Deliver(envelope.index, envelope.id, answer));
    }

    /// An answer reaches a device, if it still waits for it.
    pub fn deliver(&mut self, index: usize, id: u64, answer: Answer) -> Result<(), Broken> {
        if self.devices[index].flight != Some(id) {
            return Ok(());
        }
        if self.strikes(Fault::CrashWaiting) {
            self.crash(index);
            return Ok(());
        }
        self.note(|| format!("device {index} hears on {id}: {}", heard(&answer)));
        let device = &mut self.devices[index];
        device.flight = None;
        let clock = device.clock(self.now);
        let failure = match answer {
            Answer::Reply(reply) => {
                self.wiring.replied(&mut device.client, *reply, clock);
                device.forget_purged();
                if device.client.replica().marks().any(|(_, mark)| mark.rebuilding) {
                    self.seen.hit("feed received anew");
                }
                self.drain(index);
                return self.check_screen(index);
            }
            Answer::Broken => Failure::Network,
            Answer::Busy(wait) => Failure::Busy(wait),
            Answer::SignedOut => Failure::Unauthenticated,
            Answer::TooLarge => Failure::TooLarge,
            Answer::TurnedAway(PushError::Expected(n)) => Failure::Expected(n),
            Answer::TurnedAway(PushError::Restored) => {
                self.seen.hit("told of the restore before anything was taken");
                Failure::Restored(self.server.rows.epoch.clone())
            }
            Answer::TurnedAway(PushError::Cloned(n)) => {
                if device.is_shared {
                    self.seen.hit("told by the server that it is a copy");
                }
                Failure::Cloned(n, device.next_name())
            }
            Answer::TurnedAway(PushError::Foreign) => {
                self.seen.hit("device of another account");
                Failure::Cloned(1, device.next_name())
            }
            Answer::TurnedAway(PushError::Malformed) => Failure::Rejected(Code::Malformed.into()),
        };
        self.fail(index, failure)
    }

    /// A device does not wait any longer.
    pub fn give_up(&mut self, index: usize, id: u64) -> Result<(), Broken> {
        if self.devices[index].flight != Some(id) {
            return Ok(());
        }
        self.devices[index].flight = None;
        self.fail(index, Failure::Network)
    }

    fn fail(&mut self, index: usize, failure: Failure) -> Result<(), Broken> {
        let now = self.now;
        let device = &mut self.devices[index];
        // The session came back while the answer was on its way.
        let stale = failure == Failure::Unauthenticated && !device.signed_out;
        let refused = device.client.replica().refused().count();
        device.client.failed(failure, device.clock(now));
        if device.client.replica().refused().count() > refused {
            self.seen.hit("refused on the device");
        }
        let device = &mut self.devices[index];
        if stale {
            device.client.signed_in();
        }
        self.drain(index);
        self.check_screen(index)
    }
}

/// Some operations of a version that is to come: of a new kind, or of a new schema.
fn as_a_newer_version(op: &mut Op) {
    match op.hlc.0 % 7 {
        0 => op.kind = "poem".into(),
        1 => op.schema = 99,
        _ => {}
    }
}
