//! Runs many worlds on every core, prints what was reached, and stops at the first that breaks an invariant.

use sim::{Coverage, Failure, wiring::Faithful};
use std::{
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

const USAGE: &str = "sim [--seeds N] [--seed S]: runs N worlds (1000), from seed S (0) on";

fn main() -> ExitCode {
    let Some((seeds, first)) = arguments(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    match run_all(seeds, first) {
        Ok(seen) => {
            print!("{seen}");
            println!("{seeds} worlds from seed {first}: every invariant holds");
            let missing = seen.missing();
            if !missing.is_empty() {
                println!("never reached: {}", missing.join(", "));
            }
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Runs all seeds; of several failures the one with the lowest seed comes back.
fn run_all(seeds: u64, first: u64) -> Result<Coverage, Box<Failure>> {
    let (end, next) = (first.saturating_add(seeds), AtomicU64::new(first));
    let worker = || {
        let mut seen = Coverage::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return Ok(seen);
            }
            match sim::run(seed, &Faithful) {
                Ok(coverage) => seen.merge(&coverage),
                Err(failure) => {
                    next.store(end, Ordering::Relaxed);
                    return Err(failure);
                }
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (mut seen, mut failures) = (Coverage::default(), Vec::new());
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        for worker in workers {
            match worker.join() {
                Ok(Ok(coverage)) => seen.merge(&coverage),
                Ok(Err(failure)) => failures.push(failure),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    match failures.into_iter().min_by_key(|failure| failure.seed) {
        Some(failure) => Err(failure),
        None => Ok(seen),
    }
}

/// How many seeds, and the first.
fn arguments(mut given: impl Iterator<Item = String>) -> Option<(u64, u64)> {
    let (mut seeds, mut first) = (1_000, 0);
    while let Some(name) = given.next() {
        let value = given.next()?.parse().ok()?;
        match name.as_str() {
            "--seeds" => seeds = value,
            "--seed" => first = value,
            _ => return None,
        }
    }
    Some((seeds, first))
}
