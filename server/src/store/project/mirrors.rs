//! Mirrors: whoever a record concerns without receiving its feed gets a row about it in the own feed.
//!
//! They are operations like all others, decided and written in the projector's own transaction: none is lost, none made
//! twice.

use super::{Changed, ground::Ground};
use crate::store::{Heads, Incoming, StoreError, tables::ProjectTables, writing};
use domain::{
    affiliation::Affiliation,
    fields::Fields,
    id::{DeviceId, Feed, MemberId, RecordId, UserId},
    kind::Kind,
    mirror::{self, Of, concerned},
    policy::{Held, Role, Scope},
    schema::SCHEMA,
};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    clock::Hlc,
    server::{Actor, group::Push, record::Record},
    wire::{Act, Empty, Op, OutboxReport, Outcome},
};

/// Who writes mirrors: nobody has this account.
const SERVER: UserId = UserId(uuid::Uuid::nil());

/// A record, by its number, and a member whom it concerns.
pub type ConcernedKey = (i64, MemberId);

/// Whether the member has a mirror of the record.
type Concerned = BTreeMap<ConcernedKey, bool>;

/// Lets the mirrors of some activities follow; answers the feeds that have changed.
pub async fn write(
    tx: &mut dyn ProjectTables,
    activities: &[Changed],
    ground: &Ground,
    device: DeviceId,
    (today, now): (Date, u64),
) -> Result<Heads, StoreError> {
    let before = tx.concerned(&activities.iter().map(|one| one.pk).collect::<Vec<_>>()).await?;
    let after = wanted(activities, ground, today);
    if before != after {
        keep(tx, &before, &after).await?;
    }
    let mirrored = |all: &Concerned, key: &ConcernedKey| all.get(key) == Some(&true);
    let touched: BTreeSet<ConcernedKey> = before
        .keys()
        .chain(after.keys())
        .filter(|key| mirrored(&before, key) || mirrored(&after, key))
        .copied()
        .collect();
    if touched.is_empty() {
        return Ok(Heads::new());
    }
    let by_number: BTreeMap<i64, &Changed> = activities.iter().map(|one| (one.pk, one)).collect();
    let ids: BTreeSet<RecordId> =
        touched.iter().filter_map(|(number, member)| Some(mirror::id(by_number.get(number)?.rec, *member))).collect();
    let (standing, members) = (tx.records(&ids).await?, with_feeds(tx, &touched).await?);
    let mut ops = Vec::new();
    for (number, member) in touched.iter().filter(|(_, member)| members.contains(member)) {
        let Some(one) = by_number.get(number) else { continue };
        let rec = mirror::id(one.rec, *member);
        let known = standing.get(&rec);
        let act = if mirrored(&after, &(*number, *member)) { show(one, *member, known) } else { take_away(known) };
        ops.extend(act.map(|act| Op {
            n: 0,
            rec,
            kind: Kind::Mirror.id().to_owned(),
            feed: Feed::Member(*member),
            base: known.map_or(0, |known| known.ver),
            epoch: None,
            hlc: Hlc::at(now),
            schema: SCHEMA,
            act,
        }));
    }
    push(tx, device, ops, now).await
}

/// Whom the activities concern, and who of them does not receive the feed today.
fn wanted(activities: &[Changed], ground: &Ground, today: Date) -> Concerned {
    let mut wanted = Concerned::new();
    for one in activities.iter().filter(|one| !one.is_deleted) {
        for member in concerned(one.kind, &one.body) {
            wanted.insert((one.pk, member), !receives(member, one.feed, ground, today));
        }
    }
    wanted
}

fn receives(member: MemberId, feed: Feed, ground: &Ground, today: Date) -> bool {
    match feed {
        Feed::Member(whose) => whose == member,
        Feed::Venue(venue) => ground.spells(member.into()).iter().any(|spell| {
            spell.kind == Affiliation::Venue && spell.target() == Some(venue.into()) && spell.holds_on(today)
        }),
        Feed::Ref(_) | Feed::Office(_) => false,
    }
}

/// What has to be written for the mirror to show the record; `None` where it does already.
fn show(one: &Changed, member: MemberId, known: Option<&Record>) -> Option<Act> {
    let of = Of { rec: one.rec, kind: one.kind, feed: one.feed, ver: one.ver };
    let fields = of.fields(&one.body, member);
    let Some(known) = known else { return Some(Act::Create(fields)) };
    let gone =
        known.body.0.keys().filter(|field| fields.get(field).is_none()).map(|field| (field.clone(), Value::Null));
    let other = fields.0.iter().filter(|(field, value)| known.body.get(field) != Some(value));
    let patch: Fields = other.map(|(field, value)| (field.clone(), value.clone())).chain(gone).collect();
    (!patch.is_empty() || known.is_deleted()).then_some(Act::Patch(patch))
}

fn take_away(known: Option<&Record>) -> Option<Act> {
    known.filter(|known| !known.is_deleted()).map(|_| Act::Delete(Empty {}))
}

async fn push(tx: &mut dyn ProjectTables, device: DeviceId, mut ops: Vec<Op>, now: u64) -> Result<Heads, StoreError> {
    if ops.is_empty() {
        return Ok(Heads::new());
    }
    let known = tx.devices(&[device].into()).await?;
    let first = known.get(&device).map_or(0, |row| row.last_n) + 1;
    let mut held = BTreeSet::new();
    for (op, n) in ops.iter_mut().zip(first..) {
        op.n = n;
        if let Feed::Member(member) = op.feed {
            held.insert(Held { role: Role::Server, scope: Scope::Member(member) });
        }
    }
    let actor = Actor { user: SERVER, member: None, held: held.into_iter().collect(), lost: Vec::new() };
    let incoming = Incoming { push: Push { device, actor, epoch: None, ops }, waiting: OutboxReport::default() };
    let (answers, heads) = writing::apply(tx, &[incoming], now).await?;
    match answers.into_iter().next() {
        // A mirror that cannot be written must not keep all figures from being made.
        Some(Ok(results)) => {
            let refused = results.iter().filter(|result| !matches!(result.outcome, Outcome::Applied { .. })).count();
            if refused > 0 {
                tracing::warn!(refused, "mirrors were refused");
            }
            Ok(heads)
        }
        other => Err(StoreError::Corrupt(format!("the server's own push was turned away: {other:?}"))),
    }
}

/// Writes down whom the activities concern now.
async fn keep(tx: &mut dyn ProjectTables, before: &Concerned, after: &Concerned) -> Result<(), StoreError> {
    let gone: Vec<ConcernedKey> = before.keys().filter(|key| !after.contains_key(key)).copied().collect();
    let other = after.iter().filter(|(key, mirrored)| before.get(key) != Some(mirrored));
    let other: Vec<(ConcernedKey, bool)> = other.map(|(key, mirrored)| (*key, *mirrored)).collect();
    tx.keep_concerned(&gone, &other).await
}

/// Those who have a feed: a record may name a member that no roster knows.
async fn with_feeds(
    tx: &mut dyn ProjectTables,
    touched: &BTreeSet<ConcernedKey>,
) -> Result<BTreeSet<MemberId>, StoreError> {
    let feeds: BTreeSet<Feed> = touched.iter().map(|(_, member)| Feed::Member(*member)).collect();
    let known = tx.feeds(&feeds).await?;
    let member = |feed: &Feed| if let Feed::Member(member) = feed { Some(*member) } else { None };
    Ok(known.keys().filter_map(member).collect())
}
