//! `shangliang migrate-to`: from a file to PostgreSQL.

use crate::{
    backup::moment,
    cli::{self, Database},
    lock, serve,
    store::{Moved, Store, Sum, sqlite::SqliteStore},
};
use anyhow::{Context, bail};
use std::path::Path;

/// Moves the database of a place into an empty PostgreSQL; answers what to tell.
///
/// # Errors
/// Where there is no file, a server runs on either, or the other is not empty. Nothing has changed then.
pub async fn move_to(options: &cli::MigrateTo, now: u64) -> anyhow::Result<String> {
    let file = match options.place.database()? {
        Database::File(file) => file,
        Database::Postgres(_) => {
            bail!("--database-url names a PostgreSQL database already; what is moved is a file: sqlite:<file>")
        }
    };
    if !file.exists() {
        bail!("there is no database at {}", file.display());
    }
    let _lock = lock::take(&file)?;
    let store = serve::open_file(&file).await?;
    refuse_moved(&store, &file).await?;
    let moved = store.move_to(&options.url, now).await;
    store.close().await;
    let moved = moved.context("the move was not finished; the file is as it was")?;
    Ok(told(&moved, &file, &options.place.blobs()))
}

/// Keeps anybody from going on with a file in whose place another database goes on.
///
/// # Errors
/// Where it was moved.
pub async fn refuse_moved(store: &SqliteStore, file: &Path) -> anyhow::Result<()> {
    let Some(at) = store.moved().await? else { return Ok(()) };
    bail!(
        "{file} was moved to PostgreSQL at {at} and is not served any more: use --database-url postgres://…\n\
         To go back to it as it was then: shangliang restore --from {file}. Phones and desks send again what they wrote since.",
        file = file.display(),
        at = moment(at)
    )
}

fn told(moved: &Moved, file: &Path, blobs: &str) -> String {
    let mut lines = vec!["Each table was read back and is the same on both sides:".to_owned()];
    for (name, Sum { rows, digest }) in &moved.tables {
        lines.push(format!("{name:<16} {rows:>9} rows  digest {digest:016x}"));
    }
    lines.push(format!("{} feeds have the counts and digests that phones compare with.", moved.feeds));
    lines.push(format!("Photos stay in {blobs}: servers go on with the same --data and --blobs."));
    let file = file.display();
    lines.push(if moved.is_marked {
        format!("{file} is not served any more. Start servers with --database-url postgres://…")
    } else {
        format!("{file} could not be marked as moved: take it away before anybody serves it by mistake. Start servers with --database-url postgres://…")
    });
    lines.join("\n")
}
