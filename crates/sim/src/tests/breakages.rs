//! That the checks can fail: each world here is put together wrongly in one place, and must be found out.

use crate::{Fault, wiring::Wiring};
use domain::{id::Feed, merge::History};
use sync::{
    client::{Change, Client, OpState, Stored},
    server::{
        group::{self, Applied, Push, Rows},
        pull::{self, Budget, Wanted},
    },
    wire::{Page, Row, SyncReply},
};

/// Runs seeds until one fails, and says which invariant did not hold.
pub(super) fn found_out(wiring: &dyn Wiring) -> String {
    let Some(failure) = (0..1_000).find_map(|seed| crate::run(seed, wiring).err()) else {
        panic!("1,000 worlds did not find it out");
    };
    assert!(
        (failure.trace.len() > 5 || failure.events == 0) && failure.to_string().contains("--seed "),
        "a failure can be read"
    );
    eprintln!("found out by seed {}: {}", failure.seed, failure.broken.invariant);
    failure.broken.invariant.to_owned()
}

/// The server takes every operation as new.
struct NoDedup;

impl Wiring for NoDedup {
    fn apply(&self, pushes: &[Push], mut rows: Rows, now: u64) -> Applied {
        rows.ops.clear();
        for push in pushes {
            if let (Some(device), Some(op)) = (rows.devices.get_mut(&push.device), push.ops.first()) {
                device.last_n = op.n - 1;
            }
        }
        group::apply(pushes, rows, now)
    }
}

#[test]
fn a_server_that_does_not_know_repeated_operations_is_found_out() {
    assert!(found_out(&NoDedup).starts_with("(3)"));
}

/// Digests are not kept by the write.
struct NoSums;

impl Wiring for NoSums {
    fn apply(&self, pushes: &[Push], rows: Rows, now: u64) -> Applied {
        let mut applied = group::apply(pushes, rows, now);
        applied.changed.feeds.values_mut().for_each(|head| head.digest = 0);
        applied
    }
}

#[test]
fn a_write_that_does_not_keep_the_digest_is_found_out() {
    assert!(found_out(&NoSums).starts_with("(8)"));
}

/// The clock decides even against an edit that has seen the other.
struct ClockBeatsCausality;

impl Wiring for ClockBeatsCausality {
    fn apply(&self, pushes: &[Push], mut rows: Rows, now: u64) -> Applied {
        let mut blind = pushes.to_vec();
        blind.iter_mut().flat_map(|push| &mut push.ops).for_each(|op| op.base = 0);
        // Whoever wrote it, it counts as written elsewhere.
        for record in rows.records.values_mut() {
            let mut write = record.history.creation();
            write.device.0 += 1 << 100;
            record.history = History::created(write);
        }
        group::apply(&blind, rows, now)
    }
}

#[test]
fn a_server_that_trusts_clocks_more_than_what_was_seen_is_found_out() {
    assert!(found_out(&ClockBeatsCausality).starts_with("(7)"));
}

/// A page says that it goes further than its rows do.
struct CursorAhead;

impl Wiring for CursorAhead {
    fn page(&self, wanted: &Wanted, rows: Vec<(Row, u64)>, all_read: bool, budget: &mut Budget) -> (Feed, Page) {
        let mut page = pull::page(wanted, rows, all_read, budget);
        page.seq = wanted.head.seq;
        (wanted.head.feed, page)
    }
}

#[test]
fn a_page_whose_cursor_is_ahead_of_its_rows_is_found_out() {
    assert!(found_out(&CursorAhead).starts_with("(4)"));
}

/// Deleted records are not told to anybody.
struct NoTombstones;

impl Wiring for NoTombstones {
    fn page(&self, wanted: &Wanted, mut rows: Vec<(Row, u64)>, all_read: bool, budget: &mut Budget) -> (Feed, Page) {
        rows.retain(|(row, _)| !row.del);
        (wanted.head.feed, pull::page(wanted, rows, all_read, budget))
    }
}

#[test]
fn a_server_that_does_not_send_deletes_is_found_out() {
    let invariant = found_out(&NoTombstones);
    assert!(invariant.starts_with("(4)") || invariant.starts_with("(2)"), "{invariant}");
}

/// The disk gets the cursor before the rows, in a transaction of its own.
struct CursorBeforeRows;

impl Wiring for CursorBeforeRows {
    fn torn(&self, disk: &mut Stored, changes: &[Change]) {
        let early = changes.iter().filter(|change| matches!(change, Change::PutFeed(..)));
        disk.apply(&early.cloned().collect::<Vec<_>>());
    }
}

#[test]
fn a_cursor_that_is_written_before_its_rows_is_found_out() {
    assert!(found_out(&CursorBeforeRows).starts_with("(4) a cursor"));
}

/// The person is told too early that something is saved.
struct SpeaksEarly;

impl Wiring for SpeaksEarly {
    fn speaks_early(&self) -> bool {
        true
    }
}

#[test]
fn saying_saved_before_the_disk_has_it_is_found_out() {
    let invariant = found_out(&SpeaksEarly);
    assert!(invariant.starts_with("(1)") || invariant.starts_with("(4) nothing"), "{invariant}");
}

/// What the disk keeps of operations, given what it should.
struct DiskDrops(fn(&Change) -> Option<u64>);

impl Wiring for DiskDrops {
    fn commit(&self, disk: &mut Stored, changes: &[Change]) {
        disk.apply(changes);
        disk.apply(&changes.iter().filter_map(self.0).map(Change::DropOp).collect::<Vec<_>>());
    }
}

fn key_if(change: &Change, drop: fn(&OpState) -> bool) -> Option<u64> {
    if let Change::PutOp(op) = change { drop(&op.state).then_some(op.key) } else { None }
}

#[test]
fn an_answer_that_drops_refused_operations_is_found_out() {
    let drops = DiskDrops(|change| key_if(change, |state| matches!(state, OpState::Refused(_))));
    assert!(found_out(&drops).starts_with("(1)"));
}

#[test]
fn an_accepted_operation_that_leaves_the_disk_before_its_row_has_come_is_found_out() {
    let drops = DiskDrops(|change| key_if(change, |state| matches!(state, OpState::Applied(_))));
    let invariant = found_out(&drops);
    assert!(invariant.starts_with("(4) nothing") || invariant.starts_with("(2)"), "{invariant}");
}

/// A lost grant takes what was typed with it.
struct PurgeIgnoresOutbox;

impl Wiring for PurgeIgnoresOutbox {
    fn commit(&self, disk: &mut Stored, changes: &[Change]) {
        disk.apply(changes);
        for change in changes {
            if let Change::DropFeed(feed) = change {
                disk.ops.retain(|stored| stored.op.feed != *feed);
            }
        }
    }
}

#[test]
fn a_purge_that_takes_the_outbox_with_it_is_found_out() {
    assert!(found_out(&PurgeIgnoresOutbox).starts_with("(1)"));
}

/// A reset empties the outbox.
struct ResetClearsOutbox;

impl Wiring for ResetClearsOutbox {
    fn replied(&self, client: &mut Client, reply: SyncReply, now: u64) {
        let reset = reply.feeds.values().any(|page| page.reset);
        client.replied(reply, now);
        if reset {
            let mut emptied = Stored::fresh(client.device());
            emptied.meta = client.meta().clone();
            emptied.rows = client.replica().rows().cloned().collect();
            emptied.feeds = client.replica().marks().map(|(feed, mark)| (*feed, *mark)).collect();
            *client = Client::open(emptied);
        }
    }
}

#[test]
fn a_reset_that_empties_the_outbox_is_found_out() {
    let invariant = found_out(&ResetClearsOutbox);
    assert!(["(1)", "(2)", "(4)"].iter().any(|known| invariant.starts_with(known)), "{invariant}");
}

/// The sums that a client would find a missing row by are left out.
struct DigestSkipped;

impl Wiring for DigestSkipped {
    fn replied(&self, client: &mut Client, mut reply: SyncReply, now: u64) {
        reply.feeds.values_mut().for_each(|page| (page.count, page.digest) = (None, None));
        client.replied(reply, now);
    }
}

#[test]
fn a_client_that_does_not_compare_sums_is_found_out() {
    assert!(found_out(&DigestSkipped).starts_with("(2)"));
}

/// What was acknowledged is not kept.
struct ForgetsAcknowledged;

impl Wiring for ForgetsAcknowledged {
    fn opens(&self, disk: &mut Stored) {
        disk.ops.retain(|op| op.kept_since.is_none());
    }
}

#[test]
fn a_client_that_forgets_what_was_acknowledged_is_found_out_by_a_restore() {
    assert!(found_out(&ForgetsAcknowledged).starts_with("(1)"));
}

/// The disk says that a transaction is complete before it has written it through.
struct NotStrict;

impl Wiring for NotStrict {
    fn is_strict(&self) -> bool {
        false
    }
}

#[test]
fn a_disk_that_does_not_write_through_is_found_out() {
    assert!(found_out(&NotStrict).starts_with("(1)"));
}

/// The disk takes what a tab writes that was taken over.
struct NoFence;

impl Wiring for NoFence {
    fn fences(&self) -> bool {
        false
    }
}

#[test]
fn two_tabs_that_write_to_one_disk_are_found_out() {
    let invariant = found_out(&NoFence);
    assert!(["(1)", "(2)", "(3)", "(4)"].iter().any(|known| invariant.starts_with(known)), "{invariant}");
}

#[test]
fn a_failure_is_made_smaller_and_the_smaller_world_fails_again_the_same_way() {
    let failure = (0..400).find_map(|seed| crate::run(seed, &SpeaksEarly).err()).unwrap();
    let smallest = crate::shrink::shrink(failure, &SpeaksEarly);
    assert!(smallest.trim.without.len() > Fault::ALL.len() / 2 && smallest.trim.acts.is_some(), "{smallest}");
    let again = crate::run_trimmed(smallest.seed, &smallest.trim, &SpeaksEarly).unwrap_err();
    assert_eq!(again.to_string(), smallest.to_string());
}
