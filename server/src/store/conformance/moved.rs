//! What was kept in SQLite goes on in PostgreSQL: whatever the suite leaves behind there is moved, compared, and worked on.

use super::{
    cluster::Database,
    history, mirrors, people, photos, restored,
    world::{NOON, World, rec, told},
};
use crate::store::{Store, StoreError, postgres::PostgresStore, sqlite::SqliteStore};
use domain::id::DeviceId;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

async fn fresh() -> (SqliteStore, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("store.db")).await.unwrap();
    (store, folder)
}

/// Moves a store into a database of its own and opens it there.
async fn moved(store: &SqliteStore) -> (PostgresStore, Database) {
    let database = Database::durable();
    let moved = store.move_to(&database.url, NOON).await.unwrap();
    assert!(moved.is_marked && moved.feeds > 0);
    (PostgresStore::open(&database.url).await.unwrap(), database)
}

async fn project(store: &dyn Store) {
    while store.project(1_000, NOON).await.unwrap() > 0 {}
}

/// A mark of all rows of some tables.
async fn content(database: &Database, tables: &[&str]) -> Vec<(String, Option<String>)> {
    let mut connection = PgConnection::connect(&database.url).await.unwrap();
    let mut found = Vec::new();
    for table in tables {
        let read = format!("select md5(string_agg(one::text, ' ' order by one::text)) from {table} as one");
        found.push((
            (*table).to_owned(),
            sqlx::query_scalar(AssertSqlSafe(read)).fetch_one(&mut connection).await.unwrap(),
        ));
    }
    found
}

/// Everything that both say of themselves.
async fn compare(here: &dyn Store, there: &dyn Store) {
    let all = async |store: &dyn Store| format!("{:?}", store.log((DeviceId(0), 0), 10_000).await.unwrap());
    assert_eq!(all(here).await, all(there).await);
    for (committee, fields) in here.committees().await.unwrap() {
        assert!(there.committees().await.unwrap().contains(&(committee, fields)));
        let roster = here.roster(committee).await.unwrap();
        assert_eq!(there.roster(committee).await.unwrap(), roster, "in the order in which it was made");
        for row in roster.iter().filter(|row| ["member", "venue"].contains(&row.kind.as_str())) {
            let name = row.body.text("name").unwrap();
            let found = there.search(&[committee], name, 100).await.unwrap();
            assert!(found.iter().any(|one| one.scope.record() == row.rec), "{name} is found");
        }
    }
}

#[tokio::test]
async fn what_histories_leave_is_the_same_in_postgresql_and_nothing_has_to_be_made_anew() {
    let (store, _folder) = fresh().await;
    history::run(&store, 1).await;
    project(&store).await;
    let (there, database) = moved(&store).await;
    let (records, figures) =
        (["record", "feed", "concerned"], ["scope", "fact", "rollup", "spell", "committee_parent"]);
    assert_eq!(there.epoch(), store.epoch());
    let before = (content(&database, &records).await, content(&database, &figures).await);
    // Only the index of names is made, and no mirror is written.
    project(&there).await;
    assert_eq!((content(&database, &records).await, content(&database, &figures).await), before);
    compare(&store, &there).await;
    // Made anew, the figures are the same as well.
    there.mark_all_changed().await.unwrap();
    project(&there).await;
    assert_eq!((content(&database, &records).await, content(&database, &figures).await), before);
    there.close().await;
}

#[tokio::test]
async fn whatever_else_is_kept_moves_too() {
    let arrives = async |store: &SqliteStore| {
        let (there, _database) = moved(store).await;
        project(&there).await;
        compare(store, &there).await;
        there.close().await;
    };
    let (store, _folder) = fresh().await;
    restored::what_is_sent_again_waits_for_its_record_and_is_then_taken_in(&store).await;
    arrives(&store).await;

    let (store, _folder) = fresh().await;
    photos::a_photo_stays_held_when_others_edit_merge_or_delete(&store).await;
    arrives(&store).await;

    let (store, _folder) = fresh().await;
    mirrors::who_comes_from_elsewhere_gets_a_mirror_that_follows(&store).await;
    people::a_session_brings_roles_and_the_roster_record(&store).await;
    let (there, _database) = moved(&store).await;
    there.close().await;
}

#[tokio::test]
async fn characters_that_mean_something_to_a_database_arrive_as_they_are() {
    let (store, _folder) = fresh().await;
    let world = World::set_up(&store).await;
    let mut account = world.account(domain::id::UserId(super::world::id(77)), "戊", None);
    account.name = "a\tb\\N\r\n\u{b}\u{1}'\"，\\".into();
    assert!(store.create_account(&account, &[]).await.unwrap());
    let mut op = world.create(1, rec(1));
    if let sync::wire::Act::Create(fields) = &mut op.act {
        fields.set("narrative", "\0 一\\二\t三\n\u{2028}");
        fields.set("from_a_later_version", serde_json::json!(1.0));
    }
    world.send(&store, world.phone(0, vec![op])).await;
    let (there, _database) = moved(&store).await;
    assert_eq!(there.account(&account.login).await.unwrap().unwrap().name, account.name);
    let body = async |store: &dyn Store| store.record(rec(1)).await.unwrap().unwrap().record.row.body;
    assert_eq!(body(&there).await, body(&store).await);
    there.close().await;
}

#[tokio::test]
async fn devices_go_on_with_the_numbers_and_versions_that_they_had() {
    let (store, _folder) = fresh().await;
    let world = World::set_up(&store).await;
    let first = vec![world.create(1, rec(1)), world.create(2, rec(2))];
    world.send(&store, world.phone(0, first.clone())).await;
    let head = store.pull(&world.pull(0, 1 << 20), &[world.feed()]).await.unwrap()[&world.feed()].seq;
    let (there, _database) = moved(&store).await;
    let after = there.pull(&world.pull(head, 1 << 20), &[world.feed()]).await.unwrap();
    assert!(!after.contains_key(&world.feed()), "a cursor of before is a cursor of now");
    // The answer to what was sent before was lost on its way.
    let again = first.into_iter().chain([world.create(3, rec(3))]).collect();
    let results = world.send(&there, world.phone(0, again)).await;
    assert_eq!(told(&results), ["1 ver 1", "2 ver 1", "3 ver 1"]);
    let after = there.pull(&world.pull(head, 1 << 20), &[world.feed()]).await.unwrap();
    let page = &after[&world.feed()];
    assert!(!page.reset && page.changes.len() == 1 && page.changes[0].seq == head + 1, "{page:?}");
    there.close().await;
}

#[tokio::test]
async fn what_cannot_be_moved_whole_is_not_moved() {
    let (store, _folder) = fresh().await;
    let world = World::set_up(&store).await;
    let refused = async |url: &str| match store.move_to(url, NOON).await {
        Err(StoreError::Unfit(what)) => what,
        other => panic!("{other:?}"),
    };
    let careless = Database::empty();
    assert!(refused(&careless.url).await.contains("fsync is off"));

    let database = Database::durable();
    let serving = PostgresStore::open(&database.url).await.unwrap();
    assert!(refused(&database.url).await.contains("a server is running"));
    assert!(serving.create_account(&world.account(world.staff, "丁", None), &[]).await.unwrap());
    serving.close().await;
    assert!(refused(&database.url).await.contains("not empty: there is something in account"));

    // A feed that does not have what it says.
    let database = Database::durable();
    let mut tx = store.writing().await.unwrap();
    tx.execute("update feed set count = count + 1 where id like 'ref:%'").await.unwrap();
    tx.commit().await.unwrap();
    assert!(refused(&database.url).await.contains("says that it has 5 records"));
    assert_eq!(store.moved().await.unwrap(), None);
    let mut tx = store.writing().await.unwrap();
    tx.execute("update feed set count = count - 1 where id like 'ref:%'").await.unwrap();
    tx.commit().await.unwrap();
    store.move_to(&database.url, NOON).await.unwrap();
    assert_eq!(store.moved().await.unwrap(), Some(NOON));
}
