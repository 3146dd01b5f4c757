//! `cargo xtask build`: from sources to `dist` and the server.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::checkout::Checkout;
use crate::console::Console;
use crate::wasm::{self, Compiler};

/// The bins of the package `app` that the site is made of.
const APPS: [&str; 2] = ["phone", "desk"];
/// A bin of `app` that only tests build: the conformance suite of the phone's storage.
const CONFORMANCE: &str = "storage_conformance";
/// The sources of the shell documents, which phones cache: a change there is a new build too.
const SHELL_SOURCES: &str = "server/src/public_pages";

/// How the apps are compiled beyond their profile. Leptos hides the types of views behind pointers (`erase_components`):
/// it compiles sooner, and the phone's app is a tenth smaller. The bundler needs relocations to take a program apart. And
/// what panics would say of their place must not tell how the folders of the building machine are called.
fn wasm_flags(checkout: &Checkout) -> String {
    let mut flags = vec!["--cfg".to_owned(), "erase_components".to_owned(), "-Clink-arg=--emit-relocs".to_owned()];
    flags.push(format!("--remap-path-prefix={}=.", checkout.path("").display()));
    if let Some(home) = cargo_home() {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    // Cargo splits the plain variable at spaces, which folders may hold.
    flags.join("\u{1f}")
}

fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// How a build is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Small and fast programs, compressed copies.
    Release,
    /// Programs that compile in seconds.
    Debug,
}

impl Mode {
    /// The profile of the wasm apps, and the folder cargo puts them in.
    fn wasm(self) -> (&'static str, &'static str) {
        match self {
            Self::Release => ("wasm-release", "wasm-release"),
            Self::Debug => ("dev", "debug"),
        }
    }

    /// Where the site goes; the two modes keep apart, so that neither undoes the work of the other.
    pub fn dist(self, checkout: &Checkout) -> PathBuf {
        match self {
            Self::Release => checkout.dist(),
            Self::Debug => checkout.target("dev-dist"),
        }
    }
}

/// Builds the release, step by step, and prints what a phone downloads first.
///
/// # Errors
/// When a step fails.
pub fn release(checkout: &Checkout, console: &Console) -> Result<()> {
    let compiler = wasm::ensure(checkout, console)?;
    console.step("compile the apps to wasm", || apps(checkout, console, compiler, Mode::Release))?;
    console.step("compile the bundler", || bundler(checkout, console))?;
    console.step("bundle the site", || bundle(checkout, console, Mode::Release))?;
    console.step("compile the server", || server(checkout, console, Mode::Release))?;
    for line in first_download(&checkout.dist())? {
        console.say(&line);
    }
    Ok(())
}

/// Compiles the apps.
///
/// # Errors
/// When they do not compile.
pub fn apps(checkout: &Checkout, console: &Console, compiler: Compiler, mode: Mode) -> Result<()> {
    compile_bins(checkout, console, compiler, mode, &APPS)
}

/// Compiles the conformance suite, where the app has one, and makes a page of it in the returned folder.
///
/// # Errors
/// When it does not compile, or the bundler has not been compiled before.
pub fn conformance(checkout: &Checkout, console: &Console, compiler: Compiler) -> Result<()> {
    compile_bins(checkout, console, compiler, Mode::Release, &[CONFORMANCE])?;
    let mut bundle = checkout.command(checkout.bundler_target().join("release/bundle"));
    bundle.arg("page").arg("--wasm").arg(compiled(checkout, CONFORMANCE, Mode::Release));
    bundle.arg("--out").arg(conformance_page(checkout)).arg("--cache").arg(checkout.target("bundle/conformance"));
    console.run(&mut bundle)
}

/// Where [`conformance`] puts its page.
pub fn conformance_page(checkout: &Checkout) -> PathBuf {
    checkout.target("conformance")
}

fn compile_bins(checkout: &Checkout, console: &Console, compiler: Compiler, mode: Mode, bins: &[&str]) -> Result<()> {
    let mut cargo = compiler.cargo(checkout);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", wasm_flags(checkout));
    cargo.args(["build", "--package", "app", "--target", wasm::TARGET, "--profile", mode.wasm().0]);
    for bin in bins {
        cargo.args(["--bin", bin]);
    }
    console.run(cargo.arg("--target-dir").arg(checkout.wasm_target()))
}

/// Compiles the bundler, a program of the host. Unoptimised it would take half a minute for what takes it two seconds.
///
/// # Errors
/// When it does not compile.
pub fn bundler(checkout: &Checkout, console: &Console) -> Result<()> {
    let mut cargo = checkout.cargo();
    console
        .run(cargo.args(["build", "--release", "--package", "bundle", "--target-dir"]).arg(checkout.bundler_target()))
}

/// Runs the bundler over the compiled apps, styles and public files.
///
/// # Errors
/// When the bundler has not been compiled, or finds something wrong.
pub fn bundle(checkout: &Checkout, console: &Console, mode: Mode) -> Result<()> {
    let mut bundle = checkout.command(checkout.bundler_target().join("release/bundle"));
    bundle.arg("site").arg("--out").arg(mode.dist(checkout));
    for app in APPS {
        bundle.arg(format!("--{app}")).arg(compiled(checkout, app, mode));
    }
    let cache = if mode == Mode::Debug { "bundle/debug" } else { "bundle/release" };
    bundle.arg("--cache").arg(checkout.target(cache));
    if checkout.path(SHELL_SOURCES).exists() {
        bundle.args(["--shell-sources", SHELL_SOURCES]);
    }
    if mode == Mode::Debug {
        bundle.arg("--dev");
    }
    console.run(&mut bundle)
}

/// Compiles the server.
///
/// # Errors
/// When it does not compile.
pub fn server(checkout: &Checkout, console: &Console, mode: Mode) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args(["build", "--package", "server", "--bin", "shangliang"]);
    if mode == Mode::Release {
        cargo.arg("--release");
    }
    console.run(&mut cargo)
}

fn compiled(checkout: &Checkout, bin: &str, mode: Mode) -> PathBuf {
    checkout.wasm_target().join(wasm::TARGET).join(mode.wasm().1).join(format!("{bin}.wasm"))
}

/// What a phone downloads on its first visit, as lines of a table: brotli bytes of each file and their sum.
///
/// # Errors
/// When there is no release in `dist`.
pub fn first_download(dist: &Path) -> Result<Vec<String>> {
    let manifest = fs::read(dist.join("build.json")).context("no release in dist: run `cargo xtask build`")?;
    let manifest: Value = serde_json::from_slice(&manifest)?;
    let phone = &manifest["phone"];
    let first = [&phone["wasm"], &phone["js"], &phone["link"], &phone["css"], &manifest["boot"]];
    let mut lines = vec!["the phone's first visit, in brotli:".to_owned()];
    let sum = weigh(dist, &first, &mut lines)?;
    lines.push(format!("  {:>9}  together", kilobytes(sum)));
    lines.push("what comes behind the start screen:".to_owned());
    weigh(dist, &phone["later"].as_array().into_iter().flatten().collect::<Vec<_>>(), &mut lines)?;
    Ok(lines)
}

/// Adds a line for each file, and returns the sum of their bytes.
fn weigh(dist: &Path, urls: &[&Value], lines: &mut Vec<String>) -> Result<u64> {
    let mut sum = 0;
    for url in urls {
        let url = url.as_str().context("build.json lacks a URL")?;
        let path = dist.join(format!("{}.br", url.trim_start_matches('/')));
        let bytes = fs::metadata(&path).with_context(|| format!("{}", path.display()))?.len();
        sum += bytes;
        lines.push(format!("  {:>9}  {url}", kilobytes(bytes)));
    }
    Ok(sum)
}

/// Bytes as people read them: `163.4 KB` of 1,000 bytes.
fn kilobytes(bytes: u64) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}
