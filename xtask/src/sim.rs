//! `cargo xtask sim`: many seeds of the simulated world, or one of them once more.

use anyhow::Result;

use crate::checkout::Checkout;
use crate::console::Console;

/// What `sim` takes: the program itself says what it understands.
#[derive(clap::Args)]
pub struct Args {
    /// What goes to the simulator, such as `--seeds 100000`, or `--seeds 1 --seed 4711 --trace`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    given: Vec<String>,
}

/// Runs the simulator, built for speed.
///
/// # Errors
/// When a seed breaks an invariant.
pub fn sim(checkout: &Checkout, console: &Console, args: &Args) -> Result<()> {
    let mut cargo = checkout.cargo();
    cargo.args(["run", "--release", "--quiet", "--package", "sim", "--"]);
    console.run(cargo.args(&args.given))
}
