//! What is on the screen at each moment: nothing that was accepted ever flickers away.

use super::*;
use crate::wire::{Empty, SetElem};
use serde_json::json;

#[test]
fn an_accepted_record_stays_on_the_screen_until_its_row_has_come() {
    let mut phone = Phone::ready();
    phone.acknowledged([make(), patch("place", "柳林村")], &[1, 2]);
    let view = |phone: &Phone| phone.client.replica().view(REC).unwrap();
    assert_eq!((view(&phone).transport, view(&phone).ver), (Transport::Uploaded, 0));
    assert_eq!(view(&phone).body.text("place"), Some("柳林村"));
    // Only the first of the two is in this row: the second stays replayed on it.
    phone.send();
    phone.reply(home(Page { more: true, ..last_page(vec![row(REC, 1, 1)]) }));
    assert_eq!(view(&phone).body.text("place"), Some("柳林村"));
    assert_eq!(phone.states(), [(2, OpState::Applied(2))]);
    let mut second = row(REC, 2, 2);
    second.body.set("place", "柳林村村委会");
    phone.send();
    phone.reply(home(last_page(vec![second])));
    assert_eq!(view(&phone).body.text("place"), Some("柳林村村委会"), "now the server's word holds");
    assert_eq!((phone.states(), phone.client.replica().kept().count()), (vec![], 2), "only kept any more");
}

#[test]
fn a_record_whose_feed_one_does_not_receive_is_let_go_once_accepted() {
    let mut phone = Phone::new();
    phone.send();
    phone.reply(SyncReply { grants: Some(granted(&[REF])), ..reply() });
    phone.acknowledged([make()], &[1]);
    phone.settle();
    assert_eq!((phone.states(), phone.client.replica().view(REC)), (vec![], None));
}

#[test]
fn a_refused_change_does_not_show_as_done_and_a_refused_record_stays_readable() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 1, 1)])));
    phone.save([patch("place", "x")]);
    let n = phone.send().ops[0].n;
    phone.reply(SyncReply { results: vec![refused(n, Code::ReviewClosed)], ..reply() });
    let view = phone.client.replica().view(REC).unwrap();
    assert_eq!((view.body.text("place"), view.transport, view.refused.len()), (None, Transport::Refused, 1));
    assert_eq!(phone.client.replica().refused_fields(REC).text("place"), Some("x"), "it can still be read and mended");

    let mut phone = Phone::ready();
    phone.save([make(), patch("place", "柳林村"), Act::Delete(Empty {})]);
    phone.send();
    let codes = [refused(1, Code::FeedUnknown), refused(2, Code::RecordUnknown), refused(3, Code::RecordUnknown)];
    phone.reply(SyncReply { results: codes.into(), ..reply() });
    let view = phone.client.replica().view(REC).unwrap();
    assert_eq!((view.body.text("place"), view.refused.len()), (Some("柳林村"), 3));
}

#[test]
fn a_refused_change_does_not_show_on_an_accepted_record_whose_row_is_still_to_come() {
    let mut phone = Phone::ready();
    phone.save([make(), patch("place", "x"), delete()]);
    phone.send();
    let results = vec![applied(1, 1), refused(2, Code::NotAllowed), refused(3, Code::NotAllowed)];
    phone.reply(SyncReply { results, ..reply() });
    let view = phone.client.replica().view(REC).unwrap();
    assert_eq!((view.body.text("place"), view.body.text("type")), (None, Some("visit")));
}

#[test]
fn once_a_second_try_is_accepted_what_was_refused_of_the_record_does_not_show_any_more() {
    let mut phone = Phone::ready();
    phone.save([make(), make(), patch("place", "x")]);
    phone.send();
    let results = vec![refused(1, Code::KindUnknown), applied(2, 1), refused(3, Code::SchemaTooNew)];
    phone.reply(SyncReply { results, ..reply() });
    assert_eq!(phone.body().text("place"), None);
}

#[test]
fn a_refused_operation_stays_in_the_tray_until_it_is_replaced_or_discarded() {
    let mut phone = Phone::ready();
    phone.save([Act::Create(activity().with("narrative", json!(null))), patch("place", "x")]);
    phone.send();
    let results = vec![refused(1, Code::NarrativeMissing), refused(2, Code::RecordUnknown)];
    phone.reply(SyncReply { results, ..reply() });
    assert_eq!(phone.reopen().replica().refused().count(), 2);
    // A good key beside one that is not refused: only the refused one goes.
    let again = phone.client.save(vec![edit(make())], &[1, 99], phone.now);
    assert_eq!(phone.client.replica().refused().map(|op| op.key).collect::<Vec<_>>(), [2]);
    phone.client.discard(&[2, again.keys[0]], phone.now);
    assert_eq!(phone.send().ops.iter().map(|op| op.n).collect::<Vec<_>>(), [3], "what waits is not discarded");
    assert_eq!(phone.disk.ops.len(), 1);
}

#[test]
fn a_replacement_that_does_not_reach_the_disk_leaves_the_refused_operation_in_the_tray() {
    let mut phone = Phone::ready();
    phone.save([make()]);
    phone.send();
    phone.reply(SyncReply { results: vec![refused(1, Code::NarrativeMissing)], ..reply() });
    phone.client.save(vec![edit(make())], &[1], phone.now);
    assert!(matches!(phone.client.poll(NOW, 0), Some(Output::Persist(_))));
    phone.client.persist_failed();
    assert!(phone.client.must_reopen());
    assert_eq!(phone.reopen().replica().refused().count(), 1);
}

#[test]
fn sets_show_as_the_server_will_merge_them() {
    let mut phone = Phone::ready();
    let mut tagged = row(REC, 1, 1);
    tagged.body.set("tags", json!(["a", "b"]));
    phone.send();
    phone.reply(home(last_page(vec![tagged])));
    for (act, expected) in [
        (add("c"), json!(["a", "b", "c"])),
        (remove("a"), json!(["b", "c"])),
        (patch("tags", json!(["z", "b"])), json!(["b", "c", "z"])),
        (patch("tags", json!(null)), json!(null)),
        (Act::Remove(SetElem { set: "tags".into(), elem: "none".into() }), json!(null)),
    ] {
        phone.save([act.clone()]);
        assert_eq!(phone.body().get("tags").cloned().unwrap_or_default(), expected, "{act:?}");
    }
}

#[test]
fn a_record_is_on_the_list_once_whether_it_has_a_row_or_operations_or_both() {
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 1, 1), row(other_rec(50), 1, 2)])));
    phone.save([patch("place", "x")]);
    phone.client.save(vec![Edit { rec: other_rec(51), ..edit(make()) }], &[], NOW);
    assert_eq!(phone.client.replica().views().count(), 3);
    phone.save([delete()]);
    assert_eq!(phone.client.replica().views().count(), 2);
    assert_eq!(phone.client.replica().view(REC), None);
}

#[test]
fn a_conflict_is_settled_on_the_screen_by_whoever_has_seen_it_and_by_nobody_else() {
    let conflict = |field: &str, value: serde_json::Value| domain::merge::Conflict {
        field: field.into(),
        value,
        by: user(32),
        at: NOW,
        stands: None,
    };
    let torn = |ver| {
        let conflicts = vec![conflict("measure:persons", json!(5)), conflict(domain::merge::DELETED, json!(true))];
        Row { conflicts, ..row(REC, ver, ver) }
    };
    let fields = |phone: &Phone| {
        let view = phone.client.replica().view(REC).unwrap();
        view.conflicts.into_iter().map(|conflict| conflict.field).collect::<Vec<_>>()
    };
    let mut phone = Phone::ready();
    phone.send();
    phone.reply(home(last_page(vec![row(REC, 1, 1)])));
    phone.save([patch("place", "柳林村"), patch("measure:persons", 7)]);
    phone.send();
    phone.reply(home(last_page(vec![torn(3)])));
    assert_eq!(fields(&phone).len(), 2, "what was written before the conflict was seen decides nothing");
    phone.save([patch("place", "柳林村村委会")]);
    assert_eq!(fields(&phone), ["measure:persons"], "going on with the record lets it stay");
    phone.save([patch("measure:persons", 7)]);
    assert_eq!(fields(&phone), [""; 0]);
}
