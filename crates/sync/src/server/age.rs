//! How long things last: operations on a phone, deleted records on the server, rights that were lost.

use super::record::Record;
use crate::wire::Op;

const DAY: u64 = 24 * 60 * 60_000;
/// An operation made longer ago than this is not taken any more, in milliseconds: what it is about may be forgotten.
pub const OPERATION: u64 = 365 * DAY;
/// A deleted record is forgotten after this time, in milliseconds. Longer than operations last, so that none which is still taken
/// was made before its record was deleted and comes after it was forgotten.
pub const DELETED: u64 = 400 * DAY;
/// For so many days after a grant was lost, what its holder recorded is still taken.
pub const AFTER_REVOCATION: i64 = 30;

/// Whether an operation was made too long ago. Of a device that had never heard from the server nobody knows what its clock showed:
/// nothing is refused for that, and what it wrote concerns no record that it had received.
pub fn is_too_old(op: &Op, now: u64) -> bool {
    op.epoch.is_some() && op.hlc.millis() + OPERATION < now
}

/// Deleted records whose last write was taken in before this time are forgotten at `now`.
pub fn forgotten_before(now: u64) -> u64 {
    now.saturating_sub(DELETED)
}

/// Whether a record is forgotten at `now`. Its feed keeps the number that it had as a floor: whoever has not read so far begins anew.
pub fn is_forgotten(record: &Record, now: u64) -> bool {
    record.is_deleted() && record.at < forgotten_before(now)
}
