//! `cargo xtask setup`: everything that building needs, and with `--tests` what the browser stories need.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::checkout::Checkout;
use crate::console::{Console, output_of, succeeds};
use crate::{packages, wasm};

/// The browsers of the stories, each with its package.
const BROWSERS: [(&str, &str); 2] = [("/usr/bin/chromium", "chromium"), ("/usr/bin/firefox-esr", "firefox-esr")];
/// The oldest Node that Playwright runs on.
const NODE: u32 = 20;

/// The versions of PostgreSQL that the tests run with.
const DATABASES: [u32; 4] = [15, 16, 17, 18];

/// What `setup` takes.
#[derive(clap::Args)]
pub struct Args {
    /// Also install what the browser stories need: Chromium, Firefox, a Chinese font, npm packages.
    #[arg(long)]
    tests: bool,
}

/// Installs what is missing and says what is there.
///
/// # Errors
/// When something is missing that this program cannot install; the error says what to do by hand.
pub fn setup(checkout: &Checkout, console: &Console, args: &Args) -> Result<()> {
    let compiler = wasm::ensure(checkout, console)?;
    console.say(&format!("wasm: {} has {}", compiler.name(), wasm::TARGET));
    if args.tests {
        ensure_linters(checkout, console)?;
        ensure_database(console)?;
        ensure_test_parts(checkout, console)?;
        console.say("tests: PostgreSQL, Chromium, Firefox, a Chinese font and the npm packages are there");
    }
    Ok(())
}

/// Installs the browsers, the font and the npm packages of the browser stories, where they are missing.
///
/// # Errors
/// As [`setup`].
pub fn ensure_test_parts(checkout: &Checkout, console: &Console) -> Result<()> {
    ensure_browsers(console)?;
    ensure_npm_packages(checkout, console)
}

/// Adds clippy and rustfmt where rustup left them out.
///
/// # Errors
/// When they are missing and cannot be added.
pub fn ensure_linters(checkout: &Checkout, console: &Console) -> Result<()> {
    for (command, component) in [("clippy", "clippy"), ("fmt", "rustfmt")] {
        if !succeeds(checkout.cargo().args([command, "--version"])) {
            console.step(&format!("add {component} with rustup"), || {
                console.run(checkout.command("rustup").args(["component", "add", component]))
            })?;
        }
    }
    Ok(())
}

/// Installs PostgreSQL, of which the tests start a cluster of their own, where there is none.
///
/// # Errors
/// As [`setup`].
pub fn ensure_database(console: &Console) -> Result<()> {
    let is_there = |version: &u32| Path::new(&format!("/usr/lib/postgresql/{version}/bin/initdb")).exists();
    if DATABASES.iter().any(is_there) {
        return Ok(());
    }
    // Later releases of Debian have a later version only.
    get(console, &["postgresql-15"]).or_else(|_| get(console, &["postgresql"]))
}

fn ensure_browsers(console: &Console) -> Result<()> {
    let missing = BROWSERS.iter().filter(|(program, _)| !Path::new(program).exists());
    let mut wanted: Vec<_> = missing.map(|(_, package)| *package).collect();
    if !has_chinese_font() {
        wanted.push("fonts-noto-cjk");
    }
    if node_version().is_none() {
        wanted.push("nodejs");
    }
    get(console, &wanted)?;
    // Some packages of node bring npm and refuse Debian's own beside them, so npm is looked for only now.
    if !succeeds(Command::new("npm").arg("--version")) {
        get(console, &["npm"])?;
    }
    match node_version() {
        Some(version) if version >= NODE => Ok(()),
        found => bail!(
            "the browser stories need Node {NODE} or newer, and this machine has {}. Install one from \
             https://nodejs.org/ or from your distribution",
            found.map_or("none".to_owned(), |version| version.to_string())
        ),
    }
}

fn get(console: &Console, wanted: &[&str]) -> Result<()> {
    if wanted.is_empty() {
        return Ok(());
    }
    if !packages::has_apt() {
        bail!("the tests need these, which only apt can install here by itself: {}", wanted.join(", "));
    }
    packages::install(console, wanted)
}

/// The first number of what node says of itself, such as 20 of `v20.20.2`.
fn node_version() -> Option<u32> {
    let version = output_of(Command::new("node").arg("--version")).ok()?;
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn has_chinese_font() -> bool {
    let listed = output_of(Command::new("fc-list").arg(":lang=zh-cn"));
    // Where fontconfig's tools are not installed, only the package itself can tell.
    listed.is_ok_and(|fonts| !fonts.trim().is_empty()) || packages::missing(&["fonts-noto-cjk"]).is_empty()
}

fn ensure_npm_packages(checkout: &Checkout, console: &Console) -> Result<()> {
    let folder = checkout.path("end2end");
    let lock = fs::read(folder.join("package-lock.json")).context("reading end2end/package-lock.json")?;
    // A copy of the lock file beside what was installed from it tells whether anything changed since.
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    console.step("install the npm packages of end2end", || {
        let mut npm = checkout.command("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        console.run(&mut npm)
    })?;
    Ok(fs::write(stamp, lock)?)
}
