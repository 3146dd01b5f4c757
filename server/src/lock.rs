//! One server at a time on one file.

use anyhow::{Context, bail};
use std::{
    fs::{self, File, TryLockError},
    path::Path,
};

/// Held for as long as it lives. The system lets it go with the process, however that ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the lock goes with the file")] File);

/// Takes the lock that stands beside a database, and makes its folder where there is none.
///
/// # Errors
/// Where another process has it.
pub fn take(database: &Path) -> anyhow::Result<Lock> {
    if let Some(folder) = database.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let at = database.with_extension("lock");
    let file =
        File::options().create(true).append(true).open(&at).with_context(|| format!("cannot open {}", at.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => bail!("a server is running on {}; stop it first", database.display()),
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", at.display())),
    }
}
