//! Cases about the real disk alone: connections, tabs, migrations, aborts.

use super::{
    Outcome, Running,
    disk::{DEVICE, new_name, open},
    holds, same, sample,
};
use crate::storage::{
    Kept, StorageError, connection, finish, open_named, profile, put,
    schema::{MIGRATIONS, Migration, OP, ROW},
    transaction::{begin, completed, found},
    write,
};
use idb::{Database, ObjectStoreParams};
use std::{cell::Cell, rc::Rc};
use sync::client::Change;
use wasm_bindgen::JsValue;

/// A case.
type Case = (&'static str, fn() -> Running);

/// Every case.
pub const CASES: &[Case] = &[
    ("every transaction asks for strict durability", || Box::pin(is_strict())),
    ("a transaction that is given up leaves nothing, and says so", || Box::pin(aborts_whole())),
    ("a save is refused once another tab has taken over, and leaves nothing", || Box::pin(is_fenced())),
    ("a connection that the browser closed is opened again", || Box::pin(reopens())),
    ("an older version gives way to a newer one, and then writes no more", || Box::pin(gives_way())),
    ("an older version that does not give way is waited for and reported", || Box::pin(reports_blocked())),
    ("a migration that fails leaves the database as it was", || Box::pin(fails_whole())),
    ("each migration runs once and keeps what is there", || Box::pin(migrates_once())),
    ("a disk from before photos keeps its unsent work and takes photos", || Box::pin(comes_from_before_photos())),
    ("two people on one phone have a disk each", || Box::pin(keeps_apart())),
    ("a row that cannot be read is left out", || Box::pin(skips_spoilt_row())),
    ("unsent work that cannot be read is an error and never dropped", || Box::pin(refuses_spoilt_op())),
    ("what the browser profile remembers can be recalled, replaced and forgotten", || Box::pin(remembers())),
    ("a disk that is cleared is as new, and nothing of it stays", || Box::pin(clears())),
    ("a tab that was taken over clears nothing", || Box::pin(clears_own_only())),
    ("the disk keeps its device, whatever is offered later", || Box::pin(keeps_device())),
];

const FIRST: &[Migration] = &[MIGRATIONS[0]];
const MORE: &[Migration] = &[MIGRATIONS[0], MIGRATIONS[1], add_store];
const FAILING: &[Migration] = &[MIGRATIONS[0], MIGRATIONS[1], create_twice];

fn add_store(database: &Database) -> Result<(), idb::Error> {
    database.create_object_store("of_tomorrow", ObjectStoreParams::new()).map(|_| ())
}

fn create_twice(database: &Database) -> Result<(), idb::Error> {
    add_store(database)?;
    add_store(database)
}

fn text(error: StorageError) -> String {
    error.to_string()
}

fn put_op(key: u64) -> Change {
    Change::PutOp(Box::new(sample::op(key, "甲")))
}

async fn ops_in(name: &str) -> Result<Vec<u64>, String> {
    let opened = open(name).await?;
    opened.storage.close();
    Ok(opened.stored.ops.iter().map(|op| op.key).collect())
}

async fn is_strict() -> Outcome {
    let storage = open(&new_name()).await?.storage;
    let transaction = storage.begin(&["meta"]).await.map_err(text)?;
    let asked = js_sys::Reflect::get(&transaction.into(), &"durability".into());
    same(asked.ok().and_then(|asked| asked.as_string()), Some("strict".into()), "durability")
}

async fn aborts_whole() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    let transaction = storage.begin(&["meta", OP]).await.map_err(text)?;
    write(&transaction, &put_op(1)).map_err(text)?;
    let told = finish(transaction, Err(StorageError::Full)).await;
    same(told, Err(StorageError::Full), "what is told")?;
    let transaction = storage.begin(&["meta", OP]).await.map_err(text)?;
    write(&transaction, &put_op(2)).map_err(text)?;
    let store = transaction.object_store(OP).map_err(|error| error.to_string())?;
    // Adding under a key that is taken fails, and takes the whole transaction with it.
    let clash = store.add(&"x".into(), Some(&JsValue::from_f64(2.0))).map_err(|error| error.to_string())?;
    let end = completed(transaction);
    holds(found(clash).await.is_err(), "the second value is refused")?;
    holds(end.await.is_err(), "the end of the transaction is an error")?;
    same(ops_in(&name).await?, Vec::new(), "operations")
}

async fn is_fenced() -> Outcome {
    let name = new_name();
    let first = open(&name).await?.storage;
    first.apply(&[put_op(1)]).await.map_err(text)?;
    let second = open(&name).await?.storage;
    same(first.apply(&[put_op(2)]).await, Err(StorageError::TakenOver), "the first tab")?;
    same(first.keep_drafts(&[sample::draft(1, "甲")], &[]).await, Err(StorageError::TakenOver), "its drafts")?;
    second.apply(&[put_op(3)]).await.map_err(text)?;
    same(ops_in(&name).await?, vec![1, 3], "operations")
}

async fn reopens() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    storage.close();
    storage.apply(&[put_op(1)]).await.map_err(text)?;
    storage.apply(&[put_op(2)]).await.map_err(text)?;
    same(ops_in(&name).await?, vec![1, 2], "operations")
}

async fn gives_way() -> Outcome {
    let name = new_name();
    let old = open(&name).await?.storage;
    let blocked = Rc::new(Cell::new(false));
    let told = blocked.clone();
    let newer = connection::open(&name, MORE, move || told.set(true)).await.map_err(text)?;
    holds(!blocked.get(), "nobody has to close a tab by hand")?;
    same(old.apply(&[put_op(1)]).await, Err(StorageError::Newer), "the older version")?;
    newer.close();
    Ok(())
}

async fn reports_blocked() -> Outcome {
    let name = new_name();
    let stubborn = connection::open(&name, MIGRATIONS, || {}).await.map_err(text)?;
    stubborn.set_onversionchange(None);
    let closing = stubborn.clone();
    let blocked = Rc::new(Cell::new(false));
    let told = blocked.clone();
    let newer = connection::open(&name, MORE, move || {
        told.set(true);
        closing.close();
    });
    newer.await.map_err(text)?.close();
    holds(blocked.get(), "the page can say that a tab must be closed")
}

async fn fails_whole() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    storage.apply(&[put_op(1)]).await.map_err(text)?;
    holds(connection::open(&name, FAILING, || {}).await.is_err(), "the migration fails")?;
    same(ops_in(&name).await?, vec![1], "operations")
}

async fn migrates_once() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    storage.apply(&[put_op(1)]).await.map_err(text)?;
    for _ in 0..2 {
        let database = connection::open(&name, MORE, || {}).await.map_err(text)?;
        let stores = database.object_store_names();
        holds(stores.contains("of_tomorrow") && stores.contains(ROW), "both migrations have run")?;
        let transaction = begin(&database, &[OP]).map_err(text)?;
        let store = transaction.object_store(OP).map_err(|error| error.to_string())?;
        let kept = found(store.get(JsValue::from_f64(1.0)).map_err(|error| error.to_string())?).await.map_err(text)?;
        holds(kept.is_string(), "what was there is kept")?;
        completed(transaction).await.map_err(text)?;
        database.close();
    }
    Ok(())
}

async fn comes_from_before_photos() -> Outcome {
    let name = new_name();
    let database = connection::open(&name, FIRST, || {}).await.map_err(text)?;
    let transaction = begin(&database, &[OP]).map_err(text)?;
    let store = transaction.object_store(OP).map_err(|error| error.to_string())?;
    put(&store, 1.0, &sample::op(1, "甲")).map_err(text)?;
    completed(transaction).await.map_err(text)?;
    database.close();
    let opened = open(&name).await?;
    same(opened.stored.ops, vec![sample::op(1, "甲")], "operations")?;
    opened.storage.apply(&[Change::PutPhoto(Box::new(sample::photo(1)))]).await.map_err(text)
}

async fn keeps_apart() -> Outcome {
    let (one, other) = (new_name(), new_name());
    open(&one).await?.storage.apply(&[put_op(1)]).await.map_err(text)?;
    open(&other).await?.storage.apply(&[put_op(2)]).await.map_err(text)?;
    same((ops_in(&one).await?, ops_in(&other).await?), (vec![1], vec![2]), "operations")
}

async fn spoil(name: &str, store: &str, key: JsValue) -> Outcome {
    let storage = open(name).await?.storage;
    let transaction = storage.begin(&["meta", store]).await.map_err(text)?;
    let spoilt = transaction.object_store(store).map_err(|error| error.to_string())?;
    put(&spoilt, key, &"not what it should be").map_err(text)?;
    completed(transaction).await.map_err(text)?;
    storage.close();
    Ok(())
}

async fn skips_spoilt_row() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    storage.apply(&[Change::PutRow(Box::new(sample::row(1, 1)))]).await.map_err(text)?;
    spoil(&name, ROW, "spoilt".into()).await?;
    same(open(&name).await?.stored.rows, vec![sample::row(1, 1)], "rows")
}

async fn refuses_spoilt_op() -> Outcome {
    let name = new_name();
    spoil(&name, OP, JsValue::from_f64(1.0)).await?;
    let opened = open_named(name, DEVICE, || {}).await;
    holds(matches!(opened.map(|_| ()), Err(StorageError::Unreadable(_))), "opening says what is wrong")
}

async fn remembers() -> Outcome {
    let key = new_name();
    same(profile::recall::<u64>(&key).await, Ok(None), "before")?;
    for value in [1_u64, 2] {
        profile::remember(&key, Some(&value)).await.map_err(text)?;
        same(profile::recall(&key).await, Ok(Some(value)), "remembered")?;
    }
    profile::remember::<u64>(&key, None).await.map_err(text)?;
    same(profile::recall::<u64>(&key).await, Ok(None), "forgotten")
}

async fn clears() -> Outcome {
    let name = new_name();
    let storage = open(&name).await?.storage;
    storage.apply(&[put_op(1), Change::PutRow(Box::new(sample::row(1, 1)))]).await.map_err(text)?;
    storage.apply(&[Change::PutPhoto(Box::new(sample::photo(1)))]).await.map_err(text)?;
    storage.keep_drafts(&[sample::draft(1, "甲")], &[]).await.map_err(text)?;
    storage.keep_picture("one", &js_sys::ArrayBuffer::new(3), &js_sys::ArrayBuffer::new(1)).await.map_err(text)?;
    storage.clear().await.map_err(text)?;
    same(storage.apply(&[put_op(2)]).await, Err(StorageError::TakenOver), "a write that comes too late")?;
    storage.close();
    let opened = open(&name).await?;
    same(opened.stored, sync::client::Stored::fresh(DEVICE), "records")?;
    same((opened.drafts.len(), opened.kept), (0, Kept::default()), "drafts and photos")
}

async fn clears_own_only() -> Outcome {
    let name = new_name();
    let first = open(&name).await?.storage;
    first.apply(&[put_op(1)]).await.map_err(text)?;
    let second = open(&name).await?.storage;
    same(first.clear().await, Err(StorageError::TakenOver), "the first tab")?;
    second.close();
    same(ops_in(&name).await?, vec![1], "operations")
}

async fn keeps_device() -> Outcome {
    let name = new_name();
    open(&name).await?.storage.close();
    let other = domain::id::DeviceId(99);
    let opened = open_named(name, other, || {}).await.map_err(text)?;
    same(opened.stored.meta.device, DEVICE, "the device")
}
