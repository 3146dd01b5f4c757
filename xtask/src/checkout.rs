//! Where things are in a checkout of this project.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// A checkout and its build folders.
pub struct Checkout {
    root: PathBuf,
    target: PathBuf,
}

impl Checkout {
    /// Finds the checkout this program was started in by `cargo xtask`.
    ///
    /// # Errors
    /// When it was not started by cargo.
    pub fn find() -> Result<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR").context("start this as `cargo xtask`")?;
        let root = Path::new(&package).parent().context("the xtask package has no parent folder")?.to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder)?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The folder of the workspace.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the workspace.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A path inside the build folder.
    pub fn target(&self, relative: &str) -> PathBuf {
        self.target.join(relative)
    }

    /// The build folder of the wasm apps; their compiler may be another one than the host's, and two compilers in one
    /// folder would rebuild everything at each turn.
    pub fn wasm_target(&self) -> PathBuf {
        self.target("wasm")
    }

    /// The build folder of the bundler, apart so that it can be compiled beside the server.
    pub fn bundler_target(&self) -> PathBuf {
        self.target("bundler")
    }

    /// The release server.
    pub fn server(&self) -> PathBuf {
        self.target("release/shangliang")
    }

    /// The release site.
    pub fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// A command that starts in the root of the workspace, without the variables cargo set for this program: build
    /// scripts that look at them would otherwise run again at each turn between `cargo xtask` and plain cargo.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name.as_ref());
            }
        }
        command
    }

    /// The cargo that started this program.
    pub fn cargo(&self) -> Command {
        self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }
}
