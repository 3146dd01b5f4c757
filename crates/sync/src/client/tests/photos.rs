//! Photos on their way to the server: what the machine asks next, whatever it is answered.

use super::*;
use domain::{
    fields::Fields,
    photo::{Format, Photo, Sha256},
    problem::Refusal,
};
use std::collections::BTreeSet;

const URL: &str = "/api/v1/blobs/uploads/1";

pub(super) fn photo(name: &str, len: u64) -> Photo {
    Photo { sha256: Sha256::of(name.as_bytes()), len, format: Format::Jpeg }
}

pub(super) fn showing(photos: &[&Photo]) -> Act {
    let with = |body: Fields, (n, photo): (usize, &&Photo)| body.with(photo.field(n + 1), photo.value());
    Act::Create(photos.iter().enumerate().fold(activity(), with))
}

pub(super) fn here(photos: &[&Photo]) -> BTreeSet<String> {
    photos.iter().map(|photo| photo.sha256.to_string()).collect()
}

impl Phone {
    pub(super) fn save_showing(&mut self, rec: RecordId, photos: &[&Photo]) {
        let edits = vec![Edit { rec, ..edit(showing(photos)) }];
        self.client.save_with(edits, &[], &here(photos), self.now);
    }

    /// Has everything acknowledged that waits.
    pub(super) fn all_taken(&mut self) {
        let request = self.send();
        let results = request.ops.iter().map(|op| applied(op.n, 1)).collect();
        self.reply(SyncReply { results, ..reply() });
    }

    /// A phone with one record that the server has, and one photo of it that it has not.
    pub(super) fn with_photo(photo: &Photo) -> Phone {
        let mut phone = Phone::ready();
        phone.save_showing(REC, &[photo]);
        phone.all_taken();
        phone
    }

    pub(super) fn ask(&mut self) -> Ask {
        match self.client.poll_photo(self.now) {
            Some(PhotoOutput::Call(call)) => call.ask,
            other => panic!("no call: {other:?}"),
        }
    }

    pub(super) fn answer(&mut self, answer: PhotoAnswer) {
        self.client.photo_answered(answer, self.now);
        self.settle();
    }

    /// What is asked once the wait after a failure is over.
    pub(super) fn ask_later(&mut self) -> Ask {
        assert!(matches!(self.client.poll_photo(self.now), Some(PhotoOutput::WakeAt(at)) if at > self.now));
        self.now += 600_000;
        self.ask()
    }

    pub(super) fn state(&self, photo: &Photo) -> Option<PhotoState> {
        self.client.replica().photo(photo.sha256.as_str()).map(|photo| photo.state.clone())
    }

    /// Brings a photo so far that its first piece lies on the server.
    fn half_sent(photo: &Photo) -> Phone {
        let mut phone = Phone::with_photo(photo);
        phone.ask();
        phone.answer(PhotoAnswer::Place(URL.into()));
        phone.ask();
        phone.answer(PhotoAnswer::Lies(PIECE));
        phone
    }
}

fn take(from: u64, to: u64) -> Ask {
    Ask::Take { url: URL.into(), from, to }
}

fn how_far() -> Ask {
    Ask::HowFar { url: URL.into() }
}

#[test]
fn a_photo_and_the_operation_that_names_it_reach_the_disk_together_or_not_at_all() {
    let one = photo("one", 9);
    let mut phone = Phone::ready();
    phone.save_showing(REC, &[&one]);
    assert_eq!(phone.client.replica().report().blobs, 1);
    let Some(Output::Persist(changes)) = phone.client.poll(phone.now, 0) else { panic!("nothing to write") };
    let both = |changes: &[Change]| {
        let has = |is: fn(&Change) -> bool| changes.iter().any(is);
        has(|change| matches!(change, Change::PutOp(_))) && has(|change| matches!(change, Change::PutPhoto(_)))
    };
    assert!(both(&changes));
    phone.client.persist_failed();
    assert_eq!((phone.state(&one), phone.client.must_reopen()), (None, false));
}

#[test]
fn operations_go_first_and_a_photo_is_asked_a_place_then_sent_in_pieces_until_all_of_it_lies_there() {
    let one = photo("one", PIECE + 10);
    let mut phone = Phone::ready();
    phone.save_showing(REC, &[&one]);
    phone.settle();
    assert_eq!(phone.client.poll_photo(phone.now), None, "the operation waits");
    phone.all_taken();
    assert_eq!(phone.ask(), Ask::Place);
    assert_eq!(phone.client.poll_photo(phone.now), None, "one call at a time");
    phone.answer(PhotoAnswer::Place(URL.into()));
    assert_eq!(phone.ask(), take(0, PIECE));
    phone.answer(PhotoAnswer::Lies(PIECE));
    assert_eq!(phone.ask(), take(PIECE, PIECE + 10));
    phone.answer(PhotoAnswer::Lies(PIECE + 10));
    assert_eq!(phone.state(&one), Some(PhotoState::Uploaded));
    assert_eq!((phone.client.poll_photo(phone.now), phone.client.replica().report().blobs), (None, 0));
    assert!(phone.disk.photos.iter().all(|photo| photo.state == PhotoState::Uploaded));
}

#[test]
fn after_a_kill_the_server_is_asked_how_far_it_has_come_and_only_the_rest_is_sent() {
    let one = photo("one", PIECE * 3);
    let mut phone = Phone::half_sent(&one);
    phone.client = phone.reopen();
    assert_eq!(phone.client.poll_photo(phone.now), None, "first the link must stand");
    phone.all_taken();
    assert_eq!(phone.ask(), how_far());
    phone.answer(PhotoAnswer::Lies(PIECE * 2));
    assert_eq!(phone.ask(), take(PIECE * 2, PIECE * 3));
}

#[test]
fn an_upload_that_was_complete_before_the_answer_was_lost_is_not_sent_again() {
    let one = photo("one", PIECE + 1);
    let mut phone = Phone::half_sent(&one);
    phone.ask();
    phone.answer(PhotoAnswer::Network);
    assert_eq!(phone.ask_later(), how_far());
    phone.answer(PhotoAnswer::Lies(PIECE + 1));
    assert_eq!(phone.state(&one), Some(PhotoState::Uploaded));
}

#[test]
fn each_answer_leads_to_its_next_question() {
    let long = PIECE * 3;
    for (answer, expected) in [
        (PhotoAnswer::Network, how_far()),
        (PhotoAnswer::Busy(Some(9_000)), how_far()),
        (PhotoAnswer::OtherOffset, how_far()),
        (PhotoAnswer::Lies(PIECE), how_far()),
        (PhotoAnswer::Damaged, Ask::Place),
    ] {
        let mut phone = Phone::half_sent(&photo("one", long));
        phone.ask();
        phone.answer(answer.clone());
        assert_eq!(phone.ask_later(), expected, "{answer:?}");
    }
    for (answer, expected) in [
        (PhotoAnswer::Lies(PIECE + 7), take(PIECE + 7, PIECE * 2 + 7)),
        (PhotoAnswer::Lies(long + 1), Ask::Place),
        (PhotoAnswer::Gone, Ask::Place),
    ] {
        let mut phone = Phone::half_sent(&photo("one", long));
        phone.ask();
        phone.answer(answer.clone());
        assert_eq!(phone.ask(), expected, "{answer:?}");
    }
}

#[test]
fn a_server_that_knows_no_photos_is_asked_again_later_and_not_at_once() {
    let one = photo("one", 9);
    for answer in [PhotoAnswer::Gone, PhotoAnswer::Lies(3)] {
        let mut phone = Phone::with_photo(&one);
        phone.ask();
        phone.answer(answer);
        assert_eq!(phone.ask_later(), Ask::Place);
    }
}

#[test]
fn what_is_never_taken_goes_to_the_person_and_is_tried_again_when_they_say_so() {
    let one = photo("one", 9);
    let refusal = Refusal::from(Code::BlobNotImage);
    let mut phone = Phone::with_photo(&one);
    phone.ask();
    phone.answer(PhotoAnswer::Refused(refusal.clone()));
    assert_eq!(phone.state(&one), Some(PhotoState::Refused(refusal)));
    assert_eq!(phone.client.poll_photo(phone.now), None);
    phone.client.retry_photo(one.sha256.as_str());
    phone.settle();
    assert_eq!(phone.ask(), Ask::Place);
    phone.answer(PhotoAnswer::NotHere);
    assert_eq!(phone.state(&one), Some(PhotoState::Refused(Code::PhotoLost.into())));
    phone.client.drop_photo(one.sha256.as_str());
    phone.settle();
    assert_eq!((phone.state(&one), phone.disk.photos.len()), (None, 0));
}

#[test]
fn a_photo_that_always_arrives_damaged_is_damaged_here() {
    let one = photo("one", 9);
    let mut phone = Phone::with_photo(&one);
    for _ in 0..5 {
        phone.ask();
        phone.answer(PhotoAnswer::Damaged);
        phone.now += 600_000;
    }
    assert_eq!(phone.state(&one), Some(PhotoState::Refused(Code::PhotoLost.into())));
}

#[test]
fn an_ended_session_pauses_photos_until_somebody_signs_in_again() {
    let mut phone = Phone::half_sent(&photo("one", PIECE * 2));
    phone.ask();
    phone.answer(PhotoAnswer::Unauthenticated);
    assert_eq!((phone.client.link(), phone.client.poll_photo(phone.now)), (Link::SignedOut, None));
    phone.client.signed_in();
    phone.all_taken();
    assert_eq!(phone.ask(), how_far());
}

#[test]
fn a_photo_that_was_begun_is_finished_before_another_one_begins() {
    let (first, second) = (photo("first", 9), photo("second", PIECE * 2));
    let mut phone = Phone::half_sent(&second);
    phone.now -= 10;
    phone.save_showing(other_rec(11), &[&first]);
    phone.all_taken();
    assert_eq!(phone.ask(), take(PIECE, PIECE * 2));
    phone.answer(PhotoAnswer::Lies(PIECE * 2));
    assert_eq!(phone.ask(), Ask::Place);
}
