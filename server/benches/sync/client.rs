//! Clients that push and pull as phones do.

use super::{Begun, Measured, corpus, stage::Stage};
use anyhow::{Context, ensure};
use domain::id::{DeviceId, Feed};
use serde::{Deserialize, de::IgnoredAny};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};
use sync::wire::{OutboxReport, PROTO, SyncRequest, figures::Overview};
use tokio::task::JoinSet;

/// A reply as far as these clients look into it. Taking rows in is the phones' work, and would be done by the processors
/// that are measured here.
#[derive(Debug, Deserialize)]
pub struct Reply {
    /// One for each operation.
    pub results: Vec<IgnoredAny>,
    grants: Option<Granted>,
    feeds: BTreeMap<Feed, Page>,
}

#[derive(Debug, Deserialize)]
struct Granted {
    hash: String,
}

#[derive(Debug, Deserialize)]
struct Page {
    changes: Vec<IgnoredAny>,
    seq: u64,
    more: bool,
}

impl Reply {
    /// Reads a reply.
    pub async fn of(response: reqwest::Response) -> anyhow::Result<Self> {
        Ok(serde_json::from_slice(&response.error_for_status()?.bytes().await?)?)
    }

    /// The rows that came.
    pub fn rows(&self) -> usize {
        self.feeds.values().map(|page| page.changes.len()).sum()
    }

    /// Whether something is still to come.
    pub fn more(&self) -> bool {
        self.feeds.values().any(|page| page.more)
    }

    /// What the next request says of it.
    pub fn remember(self, request: &mut SyncRequest) {
        request.grants = self.grants.map(|grants| grants.hash).or(request.grants.take());
        request.cursors.extend(self.feeds.into_iter().map(|(feed, page)| (feed, page.seq)));
    }
}

/// Many clients, each with a device of its own, push as fast as they are answered, until done or `limit` is over.
///
/// They follow no venue, so that only what is written is measured.
pub async fn push(
    stage: &Stage,
    name: &'static str,
    clients: usize,
    per_request: usize,
    requests: usize,
    limit: Duration,
) -> anyhow::Result<Measured> {
    let mut work = Vec::new();
    for client in 0..clients {
        let bodies = (0..requests).map(|request| body(stage, client, request * per_request, per_request));
        work.push(bodies.collect::<anyhow::Result<Vec<_>>>()?);
    }
    let mut tasks = JoinSet::new();
    let begun = Begun::now()?;
    for bodies in work {
        let (http, url, token) = (stage.http.clone(), format!("{}/api/v1/sync", stage.base), stage.writer.clone());
        tasks.spawn(async move {
            let mut took = Vec::new();
            for body in bodies {
                if begun.at.elapsed() > limit {
                    break;
                }
                let sent = Instant::now();
                let reply = Reply::of(http.post(&url).bearer_auth(&token).body(body).send().await?).await?;
                took.push(sent.elapsed());
                ensure!(reply.results.len() == per_request, "not every operation was answered");
            }
            anyhow::Ok(took)
        });
    }
    let mut took = Vec::new();
    while let Some(done) = tasks.join_next().await {
        took.extend(done??);
    }
    let records = took.len() * per_request;
    Measured::of(name, clients, per_request, records, begun, took)
}

/// Where each venue's feed stands, as a phone knows it that synced this morning.
pub async fn heads(stage: &Stage) -> anyhow::Result<BTreeMap<Feed, u64>> {
    let mut request = SyncRequest { want_bytes: 370_000, ..request(corpus::device()) };
    loop {
        let url = format!("{}/api/v1/sync", stage.base);
        let reply = stage.http.post(&url).bearer_auth(&stage.reader).json(&request).send().await?;
        let reply = Reply::of(reply).await?;
        let more = reply.more();
        reply.remember(&mut request);
        if !more {
            return Ok(request.cursors);
        }
    }
}

/// What a phone of the convenor of its venue sends after a day without signal.
pub fn day(stage: &Stage, heads: &BTreeMap<Feed, u64>, phone: usize, count: usize) -> SyncRequest {
    let device = DeviceId((0x5703 << 64) + phone as u128 + 1);
    let venue = stage.venues[phone % stage.venues.len()];
    let ops = (0..count).map(|i| corpus::op(phone * count + i, i as u64 + 1, venue, stage.member));
    let known = heads.iter().filter(|(feed, _)| [Feed::Venue(venue), stage.roster].contains(feed));
    let cursors = known.map(|(feed, seq)| (*feed, *seq)).collect();
    let outbox = OutboxReport { ops: count as u64, blobs: 0, oldest: Some(server::clock::system()) };
    SyncRequest { ops: ops.collect(), cursors, outbox, want_bytes: 262_144, ..request(device) }
}

fn body(stage: &Stage, client: usize, done: usize, count: usize) -> anyhow::Result<Vec<u8>> {
    let device = DeviceId(((count as u128) << 64) + client as u128 + 1);
    let ops = (0..count).map(|i| {
        let number = done + i;
        let venue = stage.venues[(client * 31 + number) % stage.venues.len()];
        corpus::op(number, number as u64 + 1, venue, stage.member)
    });
    // The committee and its venues are known.
    let cursors = BTreeMap::from([(stage.roster, stage.venues.len() as u64 + 1)]);
    Ok(serde_json::to_vec(&SyncRequest { ops: ops.collect(), cursors, ..request(device) })?)
}

fn request(device: DeviceId) -> SyncRequest {
    SyncRequest {
        proto: PROTO,
        device,
        epoch: None,
        grants: None,
        cursors: BTreeMap::new(),
        rebuild: Vec::new(),
        first: false,
        want_bytes: 0,
        outbox: OutboxReport::default(),
        ops: Vec::new(),
    }
}

/// How long it takes until the figures cover everything pushed so far.
pub async fn until_figures_cover(stage: &Stage, limit: Duration) -> anyhow::Result<Duration> {
    let (started, pushed) = (Instant::now(), server::clock::system());
    let url = format!("{}/api/v1/overview?period=2026", stage.base);
    while started.elapsed() < limit {
        let reply = stage.http.get(&url).bearer_auth(&stage.writer).send().await?.error_for_status()?;
        if reply.json::<Overview>().await?.as_of >= pushed {
            return Ok(started.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    anyhow::bail!("the figures did not catch up in {limit:?}")
}

/// Clients that begin with nothing and receive everything, about 500 rows a page.
pub async fn pull(stage: &Stage, name: &'static str, clients: usize, limit: Duration) -> anyhow::Result<Measured> {
    let mut tasks = JoinSet::new();
    let begun = Begun::now()?;
    for _ in 0..clients {
        let (http, url, token) = (stage.http.clone(), format!("{}/api/v1/sync", stage.base), stage.reader.clone());
        tasks.spawn(async move {
            let (mut took, mut rows) = (Vec::new(), 0);
            let mut request = SyncRequest { want_bytes: 370_000, ..request(corpus::device()) };
            while begun.at.elapsed() < limit {
                let sent = Instant::now();
                let reply = Reply::of(http.post(&url).bearer_auth(&token).json(&request).send().await?).await?;
                took.push(sent.elapsed());
                rows += reply.rows();
                let more = reply.more();
                reply.remember(&mut request);
                if !more {
                    break;
                }
            }
            anyhow::Ok((took, rows))
        });
    }
    let (mut took, mut records) = (Vec::new(), 0);
    while let Some(done) = tasks.join_next().await {
        let (times, rows) = done??;
        took.extend(times);
        records += rows;
    }
    let per_request = records.checked_div(took.len()).context("nothing was pulled")?;
    Measured::of(name, clients, per_request, records, begun, took)
}
