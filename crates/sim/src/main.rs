//! Runs many worlds on every core, prints what was reached, and stops at the first that breaks an invariant.

use sim::{Coverage, Failure, Trim, shrink::shrink, wiring::Faithful};
use std::{
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

const USAGE: &str = "sim [--seeds N] [--seed S] [--acts A] [--without F,F] [--trace] [--on]: runs N worlds (1000), from seed \
                     S (0) on; people do A things in each, and the faults F do not happen. With --trace the first world \
                     is told; with --on a world that fails is named, and the next ones are run all the same";

/// How many worlds are run from one word of how far it has come to the next.
const PROGRESS: u64 = 10_000;

fn main() -> ExitCode {
    let Some(given) = arguments(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    if given.trace {
        sim::told(given.first, &given.trim, &Faithful).iter().for_each(|line| println!("{line}"));
    }
    let (seen, failures) = run_all(&given);
    print!("{seen}");
    let missing = seen.missing();
    if !missing.is_empty() {
        println!("never reached: {}", missing.join(", "));
    }
    let Some(first) = failures.into_iter().min_by_key(|failure| failure.seed) else {
        println!("{} worlds from seed {}: every invariant holds", given.seeds, given.first);
        return ExitCode::SUCCESS;
    };
    eprintln!("{first}");
    if given.trim == Trim::default() {
        let smallest = shrink(Box::new(first), &Faithful);
        if smallest.trim != given.trim {
            eprintln!("\nthe smallest world of this seed that breaks the same:\n{smallest}");
        }
    }
    ExitCode::FAILURE
}

/// Runs all seeds; the worlds that failed come back with what was reached in the others.
fn run_all(given: &Given) -> (Coverage, Vec<Failure>) {
    let (end, next) = (given.first.saturating_add(given.seeds), AtomicU64::new(given.first));
    let worker = || {
        let (mut seen, mut failures) = (Coverage::default(), Vec::new());
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return (seen, failures);
            }
            let done = seed - given.first;
            if done > 0 && done.is_multiple_of(PROGRESS) {
                eprintln!("{done} worlds so far");
            }
            match sim::run_trimmed(seed, &given.trim, &Faithful) {
                Ok(coverage) => seen.merge(&coverage),
                Err(failure) => {
                    eprintln!("{}", failure.headline());
                    failures.push(*failure);
                    if !given.on {
                        next.store(end, Ordering::Relaxed);
                    }
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
                Ok((coverage, failed)) => {
                    seen.merge(&coverage);
                    failures.extend(failed);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    (seen, failures)
}

/// What is asked for.
struct Given {
    seeds: u64,
    first: u64,
    trim: Trim,
    trace: bool,
    on: bool,
}

fn arguments(mut words: impl Iterator<Item = String>) -> Option<Given> {
    let mut given = Given { seeds: 1_000, first: 0, trim: Trim::default(), trace: false, on: false };
    while let Some(name) = words.next() {
        let mut value = || words.next();
        match name.as_str() {
            "--trace" => given.trace = true,
            "--on" => given.on = true,
            "--seeds" => given.seeds = value()?.parse().ok()?,
            "--seed" => given.first = value()?.parse().ok()?,
            "--acts" => given.trim.acts = Some(value()?.parse().ok()?),
            "--without" => {
                given.trim.without = value()?.split(',').map(|at| at.parse().ok()).collect::<Option<_>>()?;
            }
            _ => return None,
        }
    }
    Some(given)
}
