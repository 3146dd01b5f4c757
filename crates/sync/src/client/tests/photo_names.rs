//! Which records show which photos: what is sent, kept and let go with them.

use super::{
    photos::{here, photo, showing},
    *,
};
use domain::fields::Fields;
use std::collections::BTreeSet;

#[test]
fn a_photo_that_its_record_no_longer_shows_is_let_go_and_one_that_another_shows_is_kept() {
    let (only, both) = (photo("only", 9), photo("both", 9));
    let mut phone = Phone::ready();
    phone.save_showing(REC, &[&only, &both]);
    phone.save_showing(other_rec(11), &[&both]);
    phone.all_taken();
    let gone = [only.field(1), both.field(2)].map(|field| (field, serde_json::Value::Null));
    phone.client.save(vec![edit(Act::Patch(Fields(gone.into_iter().collect())))], &[], phone.now);
    phone.settle();
    assert_eq!(phone.state(&only), None);
    let recs = phone.client.replica().photo(both.sha256.as_str()).map(|photo| photo.recs.clone());
    assert_eq!(recs, Some([other_rec(11)].into()));
    assert_eq!(phone.disk.photos.len(), 1);
}

#[test]
fn photos_of_a_refused_record_wait_for_the_person_and_are_sent_once_it_is_mended() {
    let one = photo("one", 9);
    let mut phone = Phone::ready();
    phone.save_showing(REC, &[&one]);
    let n = phone.send().ops[0].n;
    phone.reply(SyncReply { results: vec![refused(n, Code::NarrativeMissing)], ..reply() });
    assert_eq!(phone.client.poll_photo(phone.now), None);
    assert!(phone.state(&one).is_some(), "it is kept");
    let key = phone.client.replica().refused().next().unwrap().key;
    phone.client.save_with(vec![edit(showing(&[&one]))], &[key], &here(&[&one]), phone.now);
    phone.all_taken();
    assert_eq!(phone.ask(), Ask::Place);
    phone.answer(PhotoAnswer::Network);
    phone.client.save(Vec::new(), &[], phone.now);
    assert!(phone.state(&one).is_some());
}

#[test]
fn discarding_a_refused_record_lets_its_photos_go() {
    let one = photo("one", 9);
    let mut phone = Phone::ready();
    phone.save_showing(REC, &[&one]);
    let n = phone.send().ops[0].n;
    phone.reply(SyncReply { results: vec![refused(n, Code::NoGrant)], ..reply() });
    let key = phone.client.replica().refused().next().unwrap().key;
    phone.client.discard(&[key], phone.now);
    phone.settle();
    assert_eq!((phone.state(&one), phone.disk.photos.len()), (None, 0));
}

#[test]
fn a_photo_the_server_lacks_is_told_as_missing_and_sent_again_where_its_bytes_are_here() {
    let one = photo("one", 9);
    let mut phone = Phone::with_photo(&one);
    phone.ask();
    phone.send();
    phone.answer(PhotoAnswer::Lies(9));
    let missing = || vec![one.sha256.to_string()];
    phone.reply(SyncReply { missing_blobs: missing(), ..reply() });
    assert!(!phone.client.replica().is_missing(one.sha256.as_str()), "it arrived after the request");
    // Whatever the clock says by now.
    phone.now -= 365 * 86_400_000;
    phone.send();
    phone.reply(SyncReply { missing_blobs: missing(), ..reply() });
    assert!(phone.client.replica().is_missing(one.sha256.as_str()));
    phone.client.send_again(&BTreeSet::new());
    assert_eq!(phone.state(&one), Some(PhotoState::Uploaded), "nothing is left to send");
    phone.client.send_again(&here(&[&one]));
    phone.settle();
    assert_eq!(phone.ask(), Ask::Place);
}

#[test]
fn a_photo_that_arrived_is_forgotten_with_the_last_record_that_shows_it() {
    let one = photo("one", 9);
    let mut phone = Phone::with_photo(&one);
    phone.ask();
    phone.answer(PhotoAnswer::Lies(9));
    let mut shown = row(REC, 1, 1);
    shown.body.set(one.field(1), one.value());
    phone.send();
    phone.reply(home(last_page(vec![shown])));
    assert!(phone.state(&one).is_some());
    phone.send();
    phone.reply(home(last_page(vec![tombstone(REC, 2, 2)])));
    assert_eq!((phone.state(&one), phone.disk.photos.len()), (None, 0));
}

#[test]
fn a_photo_stays_while_a_change_that_names_it_waits_though_its_record_was_discarded() {
    let one = photo("one", 9);
    let mut phone = Phone::ready();
    phone.save([make()]);
    let n = phone.send().ops[0].n;
    let adds = Act::Patch(Fields::default().with(one.field(1), one.value()));
    phone.client.save_with(vec![edit(adds)], &[], &here(&[&one]), phone.now);
    phone.reply(SyncReply { results: vec![refused(n, Code::NoGrant)], ..reply() });
    let key = phone.client.replica().refused().next().unwrap().key;
    phone.client.discard(&[key], phone.now);
    phone.settle();
    assert!(phone.state(&one).is_some(), "the change will be refused, and its person may want it elsewhere");
}

#[test]
fn a_photo_of_a_record_that_is_here_no_more_stays_whatever_is_done_to_the_record() {
    let one = photo("one", 9);
    let mut phone = Phone::with_photo(&one);
    let mut shown = row(REC, 1, 1);
    shown.body.set(one.field(1), one.value());
    phone.save([patch("place", "x")]);
    let n = phone.send().ops[0].n;
    phone.reply(home(last_page(vec![shown])));
    phone.send();
    // The grant is lost, and the last change refused, before the photo has gone up.
    let results = vec![refused(n, Code::NoGrant)];
    phone.reply(SyncReply { grants: Some(granted(&[REF])), results, ..reply() });
    let key = phone.client.replica().refused().next().unwrap().key;
    phone.client.save(vec![edit(patch("place", "y"))], &[key], phone.now);
    phone.settle();
    assert_eq!(phone.state(&one), Some(PhotoState::Waiting(None)), "the server lacks it");
}
