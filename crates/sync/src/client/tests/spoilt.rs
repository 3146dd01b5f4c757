//! Files of unsent work and replies of a server that are spoilt in every way: nothing makes the machine panic, a file is
//! taken in whole or not at all, and what was saved stays.
//!
//! `SHANGLIANG_ROUNDS=2000000 cargo test --release -p sync spoilt`

use super::*;
use crate::{
    export::{
        Export, ExportedOp, ExportedPhoto, Unreadable,
        behalf::{records_for, records_of},
        envelope::{Envelope, ROUNDS, header},
    },
    spoiler::Spoiler,
    wire::User,
};
use domain::photo::Sha256;
use proptest::{
    prelude::Rng,
    test_runner::{RngAlgorithm, TestRng},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

type Any = Export<Value>;

const REPLY: &str = include_str!("../../../tests/golden/v1-reply.json");
const PICTURES: &[u8] = b"one wholeone";

/// Does something as often as the environment asks for, each time with other dice.
fn with_dice(mut each: impl FnMut(&mut dyn FnMut(usize) -> usize)) {
    let rounds = std::env::var("SHANGLIANG_ROUNDS").ok().and_then(|asked| asked.parse().ok()).unwrap_or(4_000_u64);
    for round in 0..rounds {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&round.to_be_bytes());
        let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        each(&mut |sides| (rng.next_u64() % sides as u64) as usize);
    }
}

fn export() -> Any {
    let ops = [make(), patch("place", "柳林村"), add("走访"), patch("narrative", "改过。")];
    let one = |(key, act)| ExportedOp { key, device: OTHER_PHONE, op: op(key, 0, act), saved_at: NOW, refused: None };
    let mut ops: Vec<_> = (1..).zip(ops).map(one).collect();
    ops[3].refused = Some(Code::ReviewClosed.into());
    let photo = ExportedPhoto {
        sha256: Sha256::of(b"one whole").to_string(),
        len: 9,
        mime: "image/jpeg".into(),
        thumb: 3,
        recs: [REC].into(),
        saved_at: NOW,
    };
    let by = User { id: user(31), name: "林".into(), member: Some(LIN) };
    Export { by, made_at: NOW, ops, drafts: vec![json!({ "rec": REC, "body": {} })], photos: vec![photo] }
}

fn content(list: &[u8], pictures: &[u8]) -> Vec<u8> {
    [&(list.len() as u32).to_be_bytes()[..], list, pictures].concat()
}

#[test]
fn the_spoilt_cover_of_a_file_is_read_as_it_is_or_turned_away() {
    let sealed = [7; 40];
    let file = [header(ROUNDS, [7; 16], [9; 12], 24), sealed.to_vec()].concat();
    let mut read = [0; 2];
    with_dice(|dice| {
        let (cut, mut file) = (dice(8), file.clone());
        let mut spoiler = Spoiler(dice);
        if cut == 0 {
            spoiler.letters(&mut file);
        } else {
            spoiler.bits(&mut file);
        }
        let envelope = Envelope::read(&file);
        read[usize::from(envelope.is_ok())] += 1;
        if let Ok(envelope) = envelope {
            assert_eq!([envelope.header, envelope.sealed].concat(), file, "no byte is left out or read twice");
            assert!(envelope.rounds >= ROUNDS, "a passphrase is not tried cheaply");
        }
    });
    assert!(read.iter().all(|times| *times > 0), "{read:?}");
}

#[test]
fn a_spoilt_file_is_taken_in_whole_or_not_at_all() {
    let (whole, here) = (serde_json::to_value(export()).unwrap(), BTreeSet::from([export().photos[0].sha256.clone()]));
    let ready = Phone::ready();
    let mut read = [0; 2];
    with_dice(|dice| {
        let mut content = content(&Spoiler(dice).text(&whole), PICTURES);
        if dice(6) == 0 {
            Spoiler(dice).bits(&mut content);
        }
        let (file, pictures) = match Any::read(&content) {
            Ok(read) => read,
            Err(why) => {
                read[0] += 1;
                assert!(matches!(why, Unreadable::Cut | Unreadable::Damaged), "{why}");
                return;
            }
        };
        read[1] += 1;
        assert_eq!(file.photos.len(), pictures.len());
        assert!(records_for(LIN, &file.ops).len() <= records_of(&file.ops).len());
        let mut phone = Phone { client: ready.reopen(), disk: ready.disk.clone(), now: NOW, sent: None };
        let taken = phone.client.take_in(&file.ops, &file.photos, &here, NOW);
        phone.settle();
        assert_eq!(taken.keys.len(), file.ops.len(), "each operation is here");
        assert!(taken.keys.values().all(|key| phone.client.replica().ops().any(|op| op.key == *key)));
        assert_eq!(phone.reopen().replica(), phone.client.replica(), "and on the disk");
        assert!(phone.client.take_in(&file.ops, &file.photos, &here, NOW).added.is_empty(), "once");
        let shown = phone.client.replica().views().count();
        assert!(shown <= records_of(&file.ops).len());
        phone.send();
    });
    assert!(read.iter().all(|times| *times > 0), "{read:?}");
}

#[test]
fn a_server_whose_clock_stands_at_the_end_of_all_time_makes_nothing_be_forgotten() {
    let mut phone = Phone::ready();
    phone.save([make()]);
    phone.send();
    phone.reply(SyncReply { now: u64::MAX, results: vec![applied(1, 1)], ..home(last_page(vec![row(REC, 1, 1)])) });
    phone.send();
    phone.reply(reply());
    assert_eq!(phone.client.replica().kept().count(), 1, "a restored server gets it again");
}

/// What a phone that is started again has to have still.
fn lasting(client: &Client) -> String {
    let replica = client.replica();
    let (ops, rows): (Vec<_>, Vec<_>) = (replica.ops().chain(replica.kept()).collect(), replica.rows().collect());
    let (marks, photos): (Vec<_>, Vec<_>) = (replica.marks().collect(), replica.photos().collect());
    format!("{:?} {ops:?} {rows:?} {marks:?} {photos:?}", client.meta())
}

#[test]
fn a_spoilt_reply_takes_nothing_that_was_saved() {
    let mut whole: Value = serde_json::from_str(REPLY).unwrap();
    let mut begun = Phone::ready();
    begun.save([make(), patch("place", "柳林村"), add("走访")]);
    begun.send();
    whole["results"] =
        json!([{ "n": 1, "ver": 1 }, { "n": 2, "code": "review_closed", "detail": {} }, { "n": 3, "held": true }]);
    let mut read = [0; 2];
    with_dice(|dice| {
        let text = Spoiler(dice).text(&whole);
        let Ok(reply) = serde_json::from_slice::<SyncReply>(&text) else {
            read[0] += 1;
            return;
        };
        read[1] += 1;
        let applied: BTreeSet<u64> = reply
            .results
            .iter()
            .filter(|result| matches!(result.outcome, Outcome::Applied { .. }))
            .map(|result| result.n)
            .collect();
        let mut phone = Phone { client: begun.reopen(), disk: begun.disk.clone(), now: NOW, sent: None };
        phone.send();
        phone.reply(reply);
        let left: BTreeSet<u64> = phone.states().into_iter().map(|(n, _)| n).collect();
        assert!((1..=3).all(|n| left.contains(&n) || applied.contains(&n)), "{left:?}");
        assert_eq!(lasting(&phone.reopen()), lasting(&phone.client), "memory and disk are one");
        let _ = phone.client.replica().views().count();
        phone.client.sync_now();
        phone.settle();
    });
    assert!(read.iter().all(|times| *times > 0), "{read:?}");
}
