//! What happened, counted: a check that is never reached proves nothing.

use crate::plan::Fault;
use std::{collections::BTreeMap, fmt};

/// Counters by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage(BTreeMap<&'static str, u64>);

impl Coverage {
    /// Counts one.
    pub fn hit(&mut self, name: &'static str) {
        *self.0.entry(name).or_default() += 1;
    }

    /// Adds another world's counters.
    pub fn merge(&mut self, other: &Coverage) {
        for (name, count) in &other.0 {
            *self.0.entry(name).or_default() += count;
        }
    }

    /// How often something happened.
    pub fn count(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// Those of [`Coverage::expected`] that never happened.
    pub fn missing(&self) -> Vec<&'static str> {
        Self::expected().into_iter().filter(|name| self.count(name) == 0).collect()
    }

    /// What a few hundred worlds must reach: every fault, every refusal that a client can provoke, every outcome.
    pub fn expected() -> Vec<&'static str> {
        let refusals = [
            "kind_unknown",
            "schema_too_new",
            "feed_unknown",
            "kind_feed",
            "feed_mismatch",
            "kind_mismatch",
            "no_grant",
            "not_allowed",
            "record_unknown",
            "record_deleted",
            "review_closed",
            "review_moved",
            "review_unseen",
            "review_not_held",
            "review_conflict",
            "reason_missing",
            "narrative_missing",
            "nobody_present",
            "measure_invalid",
            "field_invalid",
            "correction_empty",
            "sign_in_invalid",
            "sign_in_stale",
        ];
        let outcomes = [
            "applied: create",
            "applied: patch",
            "applied: add",
            "applied: remove",
            "applied: delete",
            "applied: review",
            "applied: correction",
            "applied: merge",
            "applied: restore",
            "applied: signed in",
            "applied: objection",
            "applied: confirmed",
            "applied again: replay",
            "merged: losing value kept",
            "merged: delete against an edit",
            "request overtaken",
            "reset by the server",
            "feed received anew",
            "group of several pushes",
            "said to be saved",
            "taken back, disk full",
            "reopened, disk full under a reply",
            "tray: replaced",
            "tray: discarded",
            "413",
            "refused on the device",
            "device of another account",
        ];
        Fault::ALL.map(Fault::name).into_iter().chain(refusals).chain(outcomes).collect()
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, count) in &self.0 {
            writeln!(f, "{count:>12}  {name}")?;
        }
        Ok(())
    }
}
