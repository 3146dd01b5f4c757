//! `shangliang backup` and `shangliang restore`.

use crate::{
    blobs::{self, Objects},
    cli::{self, Database},
    lock, serve,
    store::{
        Store,
        sqlite::{Age, SqliteStore},
    },
};
use anyhow::{Context, bail};
use jiff::{Timestamp, tz::Offset};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

/// Writes a copy of the database, while the server runs or not; answers what to tell.
///
/// The copy appears under its name only when it is whole and on the disk.
///
/// # Errors
/// Where there is no database, the file is there already, or it cannot be written.
pub async fn back_up(options: &cli::Backup) -> anyhow::Result<String> {
    let (from, to) = (options.place.file()?, &options.to);
    if !from.exists() {
        bail!("there is no database at {}", from.display());
    }
    if to.exists() {
        bail!("{} is there already; a backup overwrites nothing", to.display());
    }
    let part = beside(to, "part");
    let _ = fs::remove_file(&part);
    let store = serve::open_file(&from).await?;
    store.copy_to(&part).await.with_context(|| format!("cannot write {}", part.display()))?;
    store.close().await;
    let copy = SqliteStore::open(&part).await?;
    copy.check_whole().await?;
    let age = copy.age().await?;
    copy.close().await;
    settle(&part, to)?;
    Ok(format!(
        "{} operations up to {} are in {}.\nPhotos lie in {}: copy that place too, after this.",
        age.ops,
        moment(age.newest),
        to.display(),
        options.place.blobs()
    ))
}

/// Puts a backup in the place of the database; answers what to tell.
///
/// What was there stays beside it under another name.
///
/// # Errors
/// Where a server is running, or the backup cannot be read or is damaged; the database is as it was then.
pub async fn restore(options: &cli::Restore, now: u64) -> anyhow::Result<String> {
    let to = match options.place.database()? {
        Database::File(file) => file,
        Database::Postgres(_) => return begin_epoch(options, now).await,
    };
    let from = options.from.as_ref().context("which backup? --from <file>")?;
    if !from.exists() {
        bail!("there is no backup at {}", from.display());
    }
    let _lock = lock::take(&to)?;
    let part = beside(&to, "part");
    fs::copy(from, &part).with_context(|| format!("cannot copy {}", from.display()))?;
    let store = SqliteStore::open(&part).await.context("the backup cannot be read")?;
    store.check_whole().await?;
    let age = store.age().await?;
    store.begin_epoch(now).await?;
    let photos = blobs::take_in_again(&store, &Objects::open(&options.place.blobs())?, now).await?;
    store.close().await;
    // Only now: whatever failed until here has left the database as it was.
    let before = aside(&to, now).await?;
    settle(&part, &to)?;
    Ok(told(&age, before.as_ref(), photos, &to))
}

/// What is left to do once PostgreSQL's own programs have brought a database back.
async fn begin_epoch(options: &cli::Restore, now: u64) -> anyhow::Result<String> {
    if options.from.is_some() {
        bail!(
            "a PostgreSQL database is brought back with PostgreSQL's own programs: pg_restore --dbname=<url> <file>\n\
             Then run this without --from: it begins a new epoch, and phones send again what they wrote since."
        );
    }
    let store = serve::open(&options.place).await?;
    store.begin_epoch(now).await?;
    let photos = blobs::take_in_again(&*store, &Objects::open(&options.place.blobs())?, now).await?;
    store.close().await;
    let mut lines =
        vec!["A new epoch has begun. Servers that run on the database have to be started again.".to_owned()];
    lines.push("Phones and desks send again what they wrote since, if it is not older than 30 days.".into());
    if photos > 0 {
        lines.push(format!("{photos} photos that arrived since are known again."));
    }
    lines.push("Accounts, roles and sessions that the database has lost do not come back by themselves.".into());
    Ok(lines.join("\n"))
}

fn told(age: &Age, before: Option<&(PathBuf, Option<Age>)>, photos: usize, to: &Path) -> String {
    let mut lines =
        vec![format!("{} is as it was at {}, with {} operations.", to.display(), moment(age.newest), age.ops)];
    lines.push("Phones and desks send again what they wrote since, if it is not older than 30 days.".into());
    if photos > 0 {
        lines.push(format!("{photos} photos that arrived since are known again."));
    }
    let Some((kept, known)) = before else { return lines.join("\n") };
    lines.push(format!("What was there before is kept in {}.", kept.display()));
    match known {
        None => lines.push("It cannot be read, so what else it knew is not known.".into()),
        Some(known) => {
            let (since, until) = (moment(age.newest), moment(known.newest));
            lines.push(format!("It went on until {until}: {} operations more.", known.ops.saturating_sub(age.ops)));
            lines.push(format!(
                "What nobody's device keeps does not come back by itself, from {since} to {until}: accounts and roles, and sessions (everybody signs in again)."
            ));
            let new: Vec<&str> =
                known.logins.iter().filter(|login| !age.logins.contains(login)).map(String::as_str).collect();
            if !new.is_empty() {
                lines.push(format!("Accounts to create again: {}.", new.join(", ")));
            }
        }
    }
    lines.join("\n")
}

/// Sets a database aside under a name of its own, with what can be read of its age.
///
/// # Errors
/// Where it cannot be renamed: it would be overwritten otherwise.
async fn aside(database: &Path, now: u64) -> anyhow::Result<Option<(PathBuf, Option<Age>)>> {
    if !database.exists() {
        return Ok(None);
    }
    let age = match SqliteStore::open(database).await {
        Ok(store) => {
            let age = store.age().await.ok();
            store.close().await;
            age
        }
        Err(_) => None,
    };
    let kept = beside(database, &format!("before-{now}"));
    for end in ["", "-wal", "-shm"] {
        let with = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
        // The log goes with its database, or its last writes would be read into the other one. Mostly there is none.
        if with(database).exists() {
            fs::rename(with(database), with(&kept))
                .with_context(|| format!("cannot rename {}", with(database).display()))?;
        }
    }
    Ok(Some((kept, age)))
}

fn beside(file: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}.{end}", file.display()))
}

/// Gives a finished file its name, once it is on the disk.
fn settle(part: &Path, to: &Path) -> anyhow::Result<()> {
    File::open(part)?.sync_all()?;
    fs::rename(part, to).with_context(|| format!("cannot write {}", to.display()))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// A moment as the committee's clocks show it.
pub fn moment(ms: u64) -> String {
    let at = i64::try_from(ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok()).unwrap_or_default();
    let local = Offset::constant(8).to_datetime(at);
    format!("{} {:02}:{:02}:{:02}", local.date(), local.hour(), local.minute(), local.second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{self, Office};
    use domain::policy::Role;
    use jiff::civil::date;

    const NOW: u64 = 1_777_867_200_000;

    async fn office(place: &cli::Place, login: &str, committee: Option<&str>) {
        let store = serve::open_file(&place.file().unwrap()).await.unwrap();
        let office = Office {
            login: login.into(),
            name: login.into(),
            roles: vec![Role::Admin],
            committee: committee.map(str::to_owned),
        };
        accounts::create_office(&store, office, "correct horse", date(2026, 5, 4), NOW).await.unwrap();
        store.close().await;
    }

    #[tokio::test]
    async fn a_backup_comes_back_in_a_new_epoch_and_says_what_it_lacks() {
        let folder = tempfile::tempdir().unwrap();
        let place = cli::Place { data: folder.path().join("data"), database_url: None, blobs: None, seal_key: None };
        office(&place, "first", Some("某区政协")).await;
        let to = folder.path().join("copy.db");
        let saved = back_up(&cli::Backup { place: place.clone(), to: to.clone() }).await.unwrap();
        assert!(saved.contains("copy.db"), "{saved}");
        assert!(back_up(&cli::Backup { place: place.clone(), to: to.clone() }).await.is_err(), "it overwrites nothing");
        let epoch = async || {
            let store = serve::open_file(&place.file().unwrap()).await.unwrap();
            let epoch = store.epoch().to_owned();
            store.close().await;
            epoch
        };
        let before = epoch().await;
        office(&place, "second", None).await;

        let options = cli::Restore { place: place.clone(), from: Some(to) };
        let running = lock::take(&place.file().unwrap()).unwrap();
        assert!(restore(&options, NOW).await.unwrap_err().to_string().contains("stop it first"));
        drop(running);
        let told = restore(&options, NOW).await.unwrap();
        assert!(told.contains("Accounts to create again: second."), "{told}");
        assert_ne!(epoch().await, before);
        let store = serve::open_file(&place.file().unwrap()).await.unwrap();
        assert_eq!(store.age().await.unwrap().logins, ["first"]);
        store.close().await;
        assert!(place.file().unwrap().with_file_name(format!("shangliang.db.before-{NOW}")).exists());
    }

    #[tokio::test]
    async fn a_restore_that_cannot_reach_the_photos_leaves_the_database_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut place =
            cli::Place { data: folder.path().join("data"), database_url: None, blobs: None, seal_key: None };
        office(&place, "first", Some("某区政协")).await;
        let from = folder.path().join("copy.db");
        back_up(&cli::Backup { place: place.clone(), to: from.clone() }).await.unwrap();
        office(&place, "second", None).await;
        // A file stands where the folder of the photos should be.
        let in_the_way = folder.path().join("blobs");
        fs::write(&in_the_way, "").unwrap();
        place.blobs = Some(in_the_way.to_str().unwrap().to_owned());
        assert!(restore(&cli::Restore { place: place.clone(), from: Some(from) }, NOW).await.is_err());
        let store = serve::open_file(&place.file().unwrap()).await.unwrap();
        assert_eq!(store.age().await.unwrap().logins, ["first", "second"]);
        store.close().await;
    }

    #[tokio::test]
    async fn what_is_no_backup_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let place = cli::Place { data: folder.path().join("data"), database_url: None, blobs: None, seal_key: None };
        office(&place, "first", Some("某区政协")).await;
        let from = folder.path().join("letter.txt");
        fs::write(&from, "not a database at all, but a letter that is long enough").unwrap();
        assert!(restore(&cli::Restore { place: place.clone(), from: Some(from) }, NOW).await.is_err());
        let store = serve::open_file(&place.file().unwrap()).await.unwrap();
        assert_eq!(store.age().await.unwrap().logins, ["first"]);
        store.close().await;
    }
}
