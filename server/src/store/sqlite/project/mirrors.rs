//! Mirrors: whoever a record concerns without receiving its feed gets a row about it in the own feed.
//!
//! They are operations like all others, decided and written in the projector's own transaction: none is lost, none made
//! twice.

use super::{
    super::{apply, cells::to_json, committees, rows},
    Changed,
    ground::Ground,
};
use crate::store::{Incoming, StoreError};
use domain::{
    affiliation::Affiliation,
    fields::Fields,
    id::{Feed, MemberId, RecordId, UserId},
    kind::Kind,
    mirror::{self, Of, concerned},
    policy::{Held, Role, Scope},
    schema::SCHEMA,
};
use jiff::civil::Date;
use serde_json::Value;
use sqlx::{Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};
use sync::{
    clock::Hlc,
    server::{Actor, group::Push, record::Record},
    wire::{Act, Empty, Op, OutboxReport, Outcome},
};

/// Who writes mirrors: nobody has this account.
const SERVER: UserId = UserId(uuid::Uuid::nil());

/// Record, by its number, and member → whether the member has a mirror of it.
type Concerned = BTreeMap<(i64, MemberId), bool>;

/// Lets the mirrors of some activities follow.
pub async fn write(
    tx: &mut SqliteConnection,
    activities: &[Changed],
    ground: &Ground,
    today: Date,
    now: u64,
) -> Result<(), StoreError> {
    let before = read(tx, activities).await?;
    let after = wanted(activities, ground, today);
    if before != after {
        keep(tx, &before, &after).await?;
    }
    let mirrored = |all: &Concerned, key: &(i64, MemberId)| all.get(key) == Some(&true);
    let touched: BTreeSet<(i64, MemberId)> = before
        .keys()
        .chain(after.keys())
        .filter(|key| mirrored(&before, key) || mirrored(&after, key))
        .copied()
        .collect();
    if touched.is_empty() {
        return Ok(());
    }
    let by_number: BTreeMap<i64, &Changed> = activities.iter().map(|one| (one.pk, one)).collect();
    let ids: BTreeSet<RecordId> =
        touched.iter().filter_map(|(number, member)| Some(mirror::id(by_number.get(number)?.rec, *member))).collect();
    let (standing, members) = (records(tx, &ids).await?, with_feeds(tx, &touched).await?);
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
    push(tx, ops, now).await
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

async fn push(tx: &mut SqliteConnection, mut ops: Vec<Op>, now: u64) -> Result<(), StoreError> {
    if ops.is_empty() {
        return Ok(());
    }
    let device = committees::device(tx).await?;
    let read = "select last_n from device where id = ?";
    let last: Option<i64> = sqlx::query_scalar(read).bind(device.to_string()).fetch_optional(&mut *tx).await?;
    let first = u64::try_from(last.unwrap_or(0)).unwrap_or(0) + 1;
    let mut held = BTreeSet::new();
    for (op, n) in ops.iter_mut().zip(first..) {
        op.n = n;
        if let Feed::Member(member) = op.feed {
            held.insert(Held { role: Role::Server, scope: Scope::Member(member) });
        }
    }
    let actor = Actor { user: SERVER, member: None, held: held.into_iter().collect() };
    let incoming = Incoming { push: Push { device, actor, ops }, waiting: OutboxReport::default() };
    let answers = apply::apply(tx, &[incoming], now).await?;
    match answers.into_iter().next() {
        // A mirror that cannot be written must not keep all figures from being made.
        Some(Ok(results)) => {
            let refused = results.iter().filter(|result| !matches!(result.outcome, Outcome::Applied { .. })).count();
            if refused > 0 {
                tracing::warn!(refused, "mirrors were refused");
            }
            Ok(())
        }
        other => Err(StoreError::Corrupt(format!("the server's own push was turned away: {other:?}"))),
    }
}

async fn read(tx: &mut SqliteConnection, activities: &[Changed]) -> Result<Concerned, StoreError> {
    let numbers: Vec<i64> = activities.iter().map(|one| one.pk).collect();
    let read = "select concerned.* from json_each(?) cross join concerned on concerned.rec = value";
    let mut found = Concerned::new();
    for row in sqlx::query(read).bind(to_json(&numbers)?).fetch_all(tx).await? {
        found.insert((row.try_get("rec")?, super::parsed(&row, "member")?), row.try_get("mirrored")?);
    }
    Ok(found)
}

/// Writes down whom the activities concern now.
async fn keep(tx: &mut SqliteConnection, before: &Concerned, after: &Concerned) -> Result<(), StoreError> {
    let gone: Vec<_> = before.keys().filter(|key| !after.contains_key(key)).collect();
    if !gone.is_empty() {
        let forget = "delete from concerned where (rec, member) in \
             (select value ->> 0, value ->> 1 from json_each(?))";
        sqlx::query(forget).bind(to_json(&gone)?).execute(&mut *tx).await?;
    }
    let other: Vec<_> = after.iter().filter(|(key, mirrored)| before.get(key) != Some(mirrored)).collect();
    let write = "insert into concerned (rec, member, mirrored) \
         select value ->> '$[0][0]', value ->> '$[0][1]', value ->> 1 from json_each(?) where true \
         on conflict (rec, member) do update set mirrored = excluded.mirrored";
    sqlx::query(write).bind(to_json(&other)?).execute(tx).await?;
    Ok(())
}

async fn records(
    tx: &mut SqliteConnection,
    ids: &BTreeSet<RecordId>,
) -> Result<BTreeMap<RecordId, Record>, StoreError> {
    let read = "select record.* from json_each(?) cross join record on record.rec = value";
    let found = sqlx::query(read).bind(to_json(ids)?).fetch_all(tx).await?;
    found.iter().map(|row| rows::record(row).map(|record| (record.rec, record))).collect()
}

/// Those who have a feed: a record may name a member that no roster knows.
async fn with_feeds(
    tx: &mut SqliteConnection,
    touched: &BTreeSet<(i64, MemberId)>,
) -> Result<BTreeSet<MemberId>, StoreError> {
    let feeds: BTreeSet<Feed> = touched.iter().map(|(_, member)| Feed::Member(*member)).collect();
    let read = "select feed.* from json_each(?) cross join feed on feed.id = value";
    let found = sqlx::query(read).bind(to_json(&feeds)?).fetch_all(tx).await?;
    let mut members = BTreeSet::new();
    for row in &found {
        if let Feed::Member(member) = rows::feed(row)?.feed {
            members.insert(member);
        }
    }
    Ok(members)
}
