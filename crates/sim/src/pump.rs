//! The host of a device: does what the machine asks for, as the app's driver does.

use crate::world::{Event, World};
use sync::client::Output;

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
                    self.calls(index, due);
                    break;
                }
                None => break,
            }
        }
        // As in the app, photos come when nothing else is to be done.
        if let Some(due) = self.carry_photos(index) {
            self.calls(index, due);
        }
    }

    /// Calls a device at a time, unless it is called before.
    fn calls(&mut self, index: usize, due: u64) {
        let (now, device) = (self.now, &mut self.devices[index]);
        if device.wake.is_none_or(|known| due < known || known <= now) {
            device.wake = Some(due);
            let life = device.life;
            self.at(due, Event::Wake(index, life));
        }
    }
}
