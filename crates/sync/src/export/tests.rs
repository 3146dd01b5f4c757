//! What is written is read back; whatever else the bytes are, the answer is why not.

use super::{
    behalf::{body_for, records_for, records_of},
    envelope::{Envelope, ROUNDS, header},
    *,
};
use crate::{
    fixture::*,
    wire::{Act, Empty},
};
use domain::{fields::Fields, problem::Code};
use proptest::prelude::*;
use serde_json::json;

type Any = Export<serde_json::Value>;

fn one(key: u64, act: Act) -> ExportedOp {
    ExportedOp { key, device: PHONE, op: op(key, 0, act), saved_at: NOW, refused: None }
}

fn photo(whole: &[u8], thumb: &[u8]) -> ExportedPhoto {
    ExportedPhoto {
        sha256: Sha256::of(whole).to_string(),
        len: whole.len() as u64,
        mime: "image/jpeg".into(),
        thumb: thumb.len() as u64,
        recs: [REC].into(),
        saved_at: NOW,
    }
}

fn export() -> Any {
    let refused = ExportedOp { refused: Some(Code::NoGrant.into()), ..one(2, patch("place", "柳林村")) };
    Export {
        by: User { id: user(31), name: "林".into(), member: Some(LIN) },
        made_at: NOW,
        ops: vec![one(1, make()), refused],
        drafts: vec![json!({ "rec": REC, "body": { "narrative": "写了一半" } })],
        photos: vec![photo(b"one whole", b"one"), photo(b"two whole", b"")],
    }
}

fn content(export: &Any) -> Vec<u8> {
    [export.head().unwrap(), b"one wholeone".to_vec(), b"two whole".to_vec()].concat()
}

#[test]
fn what_was_written_is_read_back_with_the_bytes_of_each_photo() {
    let bytes = content(&export());
    let (read, pictures) = Any::read(&bytes).unwrap();
    assert_eq!(read, export());
    assert_eq!(pictures[0], Pictures { whole: b"one whole", thumb: b"one" });
    assert_eq!(pictures[1], Pictures { whole: b"two whole", thumb: b"" });
}

#[test]
fn a_content_without_its_end_or_with_something_behind_it_is_not_whole() {
    let bytes = content(&export());
    for len in 0..bytes.len() {
        assert_eq!(Any::read(&bytes[..len]).unwrap_err(), Unreadable::Cut, "{len} of {}", bytes.len());
    }
    assert_eq!(Any::read(&[bytes, vec![0]].concat()).unwrap_err(), Unreadable::Cut);
}

#[test]
fn what_cannot_be_is_damaged() {
    let spoilt = |spoil: fn(&mut Any)| {
        let mut export = export();
        spoil(&mut export);
        Any::read(&content(&export)).unwrap_err()
    };
    assert_eq!(spoilt(|export| export.photos[0].sha256 = Sha256::of(b"another").to_string()), Unreadable::Damaged);
    assert_eq!(spoilt(|export| export.photos[0].mime = "text/html".into()), Unreadable::Damaged);
    assert_eq!(spoilt(|export| export.photos[0].len = u64::MAX), Unreadable::Damaged);
    assert_eq!(spoilt(|export| export.photos[1].thumb = u64::MAX), Unreadable::Damaged);
    assert_eq!(spoilt(|export| export.photos[1] = export.photos[0].clone()), Unreadable::Damaged);
    assert_eq!(spoilt(|export| export.ops[1] = export.ops[0].clone()), Unreadable::Damaged);
    assert_eq!(spoilt(|export| export.ops[1].op.n = 1), Unreadable::Damaged);
    assert_eq!(spoilt(|export| export.ops[0].op.n = 0), Unreadable::Damaged);
    assert_eq!(Any::read(&[&3_u32.to_be_bytes()[..], b"{}]"].concat()).unwrap_err(), Unreadable::Damaged);
}

#[test]
fn a_header_says_how_the_content_is_sealed() {
    let file = [header(ROUNDS, [7; 16], [9; 12], 3), vec![1; 19]].concat();
    let read = Envelope::read(&file).unwrap();
    assert_eq!((read.rounds, read.salt, read.nonce), (ROUNDS, [7; 16], [9; 12]));
    assert_eq!((read.header, read.sealed), (&file[..58], &file[58..]));
}

#[test]
fn a_file_that_is_no_export_is_told_from_one_that_is_cut_or_of_tomorrow() {
    let file = [header(ROUNDS, [7; 16], [9; 12], 3), vec![1; 19]].concat();
    for len in 0..file.len() {
        let why = if len < 17 { Unreadable::Foreign } else { Unreadable::Cut };
        assert_eq!(Envelope::read(&file[..len]), Err(why));
    }
    let at = |place: usize, byte: u8| {
        let mut other = file.clone();
        other[place] = byte;
        Envelope::read(&other).unwrap_err()
    };
    assert_eq!(at(0, b'S'), Unreadable::Foreign);
    assert_eq!(at(17, 2), Unreadable::Newer);
    assert_eq!(at(17, 0), Unreadable::Damaged);
    assert_eq!(Envelope::read(&[file.clone(), vec![0]].concat()), Err(Unreadable::Cut));
    // Too few rounds would let a passphrase be guessed, too many keep a phone busy for ever.
    assert_eq!(at(18, 0xff), Unreadable::Damaged);
    let weak = [header(ROUNDS - 1, [7; 16], [9; 12], 3), vec![1; 19]].concat();
    assert_eq!(Envelope::read(&weak), Err(Unreadable::Damaged));
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0..400usize, byte: u8) {
        let _ = Envelope::read(&bytes);
        let _ = Any::read(&bytes);
        let mut spoilt = content(&export());
        let at = at % spoilt.len();
        spoilt[at] = byte;
        let _ = Any::read(&spoilt);
    }
}

#[test]
fn for_somebody_else_each_record_is_one_that_was_recorded_for_the_member() {
    let elsewhere = ExportedOp {
        op: Op { rec: RecordId(uuid::Uuid::from_u128(77)), ..op(4, 3, review("pending", None)) },
        ..one(4, make())
    };
    let ops = [one(1, make()), one(2, patch("narrative", "改过。")), one(3, patch("place", "柳林村")), elsewhere];
    let edits = records_for(LIN, &ops);
    let body = activity().with("narrative", "改过。").with("place", "柳林村").with("recorded_for", LIN.to_string());
    assert_eq!(edits.len(), 1, "a change of what is on the server only the member can bring");
    assert_eq!((edits[0].rec, edits[0].feed, &edits[0].act), (REC, HOME, &Act::Create(body)));
    assert_eq!(records_of(&ops).len(), 2);
}

#[test]
fn nobody_speaks_for_the_member_by_taking_a_record_in() {
    let body = activity()
        .with(format!("objection:{LIN}"), "我不在场")
        .with(format!("sign_in:{LIN}"), json!({ "step": 1 }))
        .with("door", json!({}))
        .with("review", "approved")
        .with("confirmed", json!({ "how": "device" }));
    assert_eq!(body_for(LIN, &body), activity().with("recorded_for", LIN.to_string()));
    let signed = json!({ "how": "signature", "drawn": "M0 0L9 9" });
    let for_wu = activity().with("recorded_for", WU.to_string()).with("confirmed", signed);
    assert_eq!(body_for(LIN, &for_wu), for_wu, "it stays another's, signed by that person");
}

#[test]
fn what_was_taken_away_again_is_not_made_for_anybody() {
    assert_eq!(records_for(LIN, &[one(1, make()), one(2, Act::Delete(Empty {}))]), []);
    assert_eq!(records_for(LIN, &[]), []);
    let check =
        ExportedOp { op: Op { kind: "check".into(), ..op(1, 0, Act::Create(Fields::default())) }, ..one(1, make()) };
    assert_eq!(records_for(LIN, &[check]), []);
}
