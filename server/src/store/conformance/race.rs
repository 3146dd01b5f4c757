//! Readers who go on from a cursor while several servers write: no row may be jumped over. And what happens where rows simply
//! get the next number of a sequence, to show that this would be noticed.

use super::{
    cluster::Database,
    world::{NOON, World, rec},
};
use crate::store::{Store, postgres::PostgresStore};
use async_trait::async_trait;
use domain::{
    activity::attendance_field,
    id::{DeviceId, Feed},
    kind::Kind,
};
use sqlx::{Executor, PgPool};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use sync::wire::{Act, Op, SyncRequest};

/// Who write at the same time.
const WRITERS: u64 = 4;
/// Transactions of each.
const TRANSACTIONS: u64 = 40;
/// Rows of each transaction.
const ROWS: u64 = 3;
/// Who read meanwhile.
const READERS: usize = 3;

/// Numbered rows that others add to while somebody reads on.
#[async_trait]
trait Log: Send + Sync {
    /// Adds some rows in one transaction.
    async fn write(&self, writer: u64, rows: &[u64]);
    /// The rows after a cursor, and the next cursor.
    async fn read(&self, after: u64) -> (Vec<u64>, u64);
}

/// How many rows the reader who missed most has missed.
async fn missed(log: Arc<dyn Log>) -> usize {
    let writing = Arc::new(AtomicUsize::new(WRITERS as usize));
    let mut readers = Vec::new();
    for _ in 0..READERS {
        let (log, writing) = (log.clone(), writing.clone());
        readers.push(tokio::spawn(async move {
            let (mut cursor, mut seen) = (0, BTreeSet::new());
            loop {
                let all_written = writing.load(Ordering::SeqCst) == 0;
                let (rows, next) = log.read(cursor).await;
                let is_end = all_written && rows.is_empty();
                seen.extend(rows);
                cursor = next;
                if is_end {
                    return seen.len();
                }
            }
        }));
    }
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let (log, writing) = (log.clone(), writing.clone());
        writers.push(tokio::spawn(async move {
            for transaction in 0..TRANSACTIONS {
                let first = (writer * TRANSACTIONS + transaction) * ROWS;
                log.write(writer, &(first..first + ROWS).collect::<Vec<_>>()).await;
            }
            writing.fetch_sub(1, Ordering::SeqCst);
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let mut most = 0;
    for reader in readers {
        most = most.max((WRITERS * TRANSACTIONS * ROWS) as usize - reader.await.unwrap());
    }
    most
}

/// One feed that two servers share.
struct Feeds {
    servers: [PostgresStore; 2],
    world: World,
}

#[async_trait]
impl Log for Feeds {
    async fn write(&self, writer: u64, rows: &[u64]) {
        let store = &self.servers[writer as usize % 2];
        let op = |row: &u64| {
            let n = row % (TRANSACTIONS * ROWS) + 1;
            // Every other row goes elsewhere, so that transactions lock several feeds.
            let who = writer as usize % 2;
            let feed = if row % 3 == 2 { Feed::Member(self.world.members[who]) } else { self.world.feed() };
            let body = self.world.activity(1).with(attendance_field(self.world.members[who]), "present");
            Op { feed, ..self.world.op(n, rec(u128::from(*row)), Act::Create(body)) }
        };
        let mut push = self.world.phone(writer as usize % 2, rows.iter().map(op).collect());
        push.push.device = DeviceId(100 + u128::from(writer));
        let answers = store.apply(&[push], NOON).await.unwrap();
        assert!(answers[0].is_ok(), "{answers:?}");
        if writer == 0 {
            store.project(5, NOON).await.unwrap();
        }
    }

    /// The cursors of three feeds in one number, 20 bits each.
    async fn read(&self, after: u64) -> (Vec<u64>, u64) {
        let feeds = [self.world.feed(), Feed::Member(self.world.members[0]), Feed::Member(self.world.members[1])];
        let mut cursors: Vec<u64> = (0..3).map(|at| after >> (20 * at) & 0xf_ffff).collect();
        let known: BTreeMap<Feed, u64> = feeds.iter().copied().zip(cursors.iter().copied()).collect();
        let request = SyncRequest { cursors: known, ..self.world.pull(0, 1 << 20) };
        let pages = self.servers[after as usize % 2].pull(&request, &feeds).await.unwrap();
        let mut rows = Vec::new();
        for (at, feed) in feeds.iter().enumerate() {
            if let Some(page) = pages.get(feed) {
                // What a reader sees of a feed is a beginning of it, without a gap.
                let numbers: Vec<u64> = page.changes.iter().map(|row| row.seq).collect();
                assert_eq!(numbers, (cursors[at] + 1..=page.seq).collect::<Vec<_>>());
                cursors[at] = page.seq;
                // Mirrors lie among them and were written by nobody here.
                let written = page.changes.iter().filter(|row| row.kind == Kind::Activity.id());
                rows.extend(written.map(|row| row.rec.0.as_u128() as u64));
            }
        }
        (rows, cursors.iter().enumerate().map(|(at, cursor)| cursor << (20 * at)).sum())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_row_is_jumped_over_while_two_servers_write() {
    let database = Database::empty();
    let first = PostgresStore::open_unchecked(&database.url).await.unwrap();
    let world = World::set_up(&first).await;
    let second = PostgresStore::open_unchecked(&database.url).await.unwrap();
    assert_eq!(missed(Arc::new(Feeds { servers: [first, second], world })).await, 0);
}

/// Rows with the next number of a sequence each.
struct PlainSequence(PgPool);

#[async_trait]
impl Log for PlainSequence {
    async fn write(&self, writer: u64, rows: &[u64]) {
        let mut tx = self.0.begin().await.unwrap();
        for row in rows {
            let write = sqlx::query("insert into plain (row) values ($1)").bind(*row as i64);
            write.execute(&mut *tx).await.unwrap();
        }
        // As if there were something to decide.
        tokio::time::sleep(Duration::from_millis(writer)).await;
        tx.commit().await.unwrap();
    }

    async fn read(&self, after: u64) -> (Vec<u64>, u64) {
        let read = "select seq, row from plain where seq > $1 order by seq";
        let rows: Vec<(i64, i64)> = sqlx::query_as(read).bind(after as i64).fetch_all(&self.0).await.unwrap();
        let cursor = rows.last().map_or(after, |(seq, _)| *seq as u64);
        (rows.into_iter().map(|(_, row)| row as u64).collect(), cursor)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_plain_sequence_would_lose_rows_and_that_is_noticed() {
    let database = Database::empty();
    let pool = PgPool::connect(&database.url).await.unwrap();
    pool.execute("create table plain (seq bigserial primary key, row bigint not null)").await.unwrap();
    let missed = missed(Arc::new(PlainSequence(pool))).await;
    println!("{missed} of {} rows were jumped over", WRITERS * TRANSACTIONS * ROWS);
    assert!(missed > 0);
}
