//! An invariant that did not hold, and the world in which it did not, as a person reads it.

use crate::plan::{Fault, Trim};
use std::fmt;

/// An invariant that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which.
    pub invariant: &'static str,
    /// What was found.
    pub what: String,
}

impl Broken {
    /// What was found against an invariant.
    pub fn new(invariant: &'static str, what: impl Into<String>) -> Broken {
        Broken { invariant, what: what.into() }
    }
}

/// A world that broke an invariant.
#[derive(Debug)]
pub struct Failure {
    /// Its seed: the same seed does the same again.
    pub seed: u64,
    /// How many events it took.
    pub events: u64,
    /// What is wrong.
    pub broken: Broken,
    /// What happened before, where it was written down.
    pub trace: Vec<String>,
    /// What was left out of the world of the seed.
    pub trim: Trim,
}

impl Failure {
    /// A failure without a world to tell of.
    pub(crate) fn early(seed: u64, broken: Broken) -> Box<Failure> {
        Box::new(Failure { seed, events: 0, broken, trace: Vec::new(), trim: Trim::default() })
    }

    /// Which seed, and what is wrong, in a line.
    pub fn headline(&self) -> String {
        let Failure { seed, events, broken, .. } = self;
        format!("seed {seed}, event {events}: {} does not hold: {}", broken.invariant, broken.what)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.trace {
            writeln!(f, "{line}")?;
        }
        writeln!(f, "{}", self.headline())?;
        write!(f, "again: cargo xtask sim --seeds 1 --seed {}", self.seed)?;
        if let Some(acts) = self.trim.acts {
            write!(f, " --acts {acts}")?;
        }
        if !self.trim.without.is_empty() {
            let without: Vec<String> = self.trim.without.iter().map(usize::to_string).collect();
            write!(f, " --without {}", without.join(","))?;
            let left = Fault::ALL.iter().enumerate().filter(|(at, _)| !self.trim.without.contains(at));
            let left: Vec<&str> = left.map(|(_, fault)| fault.name()).collect();
            write!(f, "\nleft in it: {}", left.join("; "))?;
        }
        Ok(())
    }
}
