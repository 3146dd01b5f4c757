//! Whatever is pushed, nothing panics and the sums stay right.

use super::*;
use crate::wire::SetElem;
use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;

fn value() -> impl Strategy<Value = Value> {
    let text =
        prop::sample::select(vec!["pending", "returned", "approved", "void", "held", "", "x", "2026-05-04T09:00"]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Value::Array))
}

fn fields() -> impl Strategy<Value = Fields> {
    let known = ["type", "phase", "start", "venue", "place", "narrative", "tags", "review", "review_reason", "name"];
    let more = ["measure:persons", "attendance:", "recorded_for", "spell:1", "$deleted", "created"];
    let name = prop_oneof![
        8 => prop::sample::select([known.as_slice(), more.as_slice()].concat()).prop_map(str::to_owned),
        1 => ".{0,12}",
    ];
    prop::collection::btree_map(name, value(), 0..5).prop_map(Fields)
}

fn act() -> impl Strategy<Value = Act> {
    let elem = || (prop::sample::select(vec!["tags", "place", ""]), "[a-c]{0,1}");
    let elem = move || elem().prop_map(|(set, elem)| SetElem { set: set.into(), elem });
    prop_oneof![
        2 => Just(make()),
        1 => fields().prop_map(Act::Create),
        4 => fields().prop_map(Act::Patch),
        2 => elem().prop_map(Act::Add),
        2 => elem().prop_map(Act::Remove),
        1 => Just(delete()),
        1 => Just(review("returned", Some("x"))),
        1 => Just(review("pending", None)),
    ]
}

/// Mostly the next number, sometimes any.
fn ops() -> impl Strategy<Value = Vec<Op>> {
    let rec = (0..3u128).prop_map(|rec| RecordId(Uuid::from_u128(rec)));
    let kind = prop::sample::select(vec!["activity", "activity", "activity", "venue", "member", "poem"]);
    let feed = prop::sample::select(vec![HOME, HOME, HOME, REF, Feed::Member(LIN), Feed::Office(Uuid::nil())]);
    let base = prop_oneof![0..8u64, any::<u64>()];
    let n = prop_oneof![12 => Just(None), 1 => any::<u64>().prop_map(Some)];
    let op = (rec, kind, feed, base, any::<u64>(), act(), n, 0..3u32);
    prop::collection::vec(op, 0..12).prop_map(|list| {
        let numbered = list.into_iter().zip(1..).map(|((rec, kind, feed, base, hlc, act, n, schema), next)| Op {
            n: n.unwrap_or(next),
            rec,
            kind: kind.into(),
            feed,
            base,
            epoch: None,
            hlc: Hlc(hlc),
            schema,
            act,
        });
        numbered.collect()
    })
}

fn pushes() -> impl Strategy<Value = Vec<Push>> {
    let who = (0..6usize).prop_map(|i| [lin(), wu(), convenor(), staff(), leader(), stranger()][i].clone());
    let device = prop::sample::select(vec![PHONE, OTHER_PHONE, DESK]);
    let push = (device, who, ops()).prop_map(|(device, actor, ops)| Push { device, actor, epoch: None, ops });
    prop::collection::vec(push, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_pushes_leave_sums_that_are_right_and_answers_that_stay_the_same(pushes in pushes()) {
        let mut shelf = Shelf::open();
        let answers = shelf.take(&pushes);
        prop_assert_eq!(answers.len(), pushes.len());
        let before = shelf.0.clone();
        for (push, answer) in pushes.iter().zip(&answers) {
            let Ok(results) = answer else { continue };
            if push.ops.is_empty() {
                continue;
            }
            prop_assert_eq!(results.len(), push.ops.len());
            prop_assert_eq!(&shelf.take(std::slice::from_ref(push))[0], answer);
        }
        prop_assert_eq!(shelf.0, before);
    }
}
