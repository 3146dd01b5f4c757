//! What the projector reads and writes, in the words of PostgreSQL.

use super::pushing::{ids, texts};
use crate::store::{
    StoreError,
    cells::{parsed, signed},
    project::{Changed, ConcernedKey, Delta, Fact, NameCells, SpellCells},
    tables::ProjectTables,
};
use async_trait::async_trait;
use domain::{
    id::{CommitteeId, RecordId},
    scope::Scope,
};
use sqlx::{PgConnection, Row as _};
use std::collections::{BTreeMap, BTreeSet};

/// How many committees may stand above one: there are four levels, and a tree that goes round in a circle must end.
const DEEPEST: i32 = 8;

#[async_trait]
impl ProjectTables for PgConnection {
    async fn meta(&mut self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("select value from meta where key = $1").bind(key).fetch_optional(self).await?)
    }

    async fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let write = "insert into meta (key, value) values ($1, $2) \
             on conflict (key) do update set value = excluded.value";
        sqlx::query(write).bind(key).bind(value).execute(self).await?;
        Ok(())
    }

    /// Change and record are read by one statement: who sees the change sees the record that it is of.
    async fn changed(&mut self, limit: u32) -> Result<Vec<Changed>, StoreError> {
        let read = "select changed.pk as mark, changed.at as waits_since, record.* \
             from (select * from changed order by at, pk limit $1) as changed join record using (rec) \
             order by changed.at, changed.pk";
        let rows = sqlx::query(read).bind(i64::from(limit)).fetch_all(self).await?;
        rows.iter().map(|row| Changed::read(row, Some(row.try_get("mark")?))).collect()
    }

    async fn clear(&mut self, changes: &[Changed]) -> Result<(), StoreError> {
        let marks: Vec<i64> = changes.iter().filter_map(|one| one.mark).collect();
        sqlx::query("delete from changed where pk = any($1)").bind(marks).execute(self).await?;
        Ok(())
    }

    async fn mark_moved_by_calendar(&mut self, from: &str, until: &str, now: u64) -> Result<(), StoreError> {
        let mark = "insert into changed (at, rec) select distinct $1::bigint, record.rec from \
             (select rec from spell where kind = 'venue' and from_day > $2 and from_day <= $3 \
              union select rec from spell where kind = 'venue' and until_day >= $2 and until_day < $3) as moved \
             join concerned on concerned.member = moved.rec join record on record.pk = concerned.rec";
        sqlx::query(mark).bind(signed(now)).bind(from).bind(until).execute(self).await?;
        Ok(())
    }

    async fn mark_concerned(&mut self, members: &[(i64, RecordId)]) -> Result<(), StoreError> {
        let mark = "insert into changed (at, rec) select distinct moved.at, record.rec \
             from unnest($1::bigint[], $2::uuid[]) as moved (at, member) \
             join concerned using (member) join record on record.pk = concerned.rec";
        let (since, members): (Vec<i64>, Vec<uuid::Uuid>) = members.iter().map(|(at, rec)| (*at, rec.0)).unzip();
        sqlx::query(mark).bind(since).bind(members).execute(self).await?;
        Ok(())
    }

    async fn mark_counted(&mut self, scopes: &[(i64, Scope)]) -> Result<(), StoreError> {
        // Whatever counts at all counts as an activity.
        let mark = "insert into changed (at, rec) select distinct moved.at, record.rec \
             from unnest($1::bigint[], $2::text[]) as moved (at, id) join scope using (id) \
             join fact on fact.scope = scope.pk and fact.indicator = 'activities' \
             join record on record.pk = fact.rec";
        let (since, scopes): (Vec<i64>, Vec<String>) = scopes.iter().map(|(at, one)| (*at, one.to_string())).unzip();
        sqlx::query(mark).bind(since).bind(scopes).execute(self).await?;
        Ok(())
    }

    async fn mark_every_record(&mut self) -> Result<(), StoreError> {
        sqlx::query("insert into changed (at, rec) select at, rec from record").execute(self).await?;
        Ok(())
    }

    async fn spells(
        &mut self,
        recs: &BTreeSet<RecordId>,
    ) -> Result<BTreeMap<RecordId, BTreeMap<String, SpellCells>>, StoreError> {
        let mut found: BTreeMap<RecordId, BTreeMap<String, SpellCells>> = BTreeMap::new();
        let read = "select * from spell where rec = any($1)";
        for row in sqlx::query(read).bind(ids(recs)).fetch_all(self).await? {
            let cells =
                (row.try_get("kind")?, row.try_get("target")?, row.try_get("from_day")?, row.try_get("until_day")?);
            found.entry(parsed(&row, "rec")?).or_default().insert(row.try_get("key")?, cells);
        }
        Ok(found)
    }

    async fn replace_spells(
        &mut self,
        recs: &[RecordId],
        spells: &[(RecordId, String, SpellCells)],
    ) -> Result<(), StoreError> {
        sqlx::query("delete from spell where rec = any($1)").bind(ids(recs)).execute(&mut *self).await?;
        let write = "insert into spell (rec, key, kind, target, from_day, until_day) \
             select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])";
        sqlx::query(write)
            .bind(spells.iter().map(|(rec, ..)| rec.0).collect::<Vec<_>>())
            .bind(spells.iter().map(|(_, key, _)| key.as_str()).collect::<Vec<_>>())
            .bind(spells.iter().map(|(.., cells)| cells.0.as_str()).collect::<Vec<_>>())
            .bind(spells.iter().map(|(.., cells)| cells.1.as_str()).collect::<Vec<_>>())
            .bind(spells.iter().map(|(.., cells)| cells.2.as_str()).collect::<Vec<_>>())
            .bind(spells.iter().map(|(.., cells)| cells.3.as_deref()).collect::<Vec<_>>())
            .execute(self)
            .await?;
        Ok(())
    }

    async fn lines(
        &mut self,
        committees: &BTreeSet<CommitteeId>,
    ) -> Result<BTreeMap<CommitteeId, Vec<CommitteeId>>, StoreError> {
        let read = "with recursive line (committee, above, depth) as ( \
                 select id, id, 0 from unnest($1::uuid[]) as id \
                 union all select line.committee, parent, depth + 1 from line \
                 join committee_parent on committee_parent.committee = line.above where depth < $2) \
             select committee, above from line order by depth";
        let wanted: Vec<uuid::Uuid> = committees.iter().map(|one| one.0).collect();
        let mut lines: BTreeMap<CommitteeId, Vec<CommitteeId>> = BTreeMap::new();
        for row in sqlx::query(read).bind(wanted).bind(DEEPEST).fetch_all(self).await? {
            let (line, above) = (lines.entry(parsed(&row, "committee")?).or_default(), parsed(&row, "above")?);
            if !line.contains(&above) {
                line.push(above);
            }
        }
        Ok(lines)
    }

    async fn parents(&mut self, recs: &BTreeSet<RecordId>) -> Result<BTreeMap<RecordId, RecordId>, StoreError> {
        let read = "select * from committee_parent where committee = any($1)";
        let rows = sqlx::query(read).bind(ids(recs)).fetch_all(self).await?;
        rows.iter().map(|row| Ok((parsed(row, "committee")?, parsed(row, "parent")?))).collect()
    }

    async fn replace_parents(&mut self, recs: &[RecordId], parents: &[(RecordId, RecordId)]) -> Result<(), StoreError> {
        let forget = "delete from committee_parent where committee = any($1)";
        sqlx::query(forget).bind(ids(recs)).execute(&mut *self).await?;
        let write = "insert into committee_parent (committee, parent) select * from unnest($1::uuid[], $2::uuid[])";
        let (recs, above): (Vec<uuid::Uuid>, Vec<uuid::Uuid>) = parents.iter().map(|(a, b)| (a.0, b.0)).unzip();
        sqlx::query(write).bind(recs).bind(above).execute(self).await?;
        Ok(())
    }

    async fn replace_names(&mut self, numbers: &[i64], names: &[NameCells]) -> Result<(), StoreError> {
        sqlx::query("delete from roster_text where rec = any($1)").bind(numbers).execute(&mut *self).await?;
        // A word is found from its beginning on: each has a space before it.
        let write = "insert into roster_text (rec, committee, kind, name, words, keys) \
             select each.rec, committee, record.kind, name, words, keys \
             from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[]) \
                 as each (rec, committee, name, words, keys) \
             join (select pk, kind from record) as record on record.pk = each.rec";
        sqlx::query(write)
            .bind(names.iter().map(|one| one.number).collect::<Vec<_>>())
            .bind(names.iter().map(|one| one.committee.0).collect::<Vec<_>>())
            .bind(names.iter().map(|one| one.name.as_str()).collect::<Vec<_>>())
            .bind(names.iter().map(|one| format!(" {}", one.words.to_lowercase())).collect::<Vec<_>>())
            .bind(names.iter().map(|one| format!(" {}", one.keys.to_lowercase())).collect::<Vec<_>>())
            .execute(self)
            .await?;
        Ok(())
    }

    async fn scope_numbers(&mut self, scopes: &BTreeSet<Scope>) -> Result<BTreeMap<Scope, i64>, StoreError> {
        let texts = texts(scopes);
        let read = "select id, pk from scope where id = any($1)";
        let mut rows = sqlx::query(read).bind(&texts).fetch_all(&mut *self).await?;
        if rows.len() < scopes.len() {
            let write = "insert into scope (id) select * from unnest($1::text[]) returning id, pk";
            let known: BTreeSet<String> = rows.iter().map(|row| row.try_get("id")).collect::<Result<_, _>>()?;
            let fresh: Vec<&String> = texts.iter().filter(|id| !known.contains(*id)).collect();
            rows.extend(sqlx::query(write).bind(fresh).fetch_all(self).await?);
        }
        rows.iter().map(|row| Ok((parsed(row, "id")?, row.try_get("pk")?))).collect()
    }

    async fn facts(&mut self, numbers: &[i64]) -> Result<BTreeMap<i64, BTreeSet<Fact>>, StoreError> {
        let mut found: BTreeMap<i64, BTreeSet<Fact>> = BTreeMap::new();
        for row in sqlx::query("select * from fact where rec = any($1)").bind(numbers).fetch_all(self).await? {
            let fact = Fact::read(&row)?;
            found.entry(fact.rec).or_default().insert(fact);
        }
        Ok(found)
    }

    async fn replace_facts(&mut self, stale: &[i64], fresh: &[&Fact]) -> Result<(), StoreError> {
        if !stale.is_empty() {
            sqlx::query("delete from fact where rec = any($1)").bind(stale).execute(&mut *self).await?;
        }
        if fresh.is_empty() {
            return Ok(());
        }
        let write = "insert into fact (rec, scope, indicator, activity_type, state, day, amount) \
             select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], \
             $7::bigint[])";
        sqlx::query(write)
            .bind(fresh.iter().map(|fact| fact.rec).collect::<Vec<_>>())
            .bind(fresh.iter().map(|fact| fact.scope).collect::<Vec<_>>())
            .bind(fresh.iter().map(|fact| fact.indicator.id()).collect::<Vec<_>>())
            .bind(fresh.iter().map(|fact| &*fact.activity_type).collect::<Vec<_>>())
            .bind(fresh.iter().map(|fact| fact.state.id()).collect::<Vec<_>>())
            .bind(fresh.iter().map(|fact| fact.day.to_string()).collect::<Vec<_>>())
            .bind(fresh.iter().map(|fact| fact.amount).collect::<Vec<_>>())
            .execute(self)
            .await?;
        Ok(())
    }

    async fn write_deltas(&mut self, deltas: &[Delta]) -> Result<(), StoreError> {
        let write = "insert into rollup (scope, period, indicator, activity_type, state, amount, records) \
             select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], \
                 $7::bigint[]) \
             on conflict (scope, period, indicator, activity_type, state) do update set \
             amount = rollup.amount + excluded.amount, records = rollup.records + excluded.records";
        sqlx::query(write)
            .bind(deltas.iter().map(|(key, _)| key.0).collect::<Vec<_>>())
            .bind(deltas.iter().map(|(key, _)| key.1.to_string()).collect::<Vec<_>>())
            .bind(deltas.iter().map(|(key, _)| key.2.id()).collect::<Vec<_>>())
            .bind(deltas.iter().map(|(key, _)| &*key.3).collect::<Vec<_>>())
            .bind(deltas.iter().map(|(key, _)| key.4.id()).collect::<Vec<_>>())
            .bind(deltas.iter().map(|(_, delta)| delta.0).collect::<Vec<_>>())
            .bind(deltas.iter().map(|(_, delta)| delta.1).collect::<Vec<_>>())
            .execute(&mut *self)
            .await?;
        sqlx::query("delete from rollup where records = 0").execute(self).await?;
        Ok(())
    }

    async fn add_up(&mut self) -> Result<(), StoreError> {
        sqlx::query("delete from rollup").execute(&mut *self).await?;
        // The quarter is reckoned from the month, as `Period` writes it.
        let add = "insert into rollup (scope, period, indicator, activity_type, state, amount, records) \
             select scope, period, indicator, activity_type, state, sum(amount)::bigint, count(*) from fact \
             cross join lateral (values (day), (substr(day, 1, 7)), \
                 (substr(day, 1, 4) || '-Q' || (substr(day, 6, 2)::int + 2) / 3), (substr(day, 1, 4))) as over (period) \
             group by scope, period, indicator, activity_type, state";
        sqlx::query(add).execute(self).await?;
        Ok(())
    }

    async fn concerned(&mut self, numbers: &[i64]) -> Result<BTreeMap<ConcernedKey, bool>, StoreError> {
        let read = "select * from concerned where rec = any($1)";
        let rows = sqlx::query(read).bind(numbers).fetch_all(self).await?;
        rows.iter().map(|row| Ok(((row.try_get("rec")?, parsed(row, "member")?), row.try_get("mirrored")?))).collect()
    }

    async fn keep_concerned(
        &mut self,
        gone: &[ConcernedKey],
        other: &[(ConcernedKey, bool)],
    ) -> Result<(), StoreError> {
        if !gone.is_empty() {
            let (recs, members): (Vec<i64>, Vec<uuid::Uuid>) = gone.iter().map(|(rec, who)| (*rec, who.0)).unzip();
            let forget =
                "delete from concerned where (rec, member) in (select * from unnest($1::bigint[], $2::uuid[]))";
            sqlx::query(forget).bind(recs).bind(members).execute(&mut *self).await?;
        }
        let write = "insert into concerned (rec, member, mirrored) \
             select * from unnest($1::bigint[], $2::uuid[], $3::boolean[]) \
             on conflict (rec, member) do update set mirrored = excluded.mirrored";
        sqlx::query(write)
            .bind(other.iter().map(|((rec, _), _)| *rec).collect::<Vec<_>>())
            .bind(other.iter().map(|((_, member), _)| member.0).collect::<Vec<_>>())
            .bind(other.iter().map(|(_, mirrored)| *mirrored).collect::<Vec<_>>())
            .execute(self)
            .await?;
        Ok(())
    }
}
