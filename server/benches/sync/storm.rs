//! The morning after a county has been without signal: thousands of phones with a day's work each, all at once.

use super::{
    Begun, Measured,
    client::{self, Reply},
    stage::Stage,
};
use anyhow::{Context, ensure};
use reqwest::{StatusCode, header::RETRY_AFTER};
use std::{
    fmt,
    time::{Duration, Instant},
};
use sync::{backoff, client::PUT_OFF, wire::SyncRequest};
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

/// Phones, and operations on each.
const PHONES: usize = 5_000;
const EACH: usize = 20;

/// What the storm came to, beside the time of each phone.
pub struct Storm {
    /// How often a phone was told to come back later.
    sent_away: usize,
    /// How many phones were only acknowledged and received later what the others wrote.
    put_off: usize,
    /// How long after the beginning every phone had what was written before it last asked.
    received: Duration,
    /// The most memory that this program, phones and server together, has had meanwhile, in bytes.
    peak: u64,
    /// How long after it the figures cover everything.
    behind: Duration,
}

impl fmt::Display for Storm {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Storm { sent_away, put_off, received, peak, behind } = self;
        let (received, peak, behind) = (received.as_secs_f64(), peak >> 20, behind.as_secs_f64());
        writeln!(
            to,
            "in the storm phones were sent away {sent_away} times, {put_off} were only acknowledged at first, and"
        )?;
        writeln!(to, "all had what the others wrote after {received:.1} s; server and phones had {peak} MB at most")?;
        write!(to, "figures cover everything {behind:.2} s after the storm")
    }
}

/// What became of one phone.
struct Came {
    acknowledged: Duration,
    sent_away: usize,
    put_off: bool,
}

/// Every phone pushes what it has, then receives what its venue's others pushed; those sent away or put off come back when
/// told. The time of a phone is that from its first attempt to its acknowledgement.
pub async fn storm(stage: &Stage, limit: Duration) -> anyhow::Result<(Measured, Storm)> {
    let heads = client::heads(stage).await?;
    let requests = (0..PHONES).map(|phone| {
        let mut request = client::day(stage, &heads, phone, EACH);
        let push = serde_json::to_vec(&request)?;
        request.ops.clear();
        anyhow::Ok((request, push))
    });
    let requests = requests.collect::<anyhow::Result<Vec<_>>>()?;
    // Forgets what the measurements before took.
    std::fs::write("/proc/self/clear_refs", "5")?;
    let mut phones = JoinSet::new();
    let begun = Begun::now()?;
    for (number, (request, push)) in requests.into_iter().enumerate() {
        let token = stage.convenors[number % stage.convenors.len()].clone();
        let line = Line { http: stage.http.clone(), url: format!("{}/api/v1/sync", stage.base), token };
        // Spread as a phone's own dice would be.
        let dice = (number * 40_503) as u16;
        phones.spawn(timeout(limit, phone(line, request, push, dice)));
    }
    let (mut took, mut sent_away, mut put_off) = (Vec::new(), 0, 0);
    while let Some(done) = phones.join_next().await {
        let came = done?.context("a phone was not served in time")??;
        took.push(came.acknowledged);
        sent_away += came.sent_away;
        put_off += usize::from(came.put_off);
    }
    let received = begun.at.elapsed();
    // The storm is over with the last acknowledgement.
    let seconds = took.iter().max().context("nobody came")?.as_secs_f64();
    let measured = Measured::of("storm of phones, 20 each", PHONES, EACH, PHONES * EACH, begun, took)?;
    let measured = Measured { seconds, per_second: (PHONES * EACH) as f64 / seconds, ..measured };
    let peak = peak()?;
    let behind = client::until_figures_cover(stage, limit).await?;
    Ok((measured, Storm { sent_away, put_off, received, peak, behind }))
}

/// One phone, until it has everything.
async fn phone(line: Line, mut request: SyncRequest, push: Vec<u8>, dice: u16) -> anyhow::Result<Came> {
    let begun = Instant::now();
    let (reply, mut sent_away) = line.ask(push).await?;
    let acknowledged = begun.elapsed();
    ensure!(reply.results.len() == EACH, "not every operation was answered");
    let (mut more, put_off) = (reply.more(), reply.more() && reply.rows() == 0);
    reply.remember(&mut request);
    if put_off {
        sleep(Duration::from_millis(backoff::wait(PUT_OFF, dice))).await;
    }
    while more {
        let (reply, away) = line.ask(serde_json::to_vec(&request)?).await?;
        sent_away += away;
        more = reply.more();
        reply.remember(&mut request);
    }
    Ok(Came { acknowledged, sent_away, put_off })
}

/// How a phone reaches the server.
struct Line {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Line {
    /// Asks until there is an answer, and says how often it was sent away before.
    async fn ask(&self, body: Vec<u8>) -> anyhow::Result<(Reply, usize)> {
        let mut away = 0;
        loop {
            let response = self.http.post(&self.url).bearer_auth(&self.token).body(body.clone()).send().await?;
            if response.status() != StatusCode::SERVICE_UNAVAILABLE {
                return Ok((Reply::of(response).await?, away));
            }
            let wait = response.headers().get(RETRY_AFTER).context("sent away without a time")?;
            sleep(Duration::from_secs(wait.to_str()?.parse()?)).await;
            away += 1;
        }
    }
}

/// The most memory that this program has had.
fn peak() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("the system tells no peak")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).context("no number")?.parse()?;
    Ok(kilobytes * 1_024)
}
