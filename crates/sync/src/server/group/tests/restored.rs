//! After a restore: what phones send again finds its place, in whatever order it comes.

use super::*;

/// A shelf that was restored before anything of these tests was written: it is in epoch `e2`.
fn restored() -> Shelf {
    let mut shelf = Shelf::open();
    shelf.0.epoch = "e2".into();
    shelf.0.restored = true;
    shelf
}

/// A push of a phone that knows of the restore.
fn again(device: DeviceId, actor: Actor, ops: impl IntoIterator<Item = Op>) -> Push {
    Push { epoch: Some("e2".into()), ..push(device, actor, ops) }
}

/// The same operation, made before the restore.
fn old(op: Op) -> Op {
    Op { epoch: Some("e1".into()), ..op }
}

fn held(n: u64) -> OpResult {
    OpResult { n, outcome: Outcome::Held { held: true } }
}

#[test]
fn a_phone_that_does_not_know_of_the_restore_is_told_before_anything_is_taken() {
    let mut shelf = restored();
    let unaware = Push { epoch: Some("e1".into()), ..push(PHONE, lin(), [old(op(7, 0, make()))]) };
    assert_eq!(shelf.take(std::slice::from_ref(&unaware)), [Err(PushError::Restored)]);
    assert!(shelf.0.devices.is_empty());
    // Where nothing was lost there is nothing to tell first.
    let next = Push { epoch: Some("e1".into()), ..push(PHONE, lin(), [old(op(1, 0, make()))]) };
    assert_eq!(shelf.take(&[next]), [Ok(vec![applied(1, 1)])]);
}

#[test]
fn what_is_sent_again_may_leave_numbers_out_and_so_may_the_first_new_operation() {
    let mut shelf = restored();
    let ops = [old(op(3, 0, make())), old(op(7, 1, patch("place", "x")))];
    assert_eq!(shelf.take(&[again(PHONE, lin(), ops.clone())]), [Ok(vec![applied(3, 1), applied(7, 2)])]);
    assert_eq!(shelf.take(&[again(PHONE, lin(), ops)]), [Ok(vec![applied(3, 1), applied(7, 2)])], "and once only");
    let new = |n| Op { epoch: Some("e2".into()), ..op(n, 2, patch("place", "y")) };
    assert_eq!(shelf.take(&[again(PHONE, lin(), [new(9)])]), [Ok(vec![applied(9, 3)])]);
    assert_eq!(shelf.take(&[again(PHONE, lin(), [new(11)])]), [Err(PushError::Expected(10))]);
}

#[test]
fn a_first_request_that_comes_once_more_after_the_restore_does_not_end_that() {
    let mut shelf = restored();
    // It was made before the phone knew of any epoch; its second operation, then refused, was forgotten by the restore.
    assert_eq!(shelf.take(&[push(PHONE, lin(), [op(1, 0, make())])]), [Ok(vec![applied(1, 1)])]);
    let next = Op { epoch: Some("e2".into()), ..op(3, 1, patch("place", "y")) };
    assert_eq!(shelf.take(&[again(PHONE, lin(), [next])]), [Ok(vec![applied(3, 2)])]);
}

#[test]
fn an_approval_waits_for_its_record_and_edits_from_before_it_join_it() {
    let mut shelf = restored();
    let approve = old(op(9, 3, review("approved", None)));
    assert_eq!(shelf.take(&[again(DESK, staff(), [approve.clone()])]), [Ok(vec![held(9)])]);
    let create = old(op(1, 0, make()));
    assert_eq!(shelf.take(&[again(PHONE, lin(), [create])]), [Ok(vec![applied(1, 1)])]);
    assert_eq!(shelf.0.records[&REC].body.text("review"), Some("approved"), "it came after its record");
    assert_eq!(shelf.take(&[again(DESK, staff(), [approve])]), [Ok(vec![applied(9, 2)])], "and is told so when asked");
    // The member's edit was in what had been approved.
    let edit = old(op(2, 1, patch("narrative", "到柳林村走访四户。")));
    assert_eq!(shelf.take(&[again(PHONE, lin(), [edit])]), [Ok(vec![applied(2, 3)])]);
    let record = &shelf.0.records[&REC];
    assert_eq!(record.body.text("narrative"), Some("到柳林村走访四户。"));
    assert_eq!(record.body.text("review"), Some("approved"));
    assert!(shelf.0.held.is_empty());
}

#[test]
fn steps_that_come_in_the_wrong_order_end_where_they_ended_before() {
    let steps = [
        (DESK, staff(), old(op(4, 1, review("returned", Some("人次对不上"))))),
        (PHONE, lin(), old(op(5, 2, Act::Patch(Fields::default().with("review", "pending").with("place", "柳林"))))),
        (DESK, staff(), old(op(6, 3, review("approved", None)))),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut shelf = restored();
        shelf.take(&[again(OTHER_PHONE, lin(), [old(op(1, 0, make()))])]);
        for at in order {
            // Each under a name of its own, so that any of them may come first.
            let (device, actor, op) = &steps[at];
            let device = DeviceId(device.0 + 100 * at as u128);
            shelf.take(&[again(device, actor.clone(), [op.clone()])]);
        }
        let body = &shelf.0.records[&REC].body;
        assert_eq!((body.text("review"), body.text("place")), (Some("approved"), Some("柳林")), "{order:?}");
        assert!(shelf.0.held.is_empty(), "{order:?}");
    }
}

#[test]
fn a_record_of_a_venue_that_has_not_come_yet_waits_for_the_venue() {
    let mut shelf = restored();
    let venue = uuid::Uuid::from_u128(88);
    let feed = Feed::Venue(VenueId(venue));
    let mut actor = lin();
    actor.held.push(domain::policy::Held {
        role: domain::policy::Role::Member,
        scope: domain::policy::Scope::Venue(VenueId(venue)),
    });
    let there = Op { feed, ..old(op(1, 0, make())) };
    assert_eq!(shelf.take(&[again(PHONE, actor, [there])]), [Ok(vec![held(1)])]);
    let opens = Op {
        rec: RecordId(venue),
        kind: "venue".into(),
        feed: REF,
        ..old(op(1, 0, Act::Create(Fields::default().with("name", "新站"))))
    };
    assert_eq!(shelf.take(&[again(DESK, staff(), [opens])]), [Ok(vec![applied(1, 1)])]);
    assert_eq!(shelf.0.records[&REC].feed, feed);
}

#[test]
fn what_waits_for_ever_is_refused_with_its_reason_after_thirty_days() {
    let mut shelf = restored();
    let edit = old(op(2, 1, patch("place", "x")));
    shelf.take(&[again(PHONE, lin(), [edit.clone()])]);
    shelf.0.held.values_mut().for_each(|held| held.at -= 31 * 24 * 60 * 60_000);
    assert_eq!(shelf.take(&[again(PHONE, lin(), [edit])]), [Ok(vec![refused(2, Code::RecordUnknown)])]);
    assert!(shelf.0.held.is_empty());
}

#[test]
fn an_edit_that_claims_to_be_older_than_an_approval_of_now_is_not_let_in() {
    let mut shelf = restored();
    shelf.take(&[again(PHONE, lin(), [old(op(1, 0, make()))])]);
    // Names the state that holds, at a clock ahead of the server's.
    let early = Op { hlc: Hlc::at(NOW + 50_000), ..old(op(2, 1, review("pending", None))) };
    shelf.take(&[again(PHONE, lin(), [early])]);
    let approve = Op { epoch: Some("e2".into()), ..op(1, 2, review("approved", None)) };
    assert_eq!(shelf.take(&[again(DESK, staff(), [approve])]), [Ok(vec![applied(1, 3)])]);
    let late = old(op(3, 2, patch("measure:persons", 99)));
    assert_eq!(shelf.take(&[again(PHONE, lin(), [late])]), [Ok(vec![held(3)])]);
    assert_eq!(shelf.0.records[&REC].body.int("measure:persons"), Some(6));
}

#[test]
fn where_nothing_was_ever_restored_no_epoch_makes_an_operation_old() {
    let mut shelf = Shelf::open();
    shelf.0.epoch = "e2".into();
    assert_eq!(shelf.take(&[again(PHONE, lin(), [old(op(3, 0, make()))])]), [Err(PushError::Expected(1))]);
    let edit = old(op(1, 0, patch("place", "x")));
    assert_eq!(shelf.take(&[again(PHONE, lin(), [edit])]), [Ok(vec![refused(1, Code::RecordUnknown)])]);
}

#[test]
fn an_edit_that_nobody_had_in_view_is_refused_as_ever_where_the_backup_has_the_approval() {
    let mut shelf = Shelf::open();
    shelf.0.epoch = "e1".into();
    let now = |op: Op| Op { epoch: Some("e1".into()), ..op };
    let knows = |push: Push| Push { epoch: Some("e1".into()), ..push };
    shelf.take(&[knows(push(PHONE, lin(), [now(op(1, 0, make()))]))]);
    shelf.take(&[knows(push(DESK, staff(), [now(op(1, 1, review("approved", None)))]))]);
    (shelf.0.epoch, shelf.0.restored) = ("e2".into(), true);
    let offline = old(op(2, 1, patch("place", "x")));
    assert_eq!(shelf.take(&[again(PHONE, lin(), [offline])]), [Ok(vec![held(2)])]);
    assert_eq!(shelf.0.records[&REC].body.text("place"), None);
}
