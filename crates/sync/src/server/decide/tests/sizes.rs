//! How large a record may grow, and what may still be done to one that is full.

use super::*;
use crate::{fixture::*, wire::MAX_RECORD};

fn lins(n: u64, base: u64, act: Act) -> Step {
    (lin(), PHONE, op(n, base, act))
}

/// About 60 kB under a name of their own: each such operation is within the limit for one.
fn bulk(n: u64) -> Act {
    patch(&format!("x{n}"), "字".repeat(20_000))
}

/// A record that takes no more bulk, and the number of the next operation.
fn full() -> (Record, u64) {
    let mut record = play(&[lins(1, 0, make())]);
    for n in 2.. {
        match decide_on(Some(&record), &lins(n, record.ver, bulk(n))) {
            Ok(grown) => record = grown,
            Err(refusal) => {
                assert_eq!(refusal.code, Code::RecordTooLarge.id());
                return (record, n + 1);
            }
        }
    }
    unreachable!("it grows without bound")
}

#[test]
fn a_record_does_not_grow_without_bound_though_each_operation_is_small() {
    let (record, _) = full();
    let bytes = serde_json::to_vec(&record.body).unwrap().len() + serde_json::to_vec(&record.history).unwrap().len();
    assert!((MAX_RECORD / 2..=MAX_RECORD).contains(&bytes), "{bytes}");
}

#[test]
fn a_full_record_can_be_made_smaller_reviewed_and_deleted() {
    let (record, n) = full();
    let after = |who: Actor, device, act| decide_on(Some(&record), &(who, device, op(n, record.ver, act)));
    assert_eq!(after(lin(), PHONE, bulk(n)).unwrap_err().code, Code::RecordTooLarge.id());
    let smaller = after(lin(), PHONE, patch("x2", serde_json::Value::Null)).unwrap();
    assert_eq!(smaller.body.get("x2"), None);
    let reason = "太长了。".repeat(1_000);
    assert!(after(staff(), DESK, review("returned", Some(&reason))).is_ok());
    assert!(after(staff(), DESK, review("approved", None)).is_ok());
    assert!(after(lin(), PHONE, delete()).unwrap().is_deleted());
}

#[test]
fn values_that_lose_count_too() {
    // Phones that never see each other: none takes another's value away, so all are kept.
    let mut record = play(&[lins(1, 0, make())]);
    let refusal = (2..100).find_map(|device| {
        let value = format!("{device}").repeat(7_000);
        match decide_on(Some(&record), &(lin(), DeviceId(device), op(1, 1, patch("mood", value)))) {
            Ok(grown) => record = grown,
            Err(refusal) => return Some(refusal.code),
        }
        None
    });
    assert_eq!(refusal.as_deref(), Some(Code::RecordTooLarge.id()));
}

#[test]
fn a_phone_that_adds_the_same_element_without_end_leaves_one_trace() {
    let size = |adds: u64| {
        let mut steps = vec![lins(1, 0, make())];
        steps.extend((2..2 + adds).map(|n| lins(n, 1, add("三农"))));
        serde_json::to_vec(&play(&steps).history).unwrap().len()
    };
    assert!(size(200) < size(1) + 20, "{} {}", size(1), size(200));
}
