//! `cargo xtask e2e`: the stories in a real browser.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::build;
use crate::checkout::Checkout;
use crate::console::Console;
use crate::{setup, wasm};

/// What `e2e` takes.
#[derive(clap::Args)]
pub struct Args {
    /// Given to Playwright as they are, for example a file name or `--grep 离线`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    playwright: Vec<String>,
}

/// Builds the release and runs the stories against it.
///
/// # Errors
/// When building fails or a story does.
pub fn e2e(checkout: &Checkout, console: &Console, args: &Args) -> Result<()> {
    setup::ensure_test_parts(checkout, console)?;
    build::release(checkout, console)?;
    let compiler = wasm::ensure(checkout, console)?;
    console.step("compile the storage conformance suite", || build::conformance(checkout, console, compiler))?;
    console.step("types of the browser stories", || check_types(checkout, console))?;
    console.step("browser stories", || stories(checkout, console, &args.playwright))
}

/// Runs the stories against what is built; the variables tell them where that is.
///
/// # Errors
/// When a story fails.
pub fn stories(checkout: &Checkout, console: &Console, arguments: &[String]) -> Result<()> {
    let mut playwright = playwright(checkout);
    playwright.args(arguments).env("SHANGLIANG_CONFORMANCE", build::conformance_page(checkout));
    console.run(&mut playwright)
}

/// Measures in the browser how the phone's app starts and how it receives much at first, on a machine made as slow as a mid
/// phone; the figures as text.
///
/// # Errors
/// When a start fails.
pub fn starts(checkout: &Checkout, console: &Console) -> Result<String> {
    let figures = checkout.target("starts.txt");
    // Each measurement adds its own lines.
    if figures.exists() {
        fs::remove_file(&figures)?;
    }
    console.run(playwright(checkout).args(["--config", "bench.config.ts"]).env("SHANGLIANG_FIGURES", &figures))?;
    Ok(fs::read_to_string(figures)?)
}

fn playwright(checkout: &Checkout) -> Command {
    let mut playwright = checkout.command("npx");
    playwright.args(["--no-install", "playwright", "test"]).current_dir(checkout.path("end2end"));
    playwright.env("SHANGLIANG_BIN", checkout.server()).env("SHANGLIANG_DIST", checkout.dist());
    playwright
}

/// Checks the types of the stories, which Playwright itself does not.
///
/// # Errors
/// When a type does not fit.
pub fn check_types(checkout: &Checkout, console: &Console) -> Result<()> {
    console.run(checkout.command("npm").args(["run", "--silent", "check"]).current_dir(checkout.path("end2end")))
}
