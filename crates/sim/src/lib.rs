//! A deterministic world of devices, a network that fails and a server that crashes, to prove the sync protocol.
//!
//! One seed makes one world: at least three devices with clocks of their own, one queue of events, faults
//! with a probability drawn for the world, people who record, edit, delete and review. The client machine,
//! the server's decisions and the paging are the functions that production runs. Invariants are checked
//! while it runs and when it has come to rest; a failure names its seed, and the same seed does the same again.
//!
//! `cargo run --release -p sim -- --seeds 100000` runs many worlds and prints what was reached.

mod cast;
mod check;
mod coverage;
mod device;
pub mod law;
mod network;
mod office;
mod person;
mod plan;
mod rng;
mod screen;
mod server;
pub mod wiring;
mod world;

pub use check::{Broken, Failure};
pub use coverage::Coverage;
pub use plan::Fault;

use wiring::Wiring;
use world::World;

/// Runs the world of a seed, and the merge law on operations of the same seed.
///
/// # Errors
/// The first invariant that did not hold, with a trace of what happened before.
pub fn run(seed: u64, wiring: &dyn Wiring) -> Result<Coverage, Box<Failure>> {
    law::check(seed).map_err(|broken| Failure::early(seed, broken))?;
    // A world does the same every time, so that only one that fails pays for its trace.
    attempt(seed, wiring, false).or_else(|_| attempt(seed, wiring, true))
}

fn attempt(seed: u64, wiring: &dyn Wiring, traced: bool) -> Result<Coverage, Box<Failure>> {
    let world = || World::new(seed, wiring, traced).run();
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(world)).unwrap_or_else(|_| {
        let broken = Broken::new("(10) nothing makes it panic", "the panic is printed above");
        Err(Failure::early(seed, broken))
    })
}

#[cfg(test)]
mod tests;
