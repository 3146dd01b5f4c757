//! From a person's edit to the disk, and from there to the wire: in this order and never otherwise.

use super::*;
use crate::wire::PROTO;

#[test]
fn an_edit_is_written_then_said_to_be_saved_then_sent() {
    let mut phone = Phone::ready();
    let saved = phone.save([make(), patch("place", "柳林村")]);
    assert_eq!(saved.keys, [1, 2]);
    // On the screen at once, safe only after the disk has it.
    assert_eq!(phone.body().text("place"), Some("柳林村"));
    assert_eq!(phone.client.replica().report().ops, 0);
    phone.client.sync_now();
    let Some(Output::Persist(changes)) = phone.client.poll(NOW, 0) else { panic!("nothing to write") };
    let puts = changes.iter().filter(|change| matches!(change, Change::PutOp(_))).count();
    assert_eq!(puts, 2, "one save is one transaction");
    for _ in 0..3 {
        assert_eq!(phone.client.poll(NOW + 99_999, 0), None, "nothing is sent while the disk writes");
    }
    phone.disk.apply(&changes);
    phone.client.persisted();
    assert_eq!(phone.client.replica().report().ops, 2);
    let request = phone.send();
    let numbers: Vec<(u64, u64)> = request.ops.iter().map(|op| (op.n, op.base)).collect();
    assert_eq!(numbers, [(1, 0), (2, 0)]);
    assert_eq!((request.proto, request.device, request.outbox.ops), (PROTO, PHONE, 2));
    assert_eq!(request.outbox.oldest, Some(NOW));
}

#[test]
fn what_is_saved_while_a_request_is_on_its_way_is_written_at_once_and_sent_with_the_next() {
    let mut phone = Phone::ready();
    phone.save([make()]);
    assert_eq!(phone.send().ops.len(), 1);
    phone.save([patch("place", "柳林村")]);
    assert_eq!(phone.settle(), None);
    assert_eq!(phone.disk.ops.len(), 2);
    phone.reply(SyncReply { results: vec![applied(1, 1)], ..reply() });
    assert_eq!(phone.send().ops.iter().map(|op| op.n).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_machine_opened_from_its_disk_is_the_one_that_was_closed() {
    let mut phone = Phone::ready();
    phone.acknowledged([make()], &[1]);
    phone.reply_in_flight(home(last_page(vec![row(other_rec(50), 3, 7)])));
    phone.save([patch("place", "柳林村"), patch("narrative", "x")]);
    phone.settle();
    let reopened = phone.reopen();
    assert_eq!(reopened.replica(), phone.client.replica());
    assert_eq!(reopened.meta(), phone.client.meta());
}

impl Phone {
    /// Lets one more round trip end with this reply.
    fn reply_in_flight(&mut self, reply: SyncReply) {
        self.send();
        self.reply(reply);
    }
}

#[test]
fn an_operation_carries_the_version_its_editor_saw_and_a_clock_that_only_goes_on() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 4, 9)])));
    phone.save([patch("place", "a")]);
    phone.now -= 365 * 86_400_000;
    phone.save([patch("place", "b")]);
    let desk = Edit { base: Some(3), ..edit(review("returned", Some("x"))) };
    phone.client.save(vec![desk], &[], phone.now);
    let ops = phone.send().ops;
    assert_eq!(ops.iter().map(|op| op.base).collect::<Vec<_>>(), [4, 4, 3]);
    assert!(ops[0].hlc < ops[1].hlc && ops[1].hlc < ops[2].hlc);
    assert_eq!(ops[0].epoch.as_deref(), Some("e1"));
}

#[test]
fn the_clock_of_a_device_is_corrected_by_the_servers() {
    let mut phone = Phone::new();
    phone.now = NOW - 365 * 86_400_000;
    phone.send();
    phone.reply(reply());
    phone.save([make()]);
    assert_eq!(phone.send().ops[0].hlc.millis(), NOW);
    assert_eq!(phone.client.server_time(phone.now), NOW);
}

#[test]
fn a_save_that_does_not_reach_the_disk_is_taken_back_and_its_numbers_are_given_out_again() {
    let mut phone = Phone::ready();
    phone.save([make()]);
    phone.settle();
    let lost = phone.save([patch("place", "x"), patch("place", "y")]);
    let behind = phone.save([patch("place", "z")]);
    assert!(matches!(phone.client.poll(NOW, 0), Some(Output::Persist(_))));
    assert_eq!(phone.client.persist_failed(), [lost.keys, behind.keys].concat());
    assert!(!phone.client.must_reopen());
    assert_eq!(phone.body().text("place"), None);
    phone.save([patch("place", "柳林村")]);
    phone.settle();
    let numbers: Vec<(u64, u64)> = phone.disk.ops.iter().map(|op| (op.op.n, op.key)).collect();
    assert_eq!(numbers, [(1, 1), (2, 5)], "numbers have no gap, keys are never used again");
}

#[test]
fn a_reply_that_does_not_reach_the_disk_stops_the_machine_until_it_is_opened_again() {
    let mut phone = Phone::ready();
    phone.acknowledged([make()], &[1]);
    assert!(matches!(phone.client.poll(NOW, 0), Some(Output::Persist(_))));
    assert!(phone.client.persist_failed().is_empty());
    assert!(phone.client.must_reopen());
    assert_eq!(phone.client.poll(NOW + 999_999, 0), None);
    phone.client = phone.reopen();
    assert_eq!(phone.send().ops.len(), 1, "the operation is sent again, and the server knows it");
}

#[test]
fn a_batch_ends_at_500_operations_and_begins_small() {
    let mut phone = Phone::ready();
    phone.save((0..1_200).map(|i| patch("measure:persons", i)));
    phone.settle();
    let mut sizes = Vec::new();
    while phone.client.replica().report().ops > 0 {
        let request = phone.send();
        sizes.push(request.ops.len());
        let results = request.ops.iter().map(|op| applied(op.n, op.n)).collect();
        phone.reply(SyncReply { results, ..reply() });
    }
    // The round that fetched the grants was quick, so that the first batch is already double.
    assert_eq!(sizes, [100, 200, 400, 500]);
}

#[test]
fn a_batch_ends_below_a_megabyte() {
    let mut phone = Phone::ready();
    phone.save((0..20).map(|_| patch("narrative", "字".repeat(20_000))));
    let request = phone.send();
    assert!(serde_json::to_vec(&request).unwrap().len() < crate::wire::MAX_REQUEST);
    assert_eq!(request.ops.len(), 14);
}
