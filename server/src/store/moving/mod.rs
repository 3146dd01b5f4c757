//! Moving a database in a file into an empty PostgreSQL: every row of every table in one transaction, read back and compared
//! before it counts.
//!
//! The epoch, the numbers of feeds and devices, and sessions move along, so that phones and desks go on as if nothing had
//! happened. What the projector made moves too: figures are there at once, and no mirror is written a second time.

mod tables;

use super::{
    StoreError, postgres, rows,
    sqlite::{self, SqliteStore},
};
use domain::id::{Feed, RecordId};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row as _, SqliteConnection};
use std::{collections::BTreeMap, mem};
use sync::digest;
use tables::Table;

/// Bytes that are handed over at once.
const PIECE: usize = 1 << 16;

/// What was moved.
#[derive(Debug)]
pub struct Moved {
    /// The tables, each with what it holds.
    pub tables: Vec<(String, Sum)>,
    /// Feeds whose count and digest are those of their records.
    pub feeds: usize,
    /// Whether the file remembers that it was moved. All is there even where that could not be written down any more.
    pub is_marked: bool,
}

/// Rows, whatever their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub rows: u64,
    /// XOR over the first 8 bytes of the SHA-256 of each, written as a line.
    pub digest: u64,
}

impl Sum {
    fn add(&mut self, line: &[u8]) {
        self.rows += 1;
        self.digest ^= digest::first_8(&Sha256::digest(line));
    }
}

impl SqliteStore {
    /// Moves everything into the PostgreSQL at a URL, whose database has to be empty, and remembers that it has moved: two
    /// databases that go on from one epoch would give the same numbers to different things.
    ///
    /// # Errors
    /// Where the other database is not empty, has a server running on it or does not wait for the disk; where one of them
    /// fails; where what arrived is not what was sent. This one is as it was then.
    pub async fn move_to(&self, url: &str, now: u64) -> Result<Moved, StoreError> {
        let mut connection = postgres::moving::connect(url).await?;
        let mut to = connection.begin().await?;
        postgres::moving::take_empty(&mut to).await?;
        let mut from = self.writing().await?;
        let mut sums = Vec::new();
        for table in tables::tables(&mut from, &mut to).await? {
            let sent = copy(&mut from, &mut to, &table).await?;
            let arrived = arrived(&mut to, &table).await?;
            if sent != arrived {
                return Err(StoreError::Unfit(format!("{} arrived as {arrived:?}, not as {sent:?}", table.name)));
            }
            sums.push((table.name, sent));
        }
        let feeds = compare_feeds(&mut to).await?;
        postgres::moving::go_on_from_there(&mut to, now).await?;
        sqlite::mark_moved(&mut from, now).await?;
        to.commit().await?;
        let is_marked = from.commit().await.is_ok();
        // All is there, whatever comes of taking leave.
        let _ = connection.close().await;
        Ok(Moved { tables: sums, feeds, is_marked })
    }
}

async fn copy(from: &mut SqliteConnection, to: &mut PgConnection, table: &Table) -> Result<Sum, StoreError> {
    let mut rows = sqlx::query(AssertSqlSafe(table.select())).fetch(from);
    let mut sink = to.copy_in_raw(&format!("copy {} from stdin", table.with_columns())).await?;
    let (mut sum, mut lines) = (Sum::default(), Vec::new());
    while let Some(row) = rows.try_next().await? {
        let begin = lines.len();
        table.write_line(&row, &mut lines)?;
        sum.add(&lines[begin..]);
        if lines.len() > PIECE {
            sink.send(mem::take(&mut lines)).await?;
        }
    }
    sink.send(lines).await?;
    sink.finish().await?;
    Ok(sum)
}

/// What a table holds now, read back: each row comes as a line of its own.
async fn arrived(to: &mut PgConnection, table: &Table) -> Result<Sum, StoreError> {
    let mut lines = to.copy_out_raw(&format!("copy {} to stdout", table.with_columns())).await?;
    let mut sum = Sum::default();
    while let Some(line) = lines.try_next().await? {
        sum.add(&line);
    }
    Ok(sum)
}

/// Compares the head of each feed with the records that it has, as clients do; answers how many feeds there are.
async fn compare_feeds(to: &mut PgConnection) -> Result<usize, StoreError> {
    let mut found: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut standing = sqlx::query("select feed, rec, ver from record where not del").fetch(&mut *to);
    while let Some(row) = standing.try_next().await? {
        let (count, sum) = found.entry(row.try_get("feed")?).or_default();
        let ver: i64 = row.try_get("ver")?;
        *count += 1;
        *sum ^= digest::row(RecordId(row.try_get("rec")?), ver.cast_unsigned());
    }
    drop(standing);
    let heads = sqlx::query("select * from feed").fetch_all(to).await?;
    for head in &heads {
        let head = rows::feed(head)?;
        let held = found.remove(&head.feed.to_string()).unwrap_or_default();
        if held != (head.count, head.digest) {
            return Err(differs(head.feed, (head.count, head.digest), held));
        }
    }
    match found.into_keys().next() {
        Some(homeless) => Err(StoreError::Unfit(format!("there are records of {homeless}, and no such feed"))),
        None => Ok(heads.len()),
    }
}

fn differs(feed: Feed, head: (u64, u64), held: (u64, u64)) -> StoreError {
    let told = |(count, sum): (u64, u64)| format!("{count} records with digest {}", digest::text(sum));
    StoreError::Unfit(format!("{feed} says that it has {}, and has {}", told(head), told(held)))
}
