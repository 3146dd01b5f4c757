//! What happened, counted: a check that is never reached proves nothing.

use crate::plan::Fault;
use domain::{
    activity::ORIGIN,
    fields::Fields,
    problem::{self, Code},
};
use std::{collections::BTreeMap, fmt};
use sync::wire::{Act, Outcome};

/// Counters by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage(BTreeMap<&'static str, u64>);

impl Coverage {
    /// Counts one.
    pub fn hit(&mut self, name: &'static str) {
        *self.0.entry(name).or_default() += 1;
    }

    /// Counts what became of an operation.
    pub fn count_op(&mut self, act: &Act, outcome: &Outcome) {
        match outcome {
            Outcome::Applied { .. } => self.hit(match act {
                Act::Create(fields) if fields.0.contains_key(ORIGIN) => "applied: re-filed",
                Act::Create(_) => "applied: create",
                Act::Patch(fields) => kind_of_patch(fields),
                Act::Add(_) => "applied: add",
                Act::Remove(_) => "applied: remove",
                Act::Delete(_) => "applied: delete",
            }),
            Outcome::Refused(refusal) => self.hit(problem::code(&refusal.code).map_or("refused otherwise", Code::id)),
            Outcome::Held { .. } => self.hit("held"),
        }
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
            "merge_target",
            "sign_in_invalid",
            "sign_in_stale",
            "op_too_old",
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
            "held",
            "held, then settled",
            "held, then refused",
            "deleted record forgotten",
            "reset below the floor",
            "applied: after the grant was lost",
            "applied: re-filed",
            "told of the restore before anything was taken",
            "two transactions at once",
            "waits for a transaction",
            "told by the server that it is a copy",
            "older operation after its app was brought up to date",
            "the tab before sends once more",
            "written after the connection was opened again",
            "outbox of another person on the same device",
            "poked",
            "pokes end",
            "photo: taken",
            "photo: named twice",
            "photo: a place",
            "photo: so much lies there",
            "photo: held by the server",
            "photo: no answer",
            "photo: 503",
            "photo: 401",
            "photo: another amount lies there",
            "photo: damaged",
            "photo: its place is gone",
            "photo: not on the disk",
            "photo: tried again",
            "carried: taken in by the same person",
            "carried: recorded for the member",
            "carried: known already",
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

fn kind_of_patch(fields: &Fields) -> &'static str {
    let has = |stem: &str| fields.0.keys().any(|field| field.split(':').next() == Some(stem));
    match fields.text("review") {
        Some("approved") if has("measure") => "applied: correction",
        Some("void") if has("merged_into") => "applied: merge",
        Some(_) => "applied: review",
        None if has("sign_in") => "applied: signed in",
        None if has("objection") => "applied: objection",
        None if has("confirmed") => "applied: confirmed",
        None => "applied: patch",
    }
}
