//! Records that lie elsewhere: what concerns the person is here as a mirror, and what is done to it goes to the original.

use super::*;
use domain::{
    fields::Fields,
    id::{MemberId, VenueId},
    mirror::{self, Of},
};

const ME: MemberId = WU;
/// Where the record lies: a feed that this phone does not receive.
const ELSEWHERE: Feed = Feed::Venue(VenueId(uuid::Uuid::from_u128(0x77)));

fn mine() -> Feed {
    Feed::Member(ME)
}

fn mirror_row(ver: u64, seq: u64, attendance: &str) -> Row {
    let of = Of { rec: REC, kind: Kind::Activity, feed: ELSEWHERE, ver };
    let body = of.fields(&activity().with(format!("attendance:{ME}"), attendance), ME);
    Row { body, kind: "mirror".into(), ..row(mirror::id(REC, ME), seq, seq) }
}

fn invited() -> Phone {
    let mut phone = Phone::new();
    phone.send();
    phone.reply(SyncReply { grants: Some(granted(&[REF, mine()])), ..reply() });
    phone.send();
    phone.reply(own(last_page(vec![mirror_row(4, 1, "invited")])));
    phone
}

fn own(page: Page) -> SyncReply {
    SyncReply { feeds: [(mine(), page)].into(), ..reply() }
}

fn answer(phone: &mut Phone) -> Saved {
    let act = patch(&format!("attendance:{ME}"), "accepted");
    let edit = Edit { rec: REC, kind: Kind::Activity, feed: ELSEWHERE, act, base: None };
    phone.client.save(vec![edit], &[], phone.now)
}

fn said(phone: &Phone) -> Option<String> {
    let body: Fields = phone.client.replica().view(REC)?.body;
    body.text(&format!("attendance:{ME}")).map(str::to_owned)
}

#[test]
fn a_record_that_lies_elsewhere_is_seen_through_its_mirror() {
    let phone = invited();
    let view = phone.client.replica().view(REC).unwrap();
    assert_eq!((view.kind.as_str(), view.feed, view.ver, view.is_mirrored), ("activity", ELSEWHERE, 4, true));
    assert_eq!((said(&phone).as_deref(), view.body.get(mirror::OF)), (Some("invited"), None));
    assert_eq!(phone.client.replica().mirrored().collect::<Vec<_>>(), [REC]);
    let again = phone.reopen();
    assert!(again.replica().view(REC).is_some_and(|view| view.is_mirrored), "also after a start");
}

#[test]
fn an_answer_goes_to_the_original_and_stays_on_the_screen_until_the_mirror_shows_it() {
    let mut phone = invited();
    answer(&mut phone);
    let sent = phone.send();
    assert_eq!((sent.ops[0].rec, sent.ops[0].feed, sent.ops[0].base), (REC, ELSEWHERE, 4));
    phone.reply(SyncReply { results: vec![applied(1, 5)], ..reply() });
    assert_eq!((said(&phone).as_deref(), phone.states().len()), (Some("accepted"), 1), "it does not flicker away");
    phone.send();
    phone.reply(own(last_page(vec![mirror_row(5, 2, "accepted")])));
    assert_eq!((said(&phone).as_deref(), phone.states()), (Some("accepted"), vec![]));
}

#[test]
fn a_mirror_that_is_taken_away_takes_what_was_accepted_with_it() {
    let mut phone = invited();
    answer(&mut phone);
    phone.send();
    phone.reply(SyncReply { results: vec![applied(1, 5)], ..reply() });
    phone.send();
    phone.reply(own(last_page(vec![tombstone(mirror::id(REC, ME), 3, 3)])));
    assert_eq!((phone.client.replica().view(REC), phone.states()), (None, vec![]));
}

#[test]
fn who_receives_the_record_itself_sees_that_and_not_the_mirror() {
    let mut phone = invited();
    let feeds = granted(&[REF, mine(), ELSEWHERE]);
    phone.send();
    let page = last_page(vec![Row { ver: 6, ..row(REC, 6, 1) }]);
    phone.reply(SyncReply { grants: Some(feeds), feeds: [(ELSEWHERE, page)].into(), ..reply() });
    let view = phone.client.replica().view(REC).unwrap();
    assert_eq!((view.is_mirrored, view.ver), (false, 6));
    assert_eq!(phone.client.replica().mirrored().count(), 0);
}

#[test]
fn a_record_that_is_here_itself_keeps_all_its_fields() {
    let mut phone = invited();
    let body = domain::workflow::preset("consultation_short_1").unwrap().fields();
    let workflow = Row { body: body.clone(), kind: "workflow".into(), ..row(REC, 2, 2) };
    phone.send();
    phone.reply(own(last_page(vec![workflow])));
    assert_eq!(
        phone.client.replica().view(REC).map(|view| view.body),
        Some(body),
        "what a workflow leads is `of`, too"
    );
}
