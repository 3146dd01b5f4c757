//! Work that reaches the server from two devices of one person.

use super::*;
use crate::client::{Client, Edit, Output, Stored};
use std::collections::BTreeSet;

/// What a device sends at once.
fn pushed(client: &mut Client) -> Push {
    loop {
        match client.poll(NOW, 0) {
            Some(Output::Persist(_)) => client.persisted(),
            Some(Output::Send(request)) => return push(request.device, lin(), request.ops),
            other => panic!("nothing is sent: {other:?}"),
        }
    }
}

#[test]
fn what_was_exported_and_then_sent_by_both_phones_takes_effect_once_whatever_came_between() {
    let edit = |act| Edit { rec: REC, kind: Kind::Activity, feed: HOME, act, base: None };
    let mut first = Client::open(Stored::fresh(PHONE));
    first.save(vec![edit(make()), edit(patch("narrative", "改过。"))], &[], NOW);
    let mut second = Client::open(Stored::fresh(OTHER_PHONE));
    second.take_in(&first.unsent(), &[], &BTreeSet::new(), NOW);

    let mut shelf = Shelf::open();
    let brought = pushed(&mut second);
    assert_eq!(shelf.take(&[brought]), [Ok(vec![applied(1, 1), applied(2, 2)])]);
    // Meanwhile the office has corrected the text and closed the record.
    let corrected = [op(1, 2, patch("narrative", "办公室改过。")), op(2, 3, review("approved", None))];
    assert_eq!(shelf.take(&[push(DESK, staff(), corrected)]), [Ok(vec![applied(1, 3), applied(2, 4)])]);
    let before = shelf.0.clone();
    assert_eq!(shelf.take(&[pushed(&mut first)]), [Ok(vec![applied(1, 1), applied(2, 2)])], "as it was told the first");
    assert_eq!(shelf.0, before, "no second version, no conflict, no refusal");
}
