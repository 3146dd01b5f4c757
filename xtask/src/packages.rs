//! Debian packages: looking whether they are there, installing them, or saying how.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::console::{Console, output_of};

/// Whether this machine installs software with apt.
pub fn has_apt() -> bool {
    Path::new("/usr/bin/apt-get").exists()
}

/// Whether this program may write outside the user's own files.
pub fn is_root() -> bool {
    output_of(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Those of the packages that are not installed.
pub fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages.iter().copied().filter(|package| !is_installed(package)).collect()
}

fn is_installed(package: &str) -> bool {
    let status = output_of(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]));
    status.is_ok_and(|status| status == "installed")
}

/// Installs packages.
///
/// # Errors
/// Without root right, with the exact command to run by hand; or when apt fails.
pub fn install(console: &Console, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if !is_root() {
        bail!(
            "installing packages needs root. Run this, then the same cargo xtask command again:\n\n    \
             sudo apt-get update && sudo apt-get install --yes --no-install-recommends {list}\n"
        );
    }
    console.step(&format!("install {list}"), || {
        let mut install = apt(&["install", "--yes", "--no-install-recommends"]);
        install.args(packages);
        // The package lists of a fresh machine are often missing, or so old that they name browsers which the stories
        // cannot drive any more. Without a network the old ones may still do.
        if let Err(error) = console.run(&mut apt(&["update"])) {
            console.say(&format!("the package lists are those of last time: {error:#}"));
        }
        console.run(&mut install)
    })
}

fn apt(args: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(["--quiet", "--quiet"]).args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
