//! The one way to set up, build, run and test this project: `cargo xtask --help`.

mod bench;
mod build;
mod checkout;
mod console;
mod demo;
mod dev;
mod e2e;
mod lanes;
mod packages;
mod run;
mod setup;
mod sim;
mod test;
mod tidy;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::checkout::Checkout;
use crate::console::Console;

/// The one way to set up, build, run and test this project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what building needs; does nothing when all is there.
    Setup(setup::Args),
    /// Build the release: wasm, bundle (`dist`) and server.
    Build,
    /// Build, make demo data where there is none, and serve it.
    Run(run::Args),
    /// Build for debugging, serve, and rebuild in seconds when a file changes.
    Dev(run::Args),
    /// Check everything: format, lints, tidy, tests, release build, browser stories.
    Test(test::Args),
    /// Check the rules of this code base that the compiler cannot.
    Tidy,
    /// Run the browser stories alone, against the release build.
    E2e(e2e::Args),
    /// Run the simulator: many devices, faults, invariants.
    Sim(sim::Args),
    /// Measure, print, and write the figures into docs/performance.md.
    Bench(bench::Args),
}

fn main() -> ExitCode {
    match dispatch(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<()> {
    let checkout = Checkout::find()?;
    let console = Console::terminal();
    match command {
        Command::Setup(args) => setup::setup(&checkout, &console, &args),
        Command::Build => build::release(&checkout, &console),
        Command::Run(args) => run::run(&checkout, &console, &args),
        Command::Dev(args) => dev::dev(&checkout, &console, &args),
        Command::Test(args) => test::test(&checkout, &args),
        Command::Tidy => tidy::tidy(&checkout, &console),
        Command::E2e(args) => e2e::e2e(&checkout, &console, &args),
        Command::Sim(args) => sim::sim(&checkout, &console, &args),
        Command::Bench(args) => bench::bench(&checkout, &console, &args),
    }
}
