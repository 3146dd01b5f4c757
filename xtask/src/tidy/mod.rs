//! `cargo xtask tidy`: the rules of this code base that the compiler cannot check.
//!
//! Each rule is a pure function from the sources, or from what cargo says about the dependencies, to findings.

mod csp;
mod layering;
mod length;
mod lockfile;
mod naming;
mod purity;
mod scripts;
mod sources;
mod specimens;
mod sql;
mod traces;

use std::fmt;
use std::fs;

use anyhow::{Result, bail};

use crate::checkout::Checkout;
use crate::console::Console;

/// One broken rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// A file, with its line where that helps, or a package.
    pub place: String,
    /// What is wrong, and what to do instead.
    pub what: String,
}

impl Finding {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.what)
    }
}

/// Checks every rule and prints each finding.
///
/// # Errors
/// When there is a finding, or the sources cannot be read.
pub fn tidy(checkout: &Checkout, console: &Console) -> Result<()> {
    let findings = check(checkout)?;
    for finding in &findings {
        console.say(&finding.to_string());
    }
    if !findings.is_empty() {
        bail!("broken rules: {}", findings.len());
    }
    console.say("tidy: every rule holds");
    Ok(())
}

/// Every finding in the checkout.
///
/// # Errors
/// When the sources cannot be read or cargo cannot resolve the dependencies.
pub fn check(checkout: &Checkout) -> Result<Vec<Finding>> {
    let sources = sources::read(checkout)?;
    let mut findings = Vec::new();
    let rules = [
        length::check,
        purity::check,
        csp::check,
        sql::check,
        traces::check,
        naming::check,
        scripts::check,
        specimens::check,
    ];
    for rule in rules {
        findings.extend(rule(&sources));
    }
    findings.extend(lockfile::check(&fs::read_to_string(checkout.path("Cargo.lock"))?));
    findings.extend(layering::check(checkout)?);
    Ok(findings)
}
