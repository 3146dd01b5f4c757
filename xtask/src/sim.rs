//! `cargo xtask sim`: many seeds of the simulated world.

use anyhow::Result;

use crate::checkout::Checkout;
use crate::console::Console;

/// What `sim` takes.
#[derive(clap::Args)]
pub struct Args {
    /// How many seeds to run.
    #[arg(long, default_value_t = 1000)]
    seeds: u64,
    /// The first seed; with `--seeds 1` this repeats one world exactly.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

/// Runs the simulator, built for speed.
///
/// # Errors
/// When a seed breaks an invariant.
pub fn sim(checkout: &Checkout, console: &Console, args: &Args) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args(["run", "--release", "--quiet", "--package", "sim", "--"]);
    cargo.args(["--seeds", &args.seeds.to_string(), "--seed", &args.seed.to_string()]);
    console.run(&mut cargo)
}
