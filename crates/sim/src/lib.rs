//! A deterministic world of devices, a network that fails and a server that crashes, to prove the sync protocol.
//!
//! One seed makes one world: at least three devices with clocks of their own, one queue of events, faults
//! with a probability drawn for the world, people who record, edit, delete and review. The client machine,
//! the server's decisions and the paging are the functions that production runs. Invariants are checked
//! while it runs and when it has come to rest; a failure names its seed, and the same seed does the same again.
//!
//! `cargo xtask sim --seeds 100000` runs many worlds and prints what was reached.

mod album;
mod blobs;
mod carry;
mod cast;
mod check;
mod count;
mod course;
mod coverage;
mod device;
mod failure;
pub mod law;
mod mishap;
mod network;
mod office;
mod overlap;
mod person;
mod plan;
mod pocket;
mod pump;
mod reading;
mod rng;
mod screen;
mod server;
pub mod shrink;
mod telling;
pub mod wiring;
mod world;

pub use coverage::Coverage;
pub use failure::{Broken, Failure};
pub use plan::{Fault, Trim};

use wiring::Wiring;
use world::World;

/// Runs the world of a seed, and the merge law on operations of the same seed.
///
/// # Errors
/// The first invariant that did not hold, with a trace of what happened before.
pub fn run(seed: u64, wiring: &dyn Wiring) -> Result<Coverage, Box<Failure>> {
    run_trimmed(seed, &Trim::default(), wiring)
}

/// The same in a smaller world of the seed.
///
/// # Errors
/// The first invariant that did not hold, with a trace of what happened before.
pub fn run_trimmed(seed: u64, trim: &Trim, wiring: &dyn Wiring) -> Result<Coverage, Box<Failure>> {
    law::check(seed, wiring).map_err(|broken| Failure::early(seed, broken))?;
    // A world does the same every time, so that only one that fails pays for its trace.
    attempt(seed, trim, wiring, false).or_else(|_| attempt(seed, trim, wiring, true))
}

/// What happens in the world of a seed, line by line, whether or not every invariant holds.
pub fn told(seed: u64, trim: &Trim, wiring: &dyn Wiring) -> Vec<String> {
    live(seed, trim, wiring, true).map_or_else(|failure| failure.trace, |(_, trace)| trace)
}

fn attempt(seed: u64, trim: &Trim, wiring: &dyn Wiring, traced: bool) -> Result<Coverage, Box<Failure>> {
    live(seed, trim, wiring, traced).map(|(seen, _)| seen)
}

fn live(seed: u64, trim: &Trim, wiring: &dyn Wiring, traced: bool) -> Result<(Coverage, Vec<String>), Box<Failure>> {
    let world = || World::new(seed, trim, wiring, traced).run();
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(world)).unwrap_or_else(|_| {
        let broken = Broken::new("(10) nothing makes it panic", "the panic is printed above");
        Err(Box::new(Failure { trim: trim.clone(), ..*Failure::early(seed, broken) }))
    })
}

#[cfg(test)]
mod tests;
