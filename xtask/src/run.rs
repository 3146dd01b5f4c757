//! `cargo xtask run`: the demo, served from a release build.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::build;
use crate::checkout::Checkout;
use crate::console::Console;
use crate::demo;

/// What `run` and `dev` take.
#[derive(clap::Args)]
pub struct Args {
    /// The address to serve at.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub addr: String,
    /// The folder of the data; demo data is made there when it holds none.
    #[arg(long, default_value = "data/demo")]
    pub data: PathBuf,
}

/// Builds, makes demo data where there is none, and serves it until stopped.
///
/// # Errors
/// When building fails or the server cannot start.
pub fn run(checkout: &Checkout, console: &Console, args: &Args) -> Result<()> {
    build::release(checkout, console)?;
    let data = checkout.root().join(&args.data);
    let server = checkout.server();
    demo::ensure(checkout, console, &server, &data)?;
    announce(console, args, &data)?;
    become_server(console, &mut serve(checkout, &server, args, &checkout.dist()))
}

/// The command that serves `dist`.
pub fn serve(checkout: &Checkout, server: &Path, args: &Args, dist: &Path) -> Command {
    let mut command = checkout.command(server);
    command.args(["serve", "--addr", &args.addr, "--data"]).arg(checkout.root().join(&args.data));
    command.arg("--assets").arg(dist);
    command
}

/// Prints the address and the demo accounts.
///
/// # Errors
/// When the accounts cannot be read.
pub fn announce(console: &Console, args: &Args, data: &Path) -> Result<()> {
    console.say(&format!("\nhttp://{}  (stop with Ctrl-C)\n\nDemo accounts:", args.addr));
    for line in demo::accounts(data)? {
        console.say(&line);
    }
    console.say("");
    Ok(())
}

/// Replaces this process by the server, so that Ctrl-C reaches the server itself and it stops in good order.
#[cfg(unix)]
fn become_server(_console: &Console, command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec().into())
}

#[cfg(not(unix))]
fn become_server(console: &Console, command: &mut Command) -> Result<()> {
    console.run(command)
}
