//! The page about the database says of every table what the program makes.

use super::SqliteStore;
use sqlx::Row;
use std::collections::BTreeMap;

const PAGE: &str = include_str!("../../../../docs/database.md");

/// Tables with their columns, each with its type, in order.
type Tables = BTreeMap<String, Vec<(String, String)>>;

/// The tables of the page: a heading for each, and a line for each column.
fn on_the_page() -> Tables {
    let mut tables = Tables::new();
    let mut current: Option<String> = None;
    for line in PAGE.lines() {
        if line.starts_with('#') {
            current = line.strip_prefix("### `").and_then(|rest| rest.strip_suffix('`')).map(str::to_owned);
            if let Some(name) = &current {
                assert!(tables.insert(name.clone(), Vec::new()).is_none(), "{name} is described twice");
            }
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let named = cells.get(1).and_then(|cell| cell.strip_prefix('`')?.strip_suffix('`'));
        if let (Some(columns), Some(column)) = (current.as_ref().and_then(|name| tables.get_mut(name)), named) {
            let [_, _, sort, what, _] = cells[..] else { panic!("not a line of three cells: {line}") };
            assert!(!what.is_empty(), "{line} says nothing");
            columns.push((column.to_owned(), sort.to_owned()));
        }
    }
    tables
}

/// The tables of a database that has just been made. What an index of words keeps for itself is its own business.
async fn in_the_database() -> Tables {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("fresh.db")).await.unwrap();
    let read = "select tables.name as name, columns.name as column_name, lower(columns.type) as sort \
         from pragma_table_list as tables join pragma_table_info(tables.name) as columns \
         where tables.schema = 'main' and tables.type in ('table', 'virtual') and tables.name not like 'sqlite_%' \
         order by tables.name, columns.cid";
    let mut tables = Tables::new();
    for row in sqlx::query(read).fetch_all(&mut *store.snapshot().await.unwrap()).await.unwrap() {
        tables.entry(row.get("name")).or_default().push((row.get("column_name"), row.get("sort")));
    }
    tables
}

#[tokio::test]
async fn every_table_and_column_is_described_as_it_is() {
    assert_eq!(on_the_page(), in_the_database().await);
}

/// The tables named in the first table of the page, by sort.
#[tokio::test]
async fn every_table_is_said_to_be_kept_waiting_or_made() {
    let sorts = ["| kept |", "| waiting |", "| made |"];
    let mut named: Vec<String> = Vec::new();
    for line in PAGE.lines().filter(|line| sorts.iter().any(|sort| line.starts_with(sort))) {
        let tables = line.split('|').nth(2).unwrap_or("");
        named.extend(tables.split(',').map(|table| table.trim().trim_matches('`').to_owned()));
    }
    named.sort();
    assert_eq!(named, in_the_database().await.into_keys().collect::<Vec<_>>());
}

#[tokio::test]
async fn every_question_on_the_page_can_be_asked() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("fresh.db")).await.unwrap();
    let quoted = PAGE.split("shangliang.db \"").skip(1).filter_map(|rest| rest.split('"').next());
    let questions: Vec<&str> = quoted.filter(|text| text.starts_with("select")).collect();
    assert_eq!(questions.len(), 3);
    for question in questions {
        let asked = sqlx::query(sqlx::AssertSqlSafe(question.to_owned()));
        asked.fetch_all(&mut *store.snapshot().await.unwrap()).await.unwrap();
    }
}
