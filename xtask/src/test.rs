//! `cargo xtask test`: everything a change must pass.

use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::build::{self, Mode};
use crate::checkout::Checkout;
use crate::console::{Console, seconds, succeeds};
use crate::lanes::{Report, Step};
use crate::wasm::{self, Compiler};
use crate::{e2e, setup, tidy};

/// The packages that are programs of the host. Never all of the workspace: that would unify leptos csr with ssr.
const HOST: [&str; 5] = ["domain", "sync", "sim", "server", "xtask"];
/// Every package, for what does not compile them.
const ALL: [&str; 7] = ["domain", "sync", "sim", "server", "xtask", "bundle", "app"];

/// What `test` takes.
#[derive(clap::Args)]
pub struct Args {
    /// Leave out the release build and the browser stories.
    #[arg(long)]
    fast: bool,
}

/// Runs every check: two lanes of compilers beside each other, then the browser.
///
/// # Errors
/// When a check fails.
pub fn test(checkout: &Checkout, args: &Args) -> Result<()> {
    let started = Instant::now();
    let console = Console::terminal();
    let compiler = wasm::ensure(checkout, &console)?;
    setup::ensure_linters(checkout, &console)?;
    setup::ensure_database(&console)?;

    let mut report = Report::default();
    let result = checks(checkout, compiler, args, &mut report);
    println!("\n{}\n", report.table().join("\n"));
    result?;
    if !args.fast {
        println!("{}\n", build::first_download(&checkout.dist())?.join("\n"));
    }
    let left_out = if args.fast { ", without the browser stories" } else { "" };
    println!("All {} checks passed in {}{left_out}.", report.count(), seconds(started.elapsed()));
    Ok(())
}

fn checks(checkout: &Checkout, compiler: Compiler, args: &Args, report: &mut Report) -> Result<()> {
    let logs = checkout.target("test-logs");
    let mut host = vec![
        Step::new("format", |console| format(checkout, console)),
        Step::new("tidy", |console| tidy::tidy(checkout, console)),
        Step::new("lint host programs", |console| lint_host(checkout, console)),
        Step::new("tests", |console| tests(checkout, console)),
        Step::new("tests of the app", |console| app_tests(checkout, console)),
        Step::new("examples in documentation", |console| documentation_tests(checkout, console)),
    ];
    let mut browser = vec![
        Step::new("lint the app", move |console| lint_app(checkout, console, compiler)),
        Step::new("tests of the bundler", |console| bundler_tests(checkout, console)),
    ];
    if args.fast {
        return report.run(&logs, vec![host, browser]);
    }
    host.push(Step::new("release of the server", |console| build::server(checkout, console, Mode::Release)));
    browser.extend([
        Step::new("bundler", |console| build::bundler(checkout, console)),
        Step::new("release of the apps", move |console| build::apps(checkout, console, compiler, Mode::Release)),
        Step::new("bundle of the site", |console| build::bundle(checkout, console, Mode::Release)),
        Step::new("storage conformance page", move |console| build::conformance(checkout, console, compiler)),
    ]);
    let parts = vec![
        Step::new("parts of the browser stories", |console| setup::ensure_test_parts(checkout, console)),
        Step::new("types of the browser stories", |console| e2e::check_types(checkout, console)),
    ];
    report.run(&logs, vec![host, browser, parts])?;
    report.run(&logs, vec![vec![Step::new("browser stories", |console| e2e::stories(checkout, console, &[]))]])
}

fn format(checkout: &Checkout, console: &Console) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args(["fmt", "--check"]);
    for package in ALL {
        cargo.args(["--package", package]);
    }
    console.run(&mut cargo)
}

fn lint_host(checkout: &Checkout, console: &Console) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args(["clippy", "--locked", "--all-targets", "--package", "bundle"]);
    for package in HOST {
        cargo.args(["--package", package]);
    }
    console.run(cargo.args(["--", "--deny", "warnings"]))
}

/// Debian has no clippy for its newer compiler; there the ordinary one reads the app as a program of the host, which
/// shows it the same code, since the app compiles nothing on condition.
fn lint_app(checkout: &Checkout, console: &Console, compiler: Compiler) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args(["clippy", "--locked", "--all-targets", "--package", "app", "--target-dir"]);
    match compiler {
        Compiler::Ordinary => cargo.arg(checkout.wasm_target()).args(["--target", wasm::TARGET]),
        Compiler::Debian => cargo.arg(checkout.target("app-lint")),
    };
    console.run(cargo.args(["--", "--deny", "warnings"]))
}

fn tests(checkout: &Checkout, console: &Console) -> Result<()> {
    let mut cargo = test_runner(checkout);
    for package in HOST {
        cargo.args(["--package", package]);
    }
    console.run(&mut cargo)
}

/// The app's tests touch no browser, so they run on the host; by themselves, since the server's leptos renders.
fn app_tests(checkout: &Checkout, console: &Console) -> Result<()> {
    console.run(test_runner(checkout).args(["--package", "app", "--lib"]))
}

/// nextest where it is installed, since it runs tests of several programs at once; else what every cargo has.
fn test_runner(checkout: &Checkout) -> Command {
    let mut cargo = checkout.cargo();
    if succeeds(checkout.cargo().args(["nextest", "--version"])) {
        cargo.args(["nextest", "run"]);
    } else {
        cargo.arg("test");
    }
    cargo
}

fn documentation_tests(checkout: &Checkout, console: &Console) -> Result<()> {
    console.run(checkout.cargo().args(["test", "--doc", "--package", "domain", "--package", "sync"]))
}

fn bundler_tests(checkout: &Checkout, console: &Console) -> Result<()> {
    let mut cargo = checkout.cargo();
    console.run(cargo.args(["test", "--release", "--package", "bundle", "--target-dir"]).arg(checkout.bundler_target()))
}
