//! What travels between devices and server, and what happens to it on the way.

use crate::{
    cast,
    check::Broken,
    plan::Fault,
    world::{Envelope, Event, World},
};
use domain::problem::Code;
use sync::{
    client::{Edit, Failure},
    server::group::{Push, PushError},
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
    pub fn send(&mut self, index: usize, mut request: SyncRequest) {
        self.requests += 1;
        let id = self.requests;
        let device = &mut self.devices[index];
        device.flight = Some(id);
        if self.plan.newer_phone && index == 0 {
            request.ops.iter_mut().for_each(as_a_newer_version);
        }
        self.note(|| {
            let ops: Vec<String> = request.ops.iter().map(brief).collect();
            format!("device {index} sends {id}: {:?} rebuild {:?} {ops:?}", request.cursors.values(), request.rebuild)
        });
        let envelope = Box::new(Envelope { index, id, request });
        self.after(PATIENCE, Event::GiveUp(index, id));
        if self.strikes(Fault::RequestLost) {
            return;
        }
        if self.strikes(Fault::RequestTwice) {
            let wait = self.latency() + self.rng.between(0, 60_000);
            self.after(wait, Event::Arrive(envelope.clone()));
        }
        let wait = self.latency();
        self.after(wait, Event::Arrive(envelope));
    }

    fn latency(&mut self) -> u64 {
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
        let user = self.devices[index].user;
        let Some(actor) = self.server.accounts.get(&user).cloned() else { return };
        if self.pushed.is_empty() {
            let wait = self.rng.between(1, 40);
            self.after(wait, Event::Write);
        }
        let push = Push { device: envelope.request.device, actor, ops: envelope.request.ops.clone() };
        self.pushed.push((envelope, push));
    }

    /// The writer takes everything that waits as one group, in one transaction.
    pub fn write(&mut self) -> Result<(), Broken> {
        let (envelopes, pushes): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pushed).into_iter().unzip();
        if pushes.len() > 1 {
            self.seen.hit("group of several pushes");
        }
        if self.strikes(Fault::ServerCrash) {
            envelopes.iter().for_each(|envelope| self.answer(envelope, Answer::Broken));
            return Ok(());
        }
        let committed = self.server.write(&pushes, self.now, self.wiring, &mut self.seen);
        for (envelope, answer) in envelopes.into_iter().zip(&committed.answers) {
            self.note(|| format!("server takes {} of device {}: {answer:?}", envelope.id, envelope.index));
            match answer {
                Ok(results) => {
                    let wait = self.rng.between(1, 60);
                    self.after(wait, Event::Read(envelope, results.clone()));
                }
                Err(error) => self.answer(&envelope, Answer::TurnedAway(error.clone())),
            }
        }
        self.check_server(&committed)
    }

    /// The server reads what it answers: others may have committed since.
    pub fn read(&mut self, envelope: &Envelope, results: Vec<OpResult>) {
        let user = self.devices[envelope.index].user;
        let want = if self.strikes(Fault::ReplyShort) { self.rng.between(0, 1_500) } else { u64::MAX };
        let amount = (self.now, self.plan.chunk, want);
        let reply = self.server.reply(&envelope.request, user, results, amount, self.wiring);
        if reply.feeds.values().any(|page| page.reset) {
            self.seen.hit("reset by the server");
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
            Answer::TurnedAway(PushError::Cloned(n)) => {
                device.turn += 1;
                Failure::Cloned(n, cast::device(index, device.turn))
            }
            Answer::TurnedAway(PushError::Foreign) => {
                self.seen.hit("device of another account");
                device.turn += 1;
                Failure::Cloned(1, cast::device(index, device.turn))
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

    /// The office's own desk writes, past the network.
    pub fn office_writes(&mut self, edits: Vec<Edit>) {
        let device = cast::device(cast::OFFICE, 1);
        let last = self.server.rows.devices.get(&device).map_or(0, |row| row.last_n);
        let base = |edit: &Edit| self.server.rows.records.get(&edit.rec).map_or(0, |record| record.ver);
        let numbered = edits.into_iter().zip(last + 1..);
        let ops = numbered.map(|(edit, n)| cast::office_op(n, base(&edit), self.now + n, edit)).collect();
        let (staff, _) = cast::holder(1);
        let Some(actor) = self.server.accounts.get(&staff).cloned() else { return };
        self.server.write(&[Push { device, actor, ops }], self.now, self.wiring, &mut self.seen);
    }
}

/// Some operations of a version that is to come: of a new kind, or of a new schema.
fn as_a_newer_version(op: &mut Op) {
    match op.hlc.0 % 7 {
        0 => op.kind = "proposal".into(),
        1 => op.schema = 99,
        _ => {}
    }
}

fn brief(op: &Op) -> String {
    let act = serde_json::to_string(&op.act).unwrap_or_default();
    format!(
        "n{} {:x} base {} {}",
        op.n,
        op.rec.0.as_u128() & 0xffff,
        op.base,
        act.chars().take(120).collect::<String>()
    )
}

fn heard(answer: &Answer) -> String {
    let Answer::Reply(reply) = answer else { return format!("{answer:?}") };
    let pages = reply.feeds.iter().map(|(feed, page)| {
        let rows: Vec<String> =
            page.changes.iter().map(|row| format!("{:x}v{}", row.rec.0.as_u128() & 0xffff, row.ver)).collect();
        format!("{feed} to {} more {} reset {} {rows:?}", page.seq, page.more, page.reset)
    });
    format!("{:?} {:?}", reply.results, pages.collect::<Vec<_>>())
}
