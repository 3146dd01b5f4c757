//! Rows, cursors, grants and sums, as replies bring them.

use super::*;
use std::collections::BTreeMap;

fn cursor(phone: &Phone) -> Option<FeedMark> {
    phone.client.replica().marks().find(|(feed, _)| **feed == HOME).map(|(_, mark)| *mark)
}

fn recs(phone: &Phone) -> Vec<(RecordId, u64)> {
    phone.client.replica().rows_of(HOME).map(|row| (row.row.rec, row.row.ver)).collect()
}

#[test]
fn rows_and_the_cursor_that_covers_them_are_one_transaction() {
    let mut phone = Phone::ready();
    phone.send();
    phone.client.replied(home(last_page(vec![row(REC, 1, 1), row(other_rec(50), 2, 4)])), NOW);
    let Some(Output::Persist(changes)) = phone.client.poll(NOW, 0) else { panic!("nothing to write") };
    let rows = changes.iter().filter(|change| matches!(change, Change::PutRow(_))).count();
    let mark = FeedMark { cursor: 4, rebuilding: false, complete: true };
    assert!(rows == 2 && changes.contains(&Change::PutFeed(HOME, mark)));
    phone.disk.apply(&changes);
    phone.client.persisted();
    assert_eq!(phone.send().cursors, [(HOME, 4)].into());
}

#[test]
fn more_is_asked_for_at_once_and_otherwise_after_a_while() {
    for (more, due) in [(true, NOW), (false, NOW + PULL_EVERY)] {
        let mut phone = Phone::ready();
        phone.send();
        phone.client.replied(home(Page { more, ..last_page(vec![row(REC, 1, 1)]) }), NOW);
        match phone.settle() {
            Some(Output::Send(_)) => assert!(more),
            Some(Output::WakeAt(at)) => assert_eq!(at, due),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn who_was_only_acknowledged_keeps_showing_the_own_work_and_comes_back_later_whatever_pokes_say() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(other_rec(50), 1, 1)])));
    phone.client.poked(&BTreeMap::new(), NOW);
    phone.save([make()]);
    let request = phone.send();
    let feeds = crate::server::pull::put_off(&request, &[REF, HOME]);
    phone.client.replied(SyncReply { results: vec![applied(1, 1)], feeds, ..reply() }, NOW);
    phone.client.poked(&[(HOME, 2)].into(), NOW);
    assert!(matches!(phone.settle(), Some(Output::WakeAt(at)) if at == NOW + 4_000));
    assert_eq!((cursor(&phone).map(|mark| mark.cursor), phone.states().len()), (Some(1), 1));
    assert!(!phone.body().is_empty(), "its row has not come yet");
    phone.save([patch("place", "x")]);
    assert!(matches!(phone.settle(), Some(Output::Send(request)) if request.ops.len() == 1), "work goes at once");
    phone.reply(SyncReply { results: vec![applied(2, 2)], ..home(last_page(vec![row(REC, 2, 3)])) });
    assert!(phone.states().is_empty());
}

#[test]
fn a_deleted_record_leaves_the_screen_and_the_disk() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 1, 1)])));
    phone.send();
    phone.reply(home(last_page(vec![tombstone(REC, 2, 2)])));
    assert_eq!((recs(&phone), phone.disk.rows.len()), (vec![], 0));
    assert!(!cursor(&phone).unwrap().rebuilding, "an empty feed with the right sums is right");
}

#[test]
fn an_own_record_deleted_elsewhere_does_not_come_back_when_its_lost_answers_come_late() {
    let mut phone = Phone::ready();
    phone.save([make(), patch("place", "x")]);
    phone.send();
    // Both were taken in and somebody deleted the record, but only the delete arrives: the answers were lost.
    phone.client.failed(Failure::TooLarge, NOW);
    assert_eq!(phone.send().ops.len(), 1);
    phone.reply(SyncReply { results: vec![applied(1, 1)], ..home(last_page(vec![tombstone(REC, 3, 3)])) });
    assert_eq!(phone.send().ops.len(), 1);
    phone.reply(SyncReply { results: vec![applied(2, 2)], ..reply() });
    assert_eq!((phone.states(), phone.client.replica().view(REC)), (vec![], None));
    assert_eq!(phone.disk.rows.len(), 0, "the tombstone goes when nothing names the record any more");
}

#[test]
fn who_edits_on_after_a_refusal_says_that_the_delete_was_seen() {
    let mut phone = Phone::ready();
    phone.save([patch("place", "x")]);
    phone.send();
    let results = vec![refused(1, Code::RecordDeleted)];
    phone.reply(SyncReply { results, ..home(last_page(vec![tombstone(REC, 5, 5)])) });
    phone.client.save(vec![edit(patch("place", "y"))], &[1], NOW);
    assert_eq!(phone.send().ops[0].base, 5);
}

#[test]
fn rows_of_a_lost_grant_are_purged_and_what_was_typed_is_kept() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 1, 1)])));
    phone.save([patch("place", "x")]);
    let n = phone.send().ops[0].n;
    let results = vec![refused(n, Code::NoGrant)];
    phone.reply(SyncReply { grants: Some(granted(&[REF])), results, ..reply() });
    assert_eq!((recs(&phone), cursor(&phone)), (vec![], None));
    assert_eq!((phone.disk.rows.len(), phone.disk.feeds.len()), (0, 0));
    assert_eq!(phone.reopen().replica().refused().count(), 1);
    // A page of a feed that is not granted is not taken in.
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 1, 1)])));
    assert_eq!(recs(&phone), []);
}

#[test]
fn sums_that_do_not_match_make_the_feed_come_anew_while_its_rows_stay_on_the_screen() {
    let mut phone = Phone::ready();
    phone.send();
    // The page of a server that has one row more than it sent.
    let short = Page { count: Some(3), ..last_page(vec![row(REC, 1, 1), row(other_rec(50), 1, 2)]) };
    phone.reply(home(short));
    assert_eq!(recs(&phone).len(), 2);
    let request = phone.send();
    assert_eq!((request.rebuild, request.cursors), (vec![HOME], [(HOME, 0)].into()));
    phone.reply(home(Page { more: true, ..last_page(vec![row(REC, 2, 3)]) }));
    assert_eq!(recs(&phone).len(), 2, "what did not come yet stays until all has come");
    assert_eq!(phone.send().cursors, [(HOME, 3)].into());
    phone.reply(home(Page { count: Some(2), ..last_page(vec![row(other_rec(51), 1, 4)]) }));
    assert_eq!(recs(&phone), [(REC, 2), (other_rec(51), 1)], "what did not come at all is gone");
}

#[test]
fn sums_that_still_differ_after_a_rebuild_are_tried_again_without_hurry() {
    let mut phone = Phone::ready();
    let wrong = || home(Page { count: Some(9), ..last_page(vec![row(REC, 1, 1)]) });
    phone.send();
    phone.client.replied(wrong(), NOW);
    assert!(matches!(phone.settle(), Some(Output::Send(_))), "the first time at once");
    phone.client.replied(wrong(), NOW);
    assert_eq!(phone.settle(), Some(Output::WakeAt(NOW + PULL_EVERY)));
}

#[test]
fn a_reset_begins_at_nought_and_leaves_the_outbox_alone() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 9, 90)])));
    phone.save([patch("place", "x")]);
    phone.settle();
    phone.send();
    phone.reply(home(Page { reset: true, ..last_page(vec![row(other_rec(50), 1, 1)]) }));
    assert_eq!(recs(&phone), [(other_rec(50), 1)]);
    assert_eq!(cursor(&phone), Some(FeedMark { cursor: 1, rebuilding: false, complete: true }));
    assert_eq!(phone.disk.ops.len(), 1);
}

#[test]
fn a_rebuild_that_the_app_was_closed_in_starts_over() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(Page { reset: true, more: true, ..last_page(vec![row(REC, 1, 1)]) }));
    phone.client = phone.reopen();
    let request = phone.send();
    assert_eq!((request.cursors, request.rebuild), ([(HOME, 0)].into(), vec![HOME]));
}

#[test]
fn another_epoch_makes_every_feed_come_anew() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 9, 90)])));
    phone.send();
    phone.reply(SyncReply { epoch: "e2".into(), ..reply() });
    let request = phone.send();
    assert_eq!((request.epoch.as_deref(), request.rebuild), (Some("e2"), vec![HOME]));
    assert_eq!(recs(&phone), [(REC, 9)]);
    phone.reply(SyncReply { epoch: "e2".into(), ..home(last_page(vec![row(REC, 7, 70)])) });
    assert_eq!(recs(&phone), [(REC, 7)], "while rebuilding the server is right, though its version is lower");
}
