//! Cases that hold for every disk.

use super::{Outcome, Running, disk::DEVICE, disk::Disk, holds, same, sample};
use sync::client::{Change, Stored};

/// A case on a fresh disk.
type Case = (&'static str, fn(Disk) -> Running);

/// Every case.
pub const CASES: &[Case] = &[
    ("a new disk holds the identity of its device and nothing else", |disk| Box::pin(is_fresh(disk))),
    ("what is put is read back after opening again", |disk| Box::pin(reads_back(disk))),
    ("a later value takes the place of an earlier one under its key", |disk| Box::pin(replaces(disk))),
    ("what is dropped is gone, and dropping what is not there is fine", |disk| Box::pin(drops(disk))),
    ("changes of one transaction take effect in their order", |disk| Box::pin(keeps_order(disk))),
    ("unknown kinds and fields and the largest numbers come back unharmed", |disk| Box::pin(keeps_unknown(disk))),
    ("drafts are kept, replaced and forgotten, apart from records", |disk| Box::pin(keeps_drafts(disk))),
    ("two thousand changes in forty transactions leave what the model has", |disk| Box::pin(equals_model(disk))),
    ("thousands of rows of one transaction are all there", |disk| Box::pin(takes_bulk(disk))),
];

fn put_op(key: u64, text: &str) -> Change {
    Change::PutOp(Box::new(sample::op(key, text)))
}

fn put_row(number: u64, ver: u64) -> Change {
    Change::PutRow(Box::new(sample::row(number, ver)))
}

async fn is_fresh(mut disk: Disk) -> Outcome {
    let found = disk.read_back().await?;
    same(found.stored, Stored::fresh(DEVICE), "records")?;
    same(found.drafts, Vec::new(), "drafts")
}

async fn reads_back(mut disk: Disk) -> Outcome {
    let changes = [
        Change::PutMeta(Box::new(sample::meta(5))),
        put_op(1, "甲"),
        Change::PutOp(Box::new(sample::refused(2))),
        put_row(1, 3),
        Change::PutFeed(sample::feed(1), sample::mark(4)),
    ];
    disk.apply(&changes).await?;
    let stored = disk.read_back().await?.stored;
    same(stored.meta, sample::meta(5), "counters")?;
    same(stored.ops, vec![sample::op(1, "甲"), sample::refused(2)], "operations")?;
    same(stored.rows, vec![sample::row(1, 3)], "rows")?;
    same(stored.feeds, vec![(sample::feed(1), sample::mark(4))], "feeds")
}

async fn replaces(mut disk: Disk) -> Outcome {
    let feed = |cursor| Change::PutFeed(sample::feed(1), sample::mark(cursor));
    disk.apply(&[put_op(1, "甲"), put_row(1, 1), feed(1)]).await?;
    disk.apply(&[put_op(1, "乙"), put_row(1, 2), feed(2)]).await?;
    let stored = disk.read_back().await?.stored;
    same(stored.ops, vec![sample::op(1, "乙")], "operations")?;
    same(stored.rows, vec![sample::row(1, 2)], "rows")?;
    same(stored.feeds, vec![(sample::feed(1), sample::mark(2))], "feeds")
}

async fn drops(mut disk: Disk) -> Outcome {
    disk.apply(&[put_op(1, "甲"), put_op(2, "乙"), put_row(1, 1), put_row(2, 1)]).await?;
    let gone =
        [Change::DropOp(1), Change::DropOp(99), Change::DropRow(sample::rec(1)), Change::DropFeed(sample::feed(9))];
    disk.apply(&gone).await?;
    let stored = disk.read_back().await?.stored;
    same(stored.ops, vec![sample::op(2, "乙")], "operations")?;
    same(stored.rows, vec![sample::row(2, 1)], "rows")
}

async fn keeps_order(mut disk: Disk) -> Outcome {
    disk.apply(&[put_op(1, "甲"), Change::DropOp(1), put_op(1, "乙"), put_row(1, 1), Change::DropRow(sample::rec(1))])
        .await?;
    disk.apply(&[]).await?;
    let stored = disk.read_back().await?.stored;
    same(stored.ops, vec![sample::op(1, "乙")], "operations")?;
    same(stored.rows, Vec::new(), "rows")
}

async fn keeps_unknown(mut disk: Disk) -> Outcome {
    disk.apply(&[put_row(4, (1 << 53) - 1)]).await?;
    same(disk.read_back().await?.stored.rows, vec![sample::row(4, (1 << 53) - 1)], "rows")
}

async fn keeps_drafts(mut disk: Disk) -> Outcome {
    disk.keep_drafts(&[sample::draft(1, "甲"), sample::draft(2, "乙"), sample::draft(3, "丙")], &[]).await?;
    disk.keep_drafts(&[sample::draft(2, "乙乙")], &[sample::rec(3), sample::rec(99)]).await?;
    disk.apply(&[put_row(1, 1), Change::DropRow(sample::rec(1))]).await?;
    let found = disk.read_back().await?;
    same(found.drafts, vec![sample::draft(1, "甲"), sample::draft(2, "乙乙")], "drafts")?;
    same(found.stored, Stored::fresh(DEVICE), "records")
}

async fn equals_model(mut disk: Disk) -> Outcome {
    let mut model = Disk::in_memory();
    for seed in 0..40 {
        let changes = sample::changes(seed, 50);
        disk.apply(&changes).await?;
        model.apply(&changes).await?;
        if seed % 10 == 9 {
            same(disk.read_back().await?, model.read_back().await?, "contents")?;
        }
    }
    Ok(())
}

async fn takes_bulk(mut disk: Disk) -> Outcome {
    // The model is slow on purpose, being plain; the count is what matters here.
    let count = if matches!(disk, Disk::Memory(_)) { 1_000 } else { 10_000 };
    let rows: Vec<Change> = (0..count).map(|number| put_row(number, 1)).collect();
    disk.apply(&rows).await?;
    let stored = disk.read_back().await?.stored;
    same(stored.rows.len() as u64, count, "rows")?;
    holds(stored.rows.iter().all(|row| row.row.ver == 1), "each row is the one that was put")
}
