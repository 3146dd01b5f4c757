//! What counts for a person: the figures made of the server's records against a plain count of what the own phone shows.

use crate::{failure::Broken, world::World};
use domain::{
    activity::{attendance_field, objection_field},
    fields::Fields,
    id::{Feed, MemberId, RecordId},
    indicator::{FactState, facts},
    kind::Kind,
};
use std::collections::BTreeSet;

const COUNTS: &str = "(9) what counts for a person is what the own phone shows";

impl World<'_> {
    /// Whether the server counts for the holder of a device, of what the device holds, exactly what it shows. What waits on
    /// the server or was refused shows otherwise, and is left out.
    ///
    /// # Errors
    /// The records that are counted on one side only.
    pub fn check_counts(&self, index: usize) -> Result<(), Broken> {
        let device = &self.devices[index];
        let account = self.server.accounts.get(&device.user);
        let Some(me) = account.and_then(|account| account.member) else { return Ok(()) };
        let replica = device.client.replica();
        let untouched = |rec: &RecordId| replica.ops_of(*rec).next().is_none();
        let granted: BTreeSet<Feed> = self.server.granted(device.user).feeds.iter().map(|grant| grant.id).collect();
        let records = self.server.rows.records.values();
        let mine = records.filter(|record| granted.contains(&record.feed) && !record.is_deleted());
        let there: BTreeSet<RecordId> = mine
            .filter(|record| record.kind == Kind::Activity && counts(&record.body, me))
            .map(|record| record.rec)
            .filter(untouched)
            .collect();
        let views = replica.views().filter(|view| view.kind == Kind::Activity.id() && is_there(&view.body, me));
        let here: BTreeSet<RecordId> = views.map(|view| view.rec).filter(untouched).collect();
        if here == there {
            return Ok(());
        }
        let apart: Vec<&RecordId> = here.symmetric_difference(&there).collect();
        Err(Broken::new(COUNTS, format!("device {index}: {} here, {} there: {apart:?}", here.len(), there.len())))
    }
}

/// As figures count it, whether it was approved or waits.
fn counts(body: &Fields, me: MemberId) -> bool {
    facts(body).is_some_and(|facts| facts.state != FactState::Planned && facts.members.contains(&me))
}

/// As one reads it: it was held, I was there, nobody sent it back.
fn is_there(body: &Fields, me: MemberId) -> bool {
    let held = body.text("phase") == Some("held") && body.text("start").is_some();
    let stands = matches!(body.text("review"), Some("approved" | "pending"));
    let present = body.text(&attendance_field(me)) == Some("present") && body.get(&objection_field(me)).is_none();
    held && stands && present
}
