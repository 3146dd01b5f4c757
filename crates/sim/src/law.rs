//! The merge law: mutually concurrent operations give the same body and the same conflicts in any order
//! of arrival, as long as each device's own arrive in order.

use crate::{cast, failure::Broken, rng::Rng, wiring::Wiring};
use domain::{
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    merge::Conflict,
};
use serde_json::{Value, json};
use std::collections::VecDeque;
use sync::{
    clock::Hlc,
    server::{
        decide::Surroundings,
        record::{FeedHead, Record},
    },
    wire::{Act, Empty, Op, SetElem},
};
use uuid::Uuid;

const NOW: u64 = 1_780_000_000_000;
const HOME: Feed = Feed::Venue(cast::VENUES[0]);
const REC: RecordId = RecordId(Uuid::from_u128(0x1a3));

/// Applies concurrent operations of a seed through `decide` in two orders.
///
/// # Errors
/// Where the two differ.
pub fn check(seed: u64, wiring: &dyn Wiring) -> Result<(), Broken> {
    let mut rng = Rng::new(seed ^ 0x1a3_1a3);
    let devices = rng.between(2, 4) as usize;
    let mut ops: Vec<Vec<Op>> = (0..devices).map(|_| draw(&mut rng)).collect();
    let restored = rng.happens(400);
    if restored {
        // Sent again after a restore: the versions they name are those of another epoch.
        for op in ops.iter_mut().flatten() {
            (op.epoch, op.base) = (Some("e0".into()), rng.below(12));
        }
    }
    let epoch = restored.then_some("e1");
    let one = arrive(&ops, &mut rng);
    let other = arrive(&ops, &mut rng);
    let (first, second) = (play(&one, epoch, wiring)?, play(&other, epoch, wiring)?);
    if first == second {
        return Ok(());
    }
    let what = format!("{one:?} give {first:?}, but {other:?} give {second:?}");
    Err(Broken::new("(7) concurrent operations give the same in any order of arrival", what))
}

/// Operations of one device, all of which saw version 1 and nothing of the other devices. One that
/// deletes the record does nothing to it afterwards: its person does not see it any more.
fn draw(rng: &mut Rng) -> Vec<Op> {
    let mut ops = Vec::new();
    for n in 1..=rng.below(5) {
        let act = match rng.below(12) {
            0..4 => patch("measure:persons", Value::from(rng.below(3))),
            4 => patch("measure:persons", Value::Null),
            5..7 => patch("place", Value::from(rng.below(3).to_string())),
            7..9 => Act::Add(elem(rng)),
            9..11 => Act::Remove(elem(rng)),
            _ => Act::Delete(Empty {}),
        };
        let last = matches!(act, Act::Delete(_));
        // Few different clocks, in any order: causality and ties must decide.
        let hlc = Hlc::at(NOW + rng.below(4));
        ops.push(Op {
            n,
            rec: REC,
            kind: Kind::Activity.id().into(),
            feed: HOME,
            base: 1,
            epoch: None,
            hlc,
            schema: 1,
            act,
        });
        if last {
            break;
        }
    }
    ops
}

fn patch(field: &str, value: Value) -> Act {
    Act::Patch(Fields([(field.to_owned(), value)].into()))
}

fn elem(rng: &mut Rng) -> SetElem {
    SetElem { set: "tags".into(), elem: rng.below(3).to_string() }
}

/// One order of arrival.
fn arrive(ops: &[Vec<Op>], rng: &mut Rng) -> Vec<(usize, Op)> {
    let mut queues: Vec<(usize, VecDeque<Op>)> =
        ops.iter().enumerate().map(|(device, ops)| (device, ops.iter().cloned().collect())).collect();
    let mut order = Vec::new();
    loop {
        queues.retain(|(_, queue)| !queue.is_empty());
        let at = rng.below(queues.len() as u64) as usize;
        let Some((device, queue)) = queues.get_mut(at) else { return order };
        order.extend(queue.pop_front().map(|op| (*device, op)));
    }
}

/// Everybody is the author here: what a role may do is not in question.
fn play(
    order: &[(usize, Op)],
    epoch: Option<&str>,
    wiring: &dyn Wiring,
) -> Result<(Fields, Vec<Conflict>, bool), Broken> {
    let accounts = cast::accounts();
    let (author, _) = cast::holder(0);
    let refused = |code: String| Broken::new("(7) concurrent operations of the author are taken in", code);
    let actor = accounts.get(&author).ok_or_else(|| refused("there is no author".into()))?;
    let head = FeedHead::empty(HOME, cast::COMMITTEE);
    let body = Fields::default()
        .with("type", "visit")
        .with("phase", "planned")
        .with("start", "2026-05-04T09:00")
        .with("place", "柳林村")
        .with("measure:persons", 9)
        .with("tags", json!(["0", "1"]))
        .with("narrative", "走访。");
    let made = Op {
        n: 1,
        rec: REC,
        kind: Kind::Activity.id().into(),
        feed: HOME,
        base: 0,
        epoch: None,
        hlc: Hlc::at(NOW),
        schema: 1,
        act: Act::Create(body),
    };
    let apply = |op: &Op, current: Option<&Record>, device: usize| {
        let around =
            Surroundings { device: cast::device(device, 1), actor, home: Some(&head), workflow: None, epoch, now: NOW };
        wiring.decide(op, current, around).map_err(|refusal| refused(format!("{} of {op:?}", refusal.code)))
    };
    let mut record = apply(&made, None, cast::OFFICE)?;
    for (device, op) in order {
        record = apply(op, Some(&record), *device)?;
    }
    let row = record.row();
    Ok((record.body, row.conflicts, row.del))
}
