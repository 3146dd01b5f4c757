//! The course of a world: what people do and what befalls them, one after the other, until nothing goes wrong any more.

use crate::{
    failure::Broken,
    plan::Fault,
    server::DAY,
    world::{Event, World},
};

/// How many times in a thousand the server is backed up before somebody does something.
const BACKED_UP: u64 = 60;
/// No backup is older than this, in milliseconds: phones heal what is lost with one of 30 days.
const BACKED_UP_WITHIN: u64 = 25 * DAY;

impl World<'_> {
    /// Somebody does something, or something befalls somebody.
    ///
    /// # Errors
    /// What does not hold after it.
    pub fn act(&mut self) -> Result<(), Broken> {
        if self.acts == 0 && self.events > self.plan.least {
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
        if self.rng.happens(BACKED_UP) {
            self.server.back_up(self.now);
        }
        if self.strikes(Fault::TimePasses) {
            self.time_passes();
        }
        if self.strikes(Fault::Restored) {
            self.restore();
        }
        self.poke();
        let index = self.rng.below(self.devices.len() as u64) as usize;
        if self.devices[index].down || self.mishap(index)? {
            return Ok(());
        }
        self.person_acts(index);
        self.drain(index);
        self.check_screen(index)
    }

    /// Weeks pass, or a year. The server is backed up all the while, and forgets what was deleted long ago.
    fn time_passes(&mut self) {
        let days = *self.rng.pick(&[2, 20, 20, 45, 200, 380, 420]).unwrap_or(&20);
        self.note(|| format!("{days} days pass"));
        self.leap(days * DAY);
        if self.now > self.server.backed_up_at + BACKED_UP_WITHIN {
            self.server.back_up(self.now);
        }
        if self.server.open.is_none() {
            self.server.forget(self.now, &mut self.seen);
        }
    }

    /// The last fault has happened. The office writes once into every feed, so that every device has
    /// something to receive and finds out what it lacks.
    fn calm_down(&mut self) -> Result<(), Broken> {
        self.plan.calm();
        self.calm_since = Some(self.now);
        self.note(|| "from now on nothing goes wrong".into());
        self.land(self.transactions)?;
        let last = self.last_words();
        self.office_writes(last);
        Ok(())
    }
}
