use super::*;
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

#[derive(Debug, Clone)]
enum Act {
    Put(&'static str, i64),
    Add(u8),
    Remove(u8),
    Delete,
}

#[derive(Debug, Clone)]
struct Op {
    device: u128,
    n: u64,
    hlc: u64,
    act: Act,
}

/// A record with one number and one tag, at version 1.
fn fresh() -> (Fields, History) {
    let body = Fields::default().with("measure:persons", 1).with("place", 0).with("tags", json!(["t0"]));
    let write = Write { hlc: 0, device: DeviceId(99), n: 1, ver: 1, by: UserId(Uuid::nil()) };
    (body, History::created(write))
}

/// Applies operations in the given order; all of them saw version 1 and nothing of each other's devices.
fn play(ops: &[Op]) -> (Fields, Vec<Conflict>, bool) {
    let (mut body, mut history) = fresh();
    for (i, op) in ops.iter().enumerate() {
        let by = UserId(Uuid::from_u128(op.device));
        let write = Write { hlc: op.hlc << 16, device: DeviceId(op.device), n: op.n, ver: i as u64 + 2, by };
        let sight = Sight { base: 1, device: write.device, n: op.n };
        match &op.act {
            Act::Put(field, value) => history.put(&mut body, Kind::Activity, field, &json!(value), write, sight),
            Act::Add(elem) => history.add(&mut body, "tags", &format!("t{elem}"), write),
            Act::Remove(elem) => history.remove(&mut body, "tags", &format!("t{elem}"), write, sight),
            Act::Delete => history.delete(write, sight),
        }
    }
    let conflicts = history.conflicts(Kind::Activity, &body);
    let written = serde_json::to_string(&history).unwrap();
    let is_shown = SHOWN.into_iter().any(|name| written.contains(name));
    assert!(is_shown || (conflicts.is_empty() && !history.is_deleted()), "{written}");
    (body, conflicts, history.is_deleted())
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (prop::sample::select(vec!["measure:persons", "measure:person_times", "place"]), 0..4i64)
            .prop_map(|(field, value)| Act::Put(field, value)),
        2 => (0..3u8).prop_map(Act::Add),
        2 => (0..3u8).prop_map(Act::Remove),
        1 => Just(Act::Delete),
    ]
}

/// Up to three devices with up to four operations each; clocks are wild, n is not.
fn devices() -> impl Strategy<Value = Vec<Vec<Op>>> {
    let device = prop::collection::vec((act(), 0..6u64), 0..4);
    prop::collection::vec(device, 2..4).prop_map(|devices| {
        let numbered = devices.into_iter().enumerate().map(|(d, ops)| {
            let op = |(n, (act, hlc)): (usize, (Act, u64))| Op { device: d as u128 + 1, n: n as u64 + 1, hlc, act };
            ops.into_iter().enumerate().map(op).collect()
        });
        numbered.collect()
    })
}

/// One interleaving of the devices that keeps each device's own order, chosen by `picks`.
fn interleave(devices: &[Vec<Op>], picks: &[usize]) -> Vec<Op> {
    let mut queues: Vec<std::collections::VecDeque<Op>> =
        devices.iter().map(|ops| ops.iter().cloned().collect()).collect();
    let mut order = Vec::new();
    for pick in picks.iter().cycle() {
        queues.retain(|queue| !queue.is_empty());
        let Some(len) = std::num::NonZeroUsize::new(queues.len()) else { break };
        order.extend(queues[*pick % len].pop_front());
    }
    order
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn concurrent_writes_give_the_same_body_and_conflicts_in_any_arrival_order(
        devices in devices(),
        one in prop::collection::vec(0..6usize, 1..12),
        other in prop::collection::vec(0..6usize, 1..12),
    ) {
        prop_assert_eq!(play(&interleave(&devices, &one)), play(&interleave(&devices, &other)));
    }
}

fn put(device: u128, n: u64, hlc: u64, value: i64) -> Op {
    Op { device, n, hlc, act: Act::Put("measure:persons", value) }
}

#[test]
fn a_write_that_has_seen_the_last_one_wins_whatever_the_clocks_say() {
    let (body, conflicts, _) = play(&[put(1, 1, 900, 5), put(1, 2, 1, 6)]);
    assert_eq!((body.int("measure:persons"), conflicts.len()), (Some(6), 0));
}

#[test]
fn the_number_that_loses_is_kept_with_its_writer_and_time() {
    let (body, conflicts, _) = play(&[put(1, 1, 10, 18), put(2, 1, 20, 15)]);
    assert_eq!(body.int("measure:persons"), Some(15));
    let by = UserId(Uuid::from_u128(1));
    let stands = Some(Wrote { by: UserId(Uuid::from_u128(2)), at: 20 });
    assert_eq!(conflicts, [Conflict { field: "measure:persons".into(), value: json!(18), by, at: 10, stands }]);
}

#[test]
fn two_phones_that_write_the_same_number_have_no_conflict() {
    assert_eq!(play(&[put(1, 1, 10, 15), put(2, 1, 20, 15)]).1, []);
}

#[test]
fn a_write_that_has_seen_both_values_settles_the_conflict() {
    let (mut body, mut history) = fresh();
    let by = UserId(Uuid::nil());
    for (device, base, ver) in [(1, 1, 2), (2, 1, 3), (3, 3, 4)] {
        let write = Write { hlc: 5, device: DeviceId(device), n: 1, ver, by };
        let sight = Sight { base, device: DeviceId(device), n: 1 };
        history.put(&mut body, Kind::Activity, "measure:persons", &json!(ver), write, sight);
    }
    assert_eq!((body.int("measure:persons"), history.conflicts(Kind::Activity, &body)), (Some(4), vec![]));
}

#[test]
fn a_remove_leaves_an_add_that_it_has_not_seen() {
    let add = Op { device: 1, n: 1, hlc: 1, act: Act::Add(0) };
    let remove = Op { device: 2, n: 1, hlc: 9, act: Act::Remove(0) };
    assert_eq!(play(&[add, remove.clone()]).0.get("tags"), Some(&json!(["t0"])));
    assert_eq!(play(&[remove]).0.get("tags"), None);
}

#[test]
fn a_remove_leaves_an_add_that_it_has_not_seen_though_the_same_device_added_before() {
    let add = |n| Op { device: 1, n, hlc: 1, act: Act::Add(0) };
    let remove = Op { device: 2, n: 1, hlc: 9, act: Act::Remove(0) };
    for order in [vec![add(1), add(2), remove.clone()], vec![add(1), remove.clone(), add(2)], vec![remove, add(1)]] {
        assert_eq!(play(&order).0.get("tags"), Some(&json!(["t0"])), "{order:?}");
    }
    let own = Op { device: 1, n: 3, hlc: 0, act: Act::Remove(0) };
    let by_both = [add(1), add(2), own];
    assert_eq!(play(&by_both).0.get("tags"), None, "who has seen the last add takes all of them away");
}

#[test]
fn who_has_seen_all_has_seen_what_was_taken_out_of_a_set() {
    let (mut body, mut history) = fresh();
    let write = |device, n, ver| Write { hlc: 5, device: DeviceId(device), n, ver, by: UserId(Uuid::nil()) };
    let sees = |device, n, base| Sight { base, device: DeviceId(device), n };
    history.remove(&mut body, "tags", "never there", write(1, 1, 2), sees(1, 1, 1));
    assert!(history.all_seen_by(sees(9, 1, 1)), "what took nothing away changed nothing");
    history.remove(&mut body, "tags", "t0", write(1, 2, 3), sees(1, 2, 1));
    assert!(!history.all_seen_by(sees(9, 1, 2)) && history.all_seen_by(sees(9, 1, 3)));
    history.add(&mut body, "tags", "t1", write(1, 3, 4));
    history.put(&mut body, Kind::Activity, "tags", &json!(null), write(2, 1, 5), sees(2, 1, 4));
    assert!(!history.all_seen_by(sees(9, 1, 4)) && history.all_seen_by(sees(9, 1, 5)));
    let stored = serde_json::to_value(&history).unwrap();
    assert_eq!(stored["removals"]["tags"].as_array().map(Vec::len), Some(1), "the last one has seen the first");
    assert_eq!(serde_json::from_value::<History>(stored).unwrap(), history);
}

#[test]
fn a_history_from_before_removes_were_remembered_is_read_and_written_the_same() {
    let (_, history) = fresh();
    let stored = serde_json::to_string(&history).unwrap();
    assert!(!stored.contains("removals"));
    assert_eq!(serde_json::from_str::<History>(&stored).unwrap(), history);
}

#[test]
fn an_edit_survives_a_delete_that_did_not_know_of_it_and_is_flagged() {
    let delete = Op { device: 2, n: 1, hlc: 1, act: Act::Delete };
    let (_, conflicts, deleted) = play(&[delete.clone(), put(1, 1, 5, 7)]);
    assert!(!deleted);
    assert_eq!(conflicts.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), [DELETED]);
    assert_eq!(
        conflicts[0].stands,
        Some(Wrote { by: UserId(Uuid::from_u128(1)), at: 5 }),
        "the edit that it is up against"
    );
    assert!(play(&[delete]).2);
}
