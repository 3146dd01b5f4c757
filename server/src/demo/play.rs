//! Plays scenes: every record by an operation of its author, every review by one of the office, each at its time.

use super::roster::{Player, Roster};
use crate::{
    auth::actor,
    clock,
    store::{Incoming, Store},
};
use anyhow::{Context, bail};
use domain::{
    id::{DeviceId, Feed, RecordId},
    kind::Kind,
    schema::SCHEMA,
};
use std::collections::BTreeMap;
use sync::{
    clock::Hlc,
    server::group::Push,
    wire::{Act, Op, OpResult, OutboxReport, Outcome},
};

/// One operation, and when somebody sends it.
pub struct Scene<'a> {
    /// When it is sent and taken in, in milliseconds since 1970.
    pub at: u64,
    /// Who.
    pub who: &'a Player,
    /// The record.
    pub rec: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Its home.
    pub feed: Feed,
    /// What is done.
    pub act: Act,
    /// The version that was seen, where it is not the newest one.
    pub saw: Option<u64>,
}

/// Sends operations as phones and desks would.
pub struct Stage<'a> {
    store: &'a dyn Store,
    sent: BTreeMap<DeviceId, u64>,
    versions: BTreeMap<RecordId, u64>,
}

impl<'a> Stage<'a> {
    /// A stage in front of a store.
    pub fn new(store: &'a dyn Store) -> Self {
        Stage { store, sent: BTreeMap::new(), versions: BTreeMap::new() }
    }

    /// Plays scenes in the order of their times; those of one instant are one group, as the writer would make it.
    ///
    /// # Errors
    /// Where an operation is refused: the demo then breaks a rule of the domain, and nothing of it may be shown.
    pub async fn play(&mut self, mut scenes: Vec<Scene<'_>>) -> anyhow::Result<()> {
        scenes.sort_by_key(|scene| scene.at);
        for group in scenes.chunk_by(|one, next| one.at == next.at) {
            let pushes: Vec<&[Scene<'_>]> = group.chunk_by(|one, next| one.who.device == next.who.device).collect();
            let incoming: Vec<Incoming> = pushes.iter().map(|scenes| self.push(scenes)).collect();
            let answers = self.store.apply(&incoming, group[0].at).await?;
            for (scenes, answer) in pushes.iter().zip(answers) {
                let results = answer.ok().context("a push was turned away")?;
                scenes.iter().zip(&results).try_for_each(|(scene, result)| self.check(scene, result))?;
            }
        }
        Ok(())
    }

    /// The push of one device. What it does is counted on to be applied: [`Stage::check`] sees to that.
    fn push(&mut self, scenes: &[Scene<'_>]) -> Incoming {
        let Scene { who, at, .. } = scenes[0];
        let ops = scenes.iter().map(|scene| self.op(scene)).collect();
        let push = Push { device: who.device, actor: actor(&who.signed, clock::day(at)), epoch: None, ops };
        Incoming { push, waiting: OutboxReport::default() }
    }

    fn op(&mut self, scene: &Scene<'_>) -> Op {
        let last = self.sent.entry(scene.who.device).or_insert(0);
        *last += 1;
        let ver = self.versions.entry(scene.rec).or_insert(0);
        let seen = *ver;
        *ver += 1;
        Op {
            n: *last,
            rec: scene.rec,
            kind: scene.kind.id().to_owned(),
            feed: scene.feed,
            base: scene.saw.unwrap_or(seen),
            epoch: Some(self.store.epoch().to_owned()),
            hlc: Hlc::at(scene.at),
            schema: SCHEMA,
            act: scene.act.clone(),
        }
    }

    fn check(&self, scene: &Scene<'_>, result: &OpResult) -> anyhow::Result<()> {
        let Scene { kind, rec, who, act, .. } = scene;
        match &result.outcome {
            Outcome::Applied { .. } => Ok(()),
            other => bail!("{kind} {rec} of {} was refused: {other:?} {act:?}", who.signed.account.name),
        }
    }
}

/// The scenes in which the office enters a roster.
pub fn entering(roster: &Roster, at: u64) -> Vec<Scene<'_>> {
    let [staff, ..] = roster.office.as_slice() else { return Vec::new() };
    let entries = roster.entries.iter().map(|entry| (Feed::Ref(roster.committee), entry));
    let checks = roster.checks.iter().map(|(venue, entry)| (Feed::Venue(*venue), entry));
    entries
        .map(|entry| (at, entry))
        // A venue's feed is there once the venue is.
        .chain(checks.map(|entry| (at + 60_000, entry)))
        .map(|(at, (feed, entry))| {
            let act = Act::Create(entry.fields.clone());
            Scene { at, who: staff, rec: entry.rec, kind: entry.kind, feed, act, saw: None }
        })
        .collect()
}
