//! What the projector reads and writes, in the words of SQLite.

use crate::store::{
    StoreError,
    cells::{parsed, signed, to_json},
    project::{Changed, ConcernedKey, Delta, Fact, NameCells, SpellCells},
    tables::ProjectTables,
};
use async_trait::async_trait;
use domain::{
    id::{CommitteeId, RecordId},
    scope::Scope,
};
use serde::Serialize;
use sqlx::{QueryBuilder, Row as _, SqliteConnection, sqlite::SqliteRow};
use std::collections::{BTreeMap, BTreeSet};

/// How many committees may stand above one: there are four levels, and a tree that goes round in a circle must end.
const DEEPEST: i64 = 8;
/// Rows in one statement; a full one always has the same text and stays prepared.
const ROWS: usize = 1_000;

#[async_trait]
impl ProjectTables for SqliteConnection {
    async fn meta(&mut self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("select value from meta where key = ?").bind(key).fetch_optional(self).await?)
    }

    async fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let write =
            "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value";
        sqlx::query(write).bind(key).bind(value).execute(self).await?;
        Ok(())
    }

    async fn changed(&mut self, limit: u32) -> Result<Vec<Changed>, StoreError> {
        let read = "select changed.at as waits_since, record.* \
             from (select at, rec from changed order by at, rec limit ?) as changed cross join record using (rec)";
        let rows = sqlx::query(read).bind(limit).fetch_all(self).await?;
        rows.iter().map(|row| Changed::read(row, None)).collect()
    }

    /// Changes lie in their order, so that those read are one range.
    async fn clear(&mut self, changes: &[Changed]) -> Result<(), StoreError> {
        let Some(last) = changes.last() else { return Ok(()) };
        let clear = "delete from changed where (at, rec) <= (?, ?)";
        sqlx::query(clear).bind(last.at).bind(last.rec.to_string()).execute(self).await?;
        Ok(())
    }

    async fn mark_moved_by_calendar(&mut self, from: &str, until: &str, now: u64) -> Result<(), StoreError> {
        let mark = "insert into changed (at, rec) select distinct ?, record.rec from \
             (select rec from spell where kind = 'venue' and from_day > ?2 and from_day <= ?3 \
              union select rec from spell where kind = 'venue' and until_day >= ?2 and until_day < ?3) as moved \
             cross join concerned on concerned.member = moved.rec \
             cross join record on record.pk = concerned.rec where true on conflict do nothing";
        sqlx::query(mark).bind(signed(now)).bind(from).bind(until).execute(self).await?;
        Ok(())
    }

    async fn mark_concerned(&mut self, members: &[(i64, RecordId)]) -> Result<(), StoreError> {
        let mark = "insert into changed (at, rec) select moved.value ->> 0, record.rec from json_each(?) as moved \
             cross join concerned on concerned.member = moved.value ->> 1 \
             cross join record on record.pk = concerned.rec where true on conflict do nothing";
        run(self, mark, &members).await
    }

    async fn mark_counted(&mut self, scopes: &[(i64, Scope)]) -> Result<(), StoreError> {
        let scopes: Vec<(i64, String)> = scopes.iter().map(|(at, scope)| (*at, scope.to_string())).collect();
        // Whatever counts at all counts as an activity.
        let mark = "insert into changed (at, rec) select moved.value ->> 0, record.rec from json_each(?) as moved \
             cross join scope on scope.id = moved.value ->> 1 \
             cross join fact on fact.scope = scope.pk and fact.indicator = 'activities' \
             cross join record on record.pk = fact.rec where true on conflict do nothing";
        run(self, mark, &scopes).await
    }

    async fn mark_every_record(&mut self) -> Result<(), StoreError> {
        let mark = "insert into changed (at, rec) select at, rec from record where true on conflict do nothing";
        sqlx::query(mark).execute(self).await?;
        Ok(())
    }

    async fn spells(
        &mut self,
        recs: &BTreeSet<RecordId>,
    ) -> Result<BTreeMap<RecordId, BTreeMap<String, SpellCells>>, StoreError> {
        let mut found: BTreeMap<RecordId, BTreeMap<String, SpellCells>> = BTreeMap::new();
        let read = "select spell.* from json_each(?) cross join spell on spell.rec = value";
        for row in fetch(self, read, recs).await? {
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
        run(self, "delete from spell where rec in (select value from json_each(?))", &recs).await?;
        let write = "insert into spell (rec, key, kind, target, from_day, until_day) \
             select value ->> 0, value ->> 1, value ->> '$[2][0]', value ->> '$[2][1]', value ->> '$[2][2]', \
             value ->> '$[2][3]' from json_each(?)";
        run(self, write, &spells).await
    }

    async fn lines(
        &mut self,
        committees: &BTreeSet<CommitteeId>,
    ) -> Result<BTreeMap<CommitteeId, Vec<CommitteeId>>, StoreError> {
        let read = "with recursive line (committee, above, depth) as ( \
                 select value, value, 0 from json_each(?) \
                 union all select line.committee, parent, depth + 1 from line \
                 cross join committee_parent on committee_parent.committee = line.above where depth < ?) \
             select committee, above from line order by depth";
        let mut lines: BTreeMap<CommitteeId, Vec<CommitteeId>> = BTreeMap::new();
        for row in sqlx::query(read).bind(to_json(committees)?).bind(DEEPEST).fetch_all(self).await? {
            let (line, above) = (lines.entry(parsed(&row, "committee")?).or_default(), parsed(&row, "above")?);
            if !line.contains(&above) {
                line.push(above);
            }
        }
        Ok(lines)
    }

    async fn parents(&mut self, recs: &BTreeSet<RecordId>) -> Result<BTreeMap<RecordId, RecordId>, StoreError> {
        let read = "select committee_parent.* from json_each(?) cross join committee_parent on committee = value";
        let rows = fetch(self, read, recs).await?;
        rows.iter().map(|row| Ok((parsed(row, "committee")?, parsed(row, "parent")?))).collect()
    }

    async fn replace_parents(&mut self, recs: &[RecordId], parents: &[(RecordId, RecordId)]) -> Result<(), StoreError> {
        run(self, "delete from committee_parent where committee in (select value from json_each(?))", &recs).await?;
        let write = "insert into committee_parent (committee, parent) \
             select value ->> 0, value ->> 1 from json_each(?)";
        run(self, write, &parents).await
    }

    async fn replace_names(&mut self, numbers: &[i64], names: &[NameCells]) -> Result<(), StoreError> {
        run(self, "delete from roster_text where rowid in (select value from json_each(?))", &numbers).await?;
        let cells = names.iter().map(|one| (one.number, one.rec, one.committee, &one.words, &one.keys));
        let write = "insert into roster_text (rowid, rec, committee, words, keys) \
             select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?)";
        run(self, write, &cells.collect::<Vec<_>>()).await
    }

    async fn scope_numbers(&mut self, scopes: &BTreeSet<Scope>) -> Result<BTreeMap<Scope, i64>, StoreError> {
        let mut numbers = BTreeMap::new();
        let texts: Vec<String> = scopes.iter().map(Scope::to_string).collect();
        let read = "select scope.* from json_each(?) cross join scope on scope.id = value";
        for row in fetch(self, read, &texts).await? {
            numbers.insert(parsed(&row, "id")?, row.try_get("pk")?);
        }
        let fresh = scopes.iter().filter(|scope| !numbers.contains_key(*scope)).map(Scope::to_string);
        let fresh: Vec<String> = fresh.collect();
        if !fresh.is_empty() {
            let write = "insert into scope (id) select value from json_each(?) returning pk, id";
            for row in fetch(self, write, &fresh).await? {
                numbers.insert(parsed(&row, "id")?, row.try_get("pk")?);
            }
        }
        Ok(numbers)
    }

    async fn facts(&mut self, numbers: &[i64]) -> Result<BTreeMap<i64, BTreeSet<Fact>>, StoreError> {
        let mut found: BTreeMap<i64, BTreeSet<Fact>> = BTreeMap::new();
        let read = "select fact.* from json_each(?) cross join fact on fact.rec = value";
        for row in fetch(self, read, &numbers).await? {
            let fact = Fact::read(&row)?;
            found.entry(fact.rec).or_default().insert(fact);
        }
        Ok(found)
    }

    async fn replace_facts(&mut self, stale: &[i64], fresh: &[&Fact]) -> Result<(), StoreError> {
        if !stale.is_empty() {
            run(self, "delete from fact where rec in (select value from json_each(?))", &stale).await?;
        }
        for rows in fresh.chunks(ROWS) {
            let mut write =
                QueryBuilder::new("insert into fact (rec, scope, indicator, activity_type, state, day, amount) ");
            write.push_values(rows, |mut row, fact| {
                row.push_bind(fact.rec)
                    .push_bind(fact.scope)
                    .push_bind(fact.indicator.id())
                    .push_bind(&*fact.activity_type)
                    .push_bind(fact.state.id())
                    .push_bind(fact.day.to_string())
                    .push_bind(fact.amount);
            });
            write.build().persistent(rows.len() == ROWS).execute(&mut *self).await?;
        }
        Ok(())
    }

    async fn write_deltas(&mut self, deltas: &[Delta]) -> Result<(), StoreError> {
        for rows in deltas.chunks(ROWS) {
            let mut write = QueryBuilder::new(
                "insert into rollup (scope, period, indicator, activity_type, state, amount, records) ",
            );
            write.push_values(rows, |mut row, ((scope, over, indicator, activity_type, state), (amount, records))| {
                row.push_bind(*scope)
                    .push_bind(over.to_string())
                    .push_bind(indicator.id())
                    .push_bind(&**activity_type)
                    .push_bind(state.id())
                    .push_bind(*amount)
                    .push_bind(*records);
            });
            write.push(
                " on conflict (scope, period, indicator, activity_type, state) do update set \
                 amount = amount + excluded.amount, records = records + excluded.records",
            );
            write.build().persistent(rows.len() == ROWS).execute(&mut *self).await?;
        }
        sqlx::query("delete from rollup where records = 0").execute(self).await?;
        Ok(())
    }

    async fn add_up(&mut self) -> Result<(), StoreError> {
        sqlx::query("delete from rollup").execute(&mut *self).await?;
        // The quarter is reckoned from the month, as `Period` writes it.
        let add = "insert into rollup (scope, period, indicator, activity_type, state, amount, records) \
             select scope, period, indicator, activity_type, state, sum(amount), count(*) from ( \
                 select *, day as period from fact \
                 union all select *, substr(day, 1, 7) from fact \
                 union all select *, substr(day, 1, 4) || '-Q' || ((substr(day, 6, 2) + 2) / 3) from fact \
                 union all select *, substr(day, 1, 4) from fact) \
             group by scope, period, indicator, activity_type, state";
        sqlx::query(add).execute(self).await?;
        Ok(())
    }

    async fn concerned(&mut self, numbers: &[i64]) -> Result<BTreeMap<ConcernedKey, bool>, StoreError> {
        let read = "select concerned.* from json_each(?) cross join concerned on concerned.rec = value";
        let rows = fetch(self, read, &numbers).await?;
        rows.iter().map(|row| Ok(((row.try_get("rec")?, parsed(row, "member")?), row.try_get("mirrored")?))).collect()
    }

    async fn keep_concerned(
        &mut self,
        gone: &[ConcernedKey],
        other: &[(ConcernedKey, bool)],
    ) -> Result<(), StoreError> {
        if !gone.is_empty() {
            let forget = "delete from concerned where (rec, member) in \
                 (select value ->> 0, value ->> 1 from json_each(?))";
            run(self, forget, &gone).await?;
        }
        let write = "insert into concerned (rec, member, mirrored) \
             select value ->> '$[0][0]', value ->> '$[0][1]', value ->> 1 from json_each(?) where true \
             on conflict (rec, member) do update set mirrored = excluded.mirrored";
        run(self, write, &other).await
    }
}

async fn fetch(
    tx: &mut SqliteConnection,
    statement: &'static str,
    keys: &impl Serialize,
) -> Result<Vec<SqliteRow>, StoreError> {
    Ok(sqlx::query(statement).bind(to_json(keys)?).fetch_all(tx).await?)
}

async fn run(tx: &mut SqliteConnection, statement: &'static str, rows: &impl Serialize) -> Result<(), StoreError> {
    sqlx::query(statement).bind(to_json(rows)?).execute(tx).await?;
    Ok(())
}
