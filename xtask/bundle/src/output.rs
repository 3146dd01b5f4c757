//! Writes the files of a site to disk, touching only what changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::compress;

/// The output folder.
pub struct Output<'a> {
    /// The folder itself.
    pub folder: &'a Path,
    /// Whether compressed copies are written.
    pub compressed: bool,
}

impl Output<'_> {
    /// Writes one file, and its compressed copies, unless the same bytes are there already.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(&self, url: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(url);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let unchanged = fs::read(&path).is_ok_and(|found| found == bytes);
        if !unchanged {
            // The copies go first: a stale copy beside a new file would be sent instead of it.
            self.remove_copies(&path)?;
            fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
        }
        if !self.compressed {
            return self.remove_copies(&path);
        }
        let complete = compress::EXTENSIONS.iter().all(|extension| compress::copy_of(&path, extension).exists());
        if compress::is_worthwhile(&path) && !(unchanged && complete) {
            compress::write_copies(&path, bytes)?;
        }
        Ok(())
    }

    /// Removes every file that is not at one of the `kept` URLs, nor the compressed copy of one.
    ///
    /// # Errors
    /// When the folder cannot be read or a file not be removed.
    pub fn prune(&self, kept: &BTreeSet<String>) -> Result<()> {
        let mut paths = BTreeSet::new();
        for url in kept {
            let path = self.path(url);
            paths.extend(compress::EXTENSIONS.map(|extension| compress::copy_of(&path, extension)));
            paths.insert(path);
        }
        for path in files_under(self.folder)? {
            if !paths.contains(&path) {
                fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
            }
        }
        Ok(())
    }

    fn path(&self, url: &str) -> PathBuf {
        self.folder.join(url.trim_start_matches('/'))
    }

    fn remove_copies(&self, path: &Path) -> Result<()> {
        for extension in compress::EXTENSIONS {
            let copy = compress::copy_of(path, extension);
            if copy.exists() {
                fs::remove_file(copy)?;
            }
        }
        Ok(())
    }
}

/// Every file under a folder, in a fixed order.
///
/// # Errors
/// When the folder cannot be read.
pub fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pruning_leaves_kept_files_with_their_copies_and_nothing_else() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("output-{}", std::process::id()));
        let output = Output { folder: &folder, compressed: true };
        output.write("/assets/new.js", b"let a = 1;")?;
        output.write("/assets/old.js", b"let a = 0;")?;
        output.prune(&BTreeSet::from(["/assets/new.js".to_owned()]))?;
        let left: Vec<_> = files_under(&folder)?;
        fs::remove_dir_all(&folder)?;
        let names: Vec<_> = left.iter().filter_map(|path| path.file_name()).collect();
        assert_eq!(names, ["new.js", "new.js.br", "new.js.gz"]);
        Ok(())
    }

    #[test]
    fn a_changed_file_gets_new_copies() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("output-changed-{}", std::process::id()));
        let output = Output { folder: &folder, compressed: true };
        output.write("/sw.js", b"let build = 1;")?;
        let before = fs::read(folder.join("sw.js.br"))?;
        output.write("/sw.js", b"let build = 2;")?;
        let after = fs::read(folder.join("sw.js.br"))?;
        fs::remove_dir_all(&folder)?;
        assert_ne!(before, after);
        Ok(())
    }
}
