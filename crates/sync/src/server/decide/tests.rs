//! Each line of the tables is one history: what was done before, by whom, and what becomes of the last step.

mod co_signing;
mod corrections;
mod duplicates;
mod merging;
mod mirrors;
mod moves;
mod personal;
mod refusals;
mod reviews;
mod rights;
mod sizes;

use super::*;
use crate::fixture::{COMMITTEE, HOME, NOW, PHONE};

/// One step of a history: who, on which device, with which operation.
type Step = (Actor, DeviceId, Op);

/// Decides one operation against a record, with the head of its feed where there is one.
fn decide_on(current: Option<&Record>, (actor, device, op): &Step) -> Result<Record, Refusal> {
    let head = FeedHead::empty(op.feed, COMMITTEE);
    decide(
        op,
        current,
        Surroundings { device: *device, actor, home: Some(&head), workflow: None, epoch: None, now: NOW },
    )
}

/// Plays steps that all must be applied.
fn play(steps: &[Step]) -> Record {
    let mut record: Option<Record> = None;
    for step in steps {
        record = Some(decide_on(record.as_ref(), step).unwrap());
    }
    record.unwrap()
}

/// Plays steps of which only the last is refused, and returns its code.
fn refused(steps: &[Step]) -> String {
    let (last, before) = steps.split_last().unwrap();
    let record = if before.is_empty() { None } else { Some(play(before)) };
    decide_on(record.as_ref(), last).unwrap_err().code
}

#[test]
fn a_created_record_is_pending_and_at_version_one_by_its_writer() {
    let step = (crate::fixture::lin(), PHONE, crate::fixture::op(1, 0, crate::fixture::make()));
    let record = play(&[step]);
    assert_eq!((record.ver, record.feed, record.at), (1, HOME, NOW));
    assert_eq!((record.author, record.by), (crate::fixture::user(31), crate::fixture::user(31)));
    assert_eq!(Activity(&record.body).review(), Some(Review::Pending));
}
