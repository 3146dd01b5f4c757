//! The morning after a county has been without signal: thousands of phones with a day's work each, all at once.

use super::{Measured, client, stage::Stage};
use anyhow::{Context, bail};
use reqwest::{StatusCode, header::RETRY_AFTER};
use std::{
    fmt,
    time::{Duration, Instant},
};
use sync::wire::SyncReply;
use tokio::task::JoinSet;

/// Phones, and operations on each.
const PHONES: usize = 5_000;
const EACH: usize = 20;

/// What the storm came to, beside the time of each phone.
pub struct Storm {
    /// How often a phone was told to come back later.
    sent_away: usize,
    /// The most memory that this program, phones and server together, has had meanwhile, in bytes.
    peak: u64,
    /// How long after it the figures cover everything.
    behind: Duration,
}

impl fmt::Display for Storm {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (away, peak) = (self.sent_away, self.peak >> 20);
        writeln!(
            to,
            "in the storm phones were sent away {away} times; server and phones together had {peak} MB at most"
        )?;
        write!(to, "figures cover everything {:.2} s after the storm", self.behind.as_secs_f64())
    }
}

/// Every phone pushes what it has and receives what its venue's others pushed; those sent away come back when told. The
/// time of a phone is that from its first attempt to its acknowledgement.
pub async fn storm(stage: &Stage, limit: Duration) -> anyhow::Result<(Measured, Storm)> {
    let heads = client::heads(stage).await?;
    let bodies =
        (0..PHONES).map(|phone| client::day(stage, &heads, phone, EACH)).collect::<anyhow::Result<Vec<_>>>()?;
    // Forgets what the measurements before took.
    std::fs::write("/proc/self/clear_refs", "5")?;
    let mut phones = JoinSet::new();
    let started = Instant::now();
    for (body, convenor) in bodies.into_iter().zip(stage.convenors.iter().cycle()) {
        let (http, url, token) = (stage.http.clone(), format!("{}/api/v1/sync", stage.base), convenor.clone());
        phones.spawn(async move {
            let (sent, mut away) = (Instant::now(), 0);
            while started.elapsed() < limit {
                let reply = http.post(&url).bearer_auth(&token).body(body.clone()).send().await?;
                if reply.status() == StatusCode::SERVICE_UNAVAILABLE {
                    let wait = reply.headers().get(RETRY_AFTER).context("sent away without a time")?;
                    tokio::time::sleep(Duration::from_secs(wait.to_str()?.parse()?)).await;
                    away += 1;
                    continue;
                }
                let reply: SyncReply = reply.error_for_status()?.json().await?;
                if reply.results.len() != EACH {
                    bail!("not every operation was answered");
                }
                return Ok((sent.elapsed(), away));
            }
            bail!("a phone was not answered in {limit:?}")
        });
    }
    let (mut took, mut sent_away) = (Vec::new(), 0);
    while let Some(done) = phones.join_next().await {
        let (time, away) = done??;
        took.push(time);
        sent_away += away;
    }
    let measured = Measured::of("storm of phones, 20 each", PHONES, EACH, PHONES * EACH, started, took);
    let peak = peak()?;
    let behind = client::until_figures_cover(stage, limit).await?;
    Ok((measured, Storm { sent_away, peak, behind }))
}

/// The most memory that this program has had.
fn peak() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("the system tells no peak")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).context("no number")?.parse()?;
    Ok(kilobytes * 1_024)
}
