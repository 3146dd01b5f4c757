//! Runs many worlds, prints what was reached, and stops at the first that breaks an invariant.

use sim::{Coverage, wiring::Faithful};
use std::process::ExitCode;

const USAGE: &str = "sim [--seeds N] [--seed S]: runs N worlds (1000), from seed S (0) on";

fn main() -> ExitCode {
    let Some((seeds, first)) = arguments(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let mut seen = Coverage::default();
    for seed in first..first.saturating_add(seeds) {
        match sim::run(seed, &Faithful) {
            Ok(coverage) => seen.merge(&coverage),
            Err(failure) => {
                eprintln!("{failure}");
                return ExitCode::FAILURE;
            }
        }
    }
    print!("{seen}");
    println!("{seeds} worlds from seed {first}: every invariant holds");
    let missing = seen.missing();
    if !missing.is_empty() {
        println!("never reached: {}", missing.join(", "));
    }
    ExitCode::SUCCESS
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
