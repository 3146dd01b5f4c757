//! `shangliang demo`: an invented committee with a year of records, made by the same operations as real input.

pub mod dice;
mod incidents;
mod matters;
mod people;
mod places;
mod plan;
mod play;
mod proposals;
mod published;
mod reports;
mod requests;
mod results;
mod roster;
mod stories;
mod tree;
mod year;

use crate::{
    auth,
    cli::{self, Database},
    clock, serve,
    store::{Store, sqlite::SqliteStore},
};
use anyhow::Context;
use dice::Dice;
use domain::kind::Kind;
use jiff::ToSpan;
use play::{Scene, Stage, entering};
use roster::{Listed, Player, Roster, TERM_BEGIN};
use std::{fs, path::Path};
use sync::wire::Act;

/// The accounts that one may sign in as, in the data folder.
pub const ACCOUNTS: &str = "demo-accounts.json";

/// Writes the demo, unless there is a database already; answers what was done. `now` is in milliseconds since 1970.
///
/// # Errors
/// Where the folder cannot be written, or an operation is refused.
pub async fn write(options: &cli::Demo, now: u64) -> anyhow::Result<String> {
    let folder = &options.place.data;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let file = match options.place.database()? {
        Database::File(file) => file,
        Database::Postgres(_) => return write_shared(options, now).await,
    };
    if file.exists() {
        return Ok(format!("{} is there already; nothing was changed", file.display()));
    }
    // Written under another name first, so that an interrupted demo leaves no half of one behind.
    let part = file.with_extension("part");
    for rest in ["part", "part-wal", "part-shm"] {
        let rest = file.with_extension(rest);
        if rest.exists() {
            fs::remove_file(&rest).with_context(|| format!("cannot remove {}", rest.display()))?;
        }
    }
    let store = SqliteStore::open(&part).await?;
    let (listed, count) = fill(&store, options.seed, now).await?;
    store.close().await;
    write_private(&folder.join(ACCOUNTS), &serde_json::to_vec_pretty(&listed)?)?;
    fs::rename(&part, &file)?;
    Ok(format!("{count} activities of an invented committee; who can sign in: {}", folder.join(ACCOUNTS).display()))
}

/// Writes the demo into a database that is no file.
async fn write_shared(options: &cli::Demo, now: u64) -> anyhow::Result<String> {
    let store = serve::open(&options.place).await?;
    if !store.committees().await?.is_empty() {
        return Ok("the database has a committee already; nothing was changed".to_owned());
    }
    let (listed, count) = fill(&*store, options.seed, now).await?;
    store.close().await;
    let accounts = options.place.data.join(ACCOUNTS);
    write_private(&accounts, &serde_json::to_vec_pretty(&listed)?)?;
    Ok(format!("{count} activities of an invented committee; who can sign in: {}", accounts.display()))
}

/// Fills an empty store; answers who can sign in and how many activities there are.
///
/// # Errors
/// Where an operation is refused.
pub async fn fill(store: &dyn Store, seed: u64, now: u64) -> anyhow::Result<(Vec<Listed>, usize)> {
    let mut dice = Dice::new(seed);
    let today = clock::day(now);
    let begin = today.saturating_sub(364.days());
    let entered = clock::millis(TERM_BEGIN.at(0, 5, 0, 0));
    let mut city = tree::city(&mut dice, entered);
    let mut roster = roster::roster(&mut dice, begin, entered, city.committee);
    let mut counties = tree::COUNTIES.each_ref().map(|county| county.roster(&mut dice, entered, city.committee));
    let mut listed = Vec::new();
    let mut stage = Stage::new(store);
    for roster in [&mut roster, &mut city].into_iter().chain(&mut counties) {
        store.open_committee(roster.committee).await?;
        listed.extend(create_accounts(store, roster).await?);
        stage.play(entering(roster, entered)).await?;
    }
    let year = year::plan(&mut dice, &roster, today, now);
    let mut scenes = incidents::scenes(&mut dice, &roster, &year, today, now);
    let before = published::plan(&mut dice, &roster);
    scenes.extend(before.iter().chain(&year).flat_map(|one| one.scenes(&roster)));
    // Dice of their own: what else happens stays as it was thrown before there were consultations.
    scenes.extend(matters::scenes(&mut Dice::new(seed ^ 0x5eed), &roster, today, now));
    scenes.extend(requests::scenes(&mut Dice::new(seed ^ 0xa5ce), &roster, today, now));
    scenes.extend(reports::scenes(&mut Dice::new(seed ^ 0x0b5e), &roster, today, now));
    scenes.extend(proposals::scenes(&mut Dice::new(seed ^ 0x9a0b), &roster, today, now));
    scenes.extend(results::scenes(&mut Dice::new(seed ^ 0x2e5a), &roster, today, now));
    for (county, roster) in tree::COUNTIES.iter().zip(&counties) {
        let planned = county.plan(&mut dice, roster, today, now);
        scenes.extend(planned.iter().flat_map(|one| one.scenes(roster)));
    }
    let activity = |scene: &&Scene<'_>| scene.kind == Kind::Activity && matches!(scene.act, Act::Create(_));
    let count = scenes.iter().filter(activity).count();
    stage.play(scenes).await?;
    while store.project(1_000, now).await? > 0 {}
    Ok((listed, count))
}

/// Gives everybody an account with a random password, and lists those that are shown.
async fn create_accounts(store: &dyn Store, roster: &mut Roster) -> anyhow::Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for player in roster.members.iter_mut().chain(&mut roster.office) {
        let Player { signed, shown, .. } = player;
        let password = auth::random_password()?;
        // A hash that nothing fits keeps an account closed, and costs no time.
        signed.account.password = if shown.is_some() { auth::hash(&password)? } else { "closed".to_owned() };
        if !store.create_account(&signed.account, &signed.roles).await? {
            anyhow::bail!("two people of the demo have the login {}", signed.account.login);
        }
        let (login, name) = (signed.account.login.clone(), signed.account.name.clone());
        listed.extend(shown.map(|role| Listed { role, login, password, name }));
    }
    Ok(listed)
}

#[cfg(unix)]
fn write_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    Ok(file.write_all(bytes)?)
}

#[cfg(not(unix))]
fn write_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    Ok(fs::write(path, bytes)?)
}

#[cfg(test)]
mod drill_down;
#[cfg(test)]
mod tests;
