//! Every command on a PostgreSQL database: it works, or says what to use instead.

use crate::{
    cluster::{self, Database},
    process::command,
};
use std::{
    io::{Seek, Write},
    path::Path,
};

/// A command on a database, with its folder of data.
fn on(database: &Database, data: &Path, args: &[&str], input: &str) -> crate::process::Said {
    let place = ["--data", data.to_str().unwrap(), "--database-url", &database.url];
    command(args.iter().chain(&place), input)
}

#[test]
fn an_office_is_set_up_and_its_operations_are_exported() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Database::durable());
    let run = |args: &[&str], input: &str| on(&database, folder.path(), args, input);
    assert!(run(&["admin", "create", "--login", "first"], "correct horse\n").unwrap_err().contains("--committee"));
    assert_eq!(run(&["migrate"], "").unwrap(), "the database is up to date\n");
    let first = ["admin", "create", "--login", "first", "--committee", "某区政协"];
    assert!(run(&first, "short\n").unwrap_err().contains("shorter than 8"));
    assert_eq!(run(&first, "correct horse\n").unwrap(), "the account first is created\n");
    assert!(run(&first, "correct horse\n").unwrap_err().contains("the login first is taken"));
    let second = ["admin", "create", "--login", "second", "--role", "staff", "--role", "leader"];
    run(&second, "correct horse\n").unwrap();
    let log = run(&["export-ops"], "").unwrap();
    assert_eq!(log.lines().count(), 1);
    assert!(log.contains("\"kind\":\"committee\"") && log.contains("某区政协"), "{log}");
    let again = run(&["demo"], "").unwrap();
    assert!(again.contains("has a committee already; nothing was changed"), "{again}");
}

#[test]
fn what_belongs_to_postgresql_is_left_to_its_own_programs_by_name() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Database::durable());
    let run = |args: &[&str]| on(&database, folder.path(), args, "");
    let copy = folder.path().join("copy");
    let saved = run(&["backup", "--to", copy.to_str().unwrap()]).unwrap_err();
    assert!(saved.contains("pg_dump") && saved.contains("blobs") && !copy.exists(), "{saved}");
    let restored = run(&["restore", "--from", copy.to_str().unwrap()]).unwrap_err();
    assert!(restored.contains("pg_restore") && restored.contains("without --from"), "{restored}");
    let moved = run(&["migrate-to", "--url", &database.url]).unwrap_err();
    assert!(moved.contains("names a PostgreSQL database already"), "{moved}");
}

#[test]
fn what_pg_dump_has_saved_pg_restore_brings_back_and_a_new_epoch_begins() {
    let (folder, database, other) = (tempfile::tempdir().unwrap(), Database::durable(), Database::durable());
    let first = ["admin", "create", "--login", "first", "--committee", "某区政协"];
    on(&database, folder.path(), &first, "correct horse\n").unwrap();
    let dump = cluster::command("pg_dump").args(["--format=custom", &database.url]).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&dump.stdout).unwrap();
    file.rewind().unwrap();
    cluster::run(cluster::command("pg_restore").arg(format!("--dbname={}", other.url)).stdin(file));
    let begun = on(&other, folder.path(), &["restore"], "").unwrap();
    assert!(begun.contains("A new epoch has begun"), "{begun}");
    let log = |database| on(database, folder.path(), &["export-ops"], "").unwrap();
    assert_eq!(log(&other), log(&database));
    assert!(on(&other, folder.path(), &first, "correct horse\n").unwrap_err().contains("is taken"));
}

#[test]
fn a_database_that_cannot_be_reached_is_told_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let url = "postgres://somebody:secret@127.0.0.1:9/nowhere";
    let said = command(["migrate", "--data", folder.path().to_str().unwrap(), "--database-url", url], "").unwrap_err();
    assert!(said.contains("cannot open the PostgreSQL database") && said.contains("refused"), "{said}");
    assert!(!said.contains("secret"), "{said}");
}

#[test]
fn the_demonstration_is_written_once_and_exports_the_same_after_a_move() {
    let (folder, database) = (tempfile::tempdir().unwrap(), Database::durable());
    let written = on(&database, folder.path(), &["demo"], "").unwrap();
    assert!(written.contains("activities of an invented committee"), "{written}");
    assert!(folder.path().join("demo-accounts.json").exists());
    let again = on(&database, folder.path(), &["demo"], "").unwrap();
    assert!(again.contains("nothing was changed"), "{again}");

    let (folder, database) = (tempfile::tempdir().unwrap(), Database::durable());
    let data = ["--data", folder.path().to_str().unwrap()];
    command(["demo"].iter().chain(&data), "").unwrap();
    let before = command(["export-ops"].iter().chain(&data), "").unwrap();
    command(["migrate-to", "--url", &database.url].iter().chain(&data), "").unwrap();
    assert_eq!(on(&database, folder.path(), &["export-ops"], "").unwrap(), before);
}
