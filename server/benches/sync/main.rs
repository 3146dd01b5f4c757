//! How many records a second the real server takes in and hands out, through HTTP on the loopback, waiting for the disk on
//! every commit: into a file, and into a PostgreSQL started for this.
//! `cargo bench -p server --bench sync [-- --seconds 60] [--database sqlite|postgres]`.

mod client;
#[path = "../../tests/cluster/mod.rs"]
#[expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be measured need not go on")]
mod cluster;
mod corpus;
mod limit;
mod stage;
mod storm;

use clap::{Parser, ValueEnum};
use nix::sys::{
    resource::{UsageWho, getrusage},
    time::TimeValLike,
};
use serde::Serialize;
use std::time::{Duration, Instant};

/// The allocator of the program that is measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bounds of the run.
#[derive(Debug, Parser)]
struct Options {
    /// About how long the run on one database may take.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Only what has a name that begins so, for a look with a profiler; may be given more than once.
    #[arg(long)]
    only: Vec<String>,
    /// Only this database.
    #[arg(long)]
    database: Option<Kind>,
    /// Given by `cargo bench`, means nothing here.
    #[arg(long)]
    bench: bool,
}

/// Where records go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    fn title(self) -> &'static str {
        match self {
            Kind::Sqlite => "SQLite",
            Kind::Postgres => "PostgreSQL",
        }
    }
}

/// One measurement.
#[derive(Debug, Serialize)]
struct Measured {
    name: &'static str,
    clients: usize,
    per_request: usize,
    records: usize,
    seconds: f64,
    per_second: f64,
    /// What server and clients together took of the processors for one record, in microseconds: unlike the time it says
    /// much the same on a machine that does other things meanwhile.
    cpu_us: f64,
    /// Median and 99th percentile of one request, in milliseconds.
    p50_ms: f64,
    p99_ms: f64,
}

/// How long the figures may take to catch up with a storm of pushes.
const CATCH_UP: Duration = Duration::from_secs(60);

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let each = Duration::from_secs(options.seconds.max(5)) / 5;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut all = Vec::new();
    for kind in Kind::value_variants().iter().copied().filter(|kind| options.database.is_none_or(|only| only == *kind))
    {
        let Run { measured, behind, storm } = runtime.block_on(run(kind, each, &options.only))?;
        println!("| {:<26} | clients | records | rec/s   | cpu µs | p50 ms | p99 ms |", kind.title());
        println!("|{:-<28}|---------|---------|---------|--------|--------|--------|", "");
        for m in &measured {
            println!(
                "| {:<26} | {:>7} | {:>7} | {:>7.0} | {:>6.1} | {:>6.1} | {:>6.1} |",
                m.name, m.clients, m.records, m.per_second, m.cpu_us, m.p50_ms, m.p99_ms
            );
        }
        println!("figures cover everything {:.2} s after the last push", behind.as_secs_f64());
        if let Some(storm) = &storm {
            println!("{storm}");
        }
        println!();
        let behind = behind.as_secs_f64();
        all.push(serde_json::json!({ "database": kind, "measured": measured, "figures_behind_s": behind }));
    }
    println!("{}", serde_json::json!({ "runs": all }));
    Ok(())
}

/// What was measured of one database.
struct Run {
    measured: Vec<Measured>,
    behind: Duration,
    storm: Option<storm::Storm>,
}

async fn run(kind: Kind, each: Duration, only: &[String]) -> anyhow::Result<Run> {
    let is_wanted = |name: &str| only.is_empty() || only.iter().any(|only| name.starts_with(only));
    let stage = stage::Stage::start(kind).await?;
    let mut measured = vec![match &stage.database {
        None => limit::into_file(each).await?,
        Some(database) => limit::into_postgres(&database.url, each).await?,
    }];
    for (name, clients, per_request, requests) in
        [("push 500 a request", 4, 500, 30), ("push 20 a request", 64, 20, 40), ("push 1 a request", 64, 1, 150)]
    {
        if is_wanted(name) {
            measured.push(client::push(&stage, name, clients, per_request, requests, each).await?);
        }
    }
    let behind = client::until_figures_cover(&stage, CATCH_UP).await?;
    if is_wanted("pull 500 a page") {
        measured.push(client::pull(&stage, "pull 500 a page", 4, each).await?);
    }
    let mut storm = None;
    if is_wanted("storm") {
        let (came, figures) = storm::storm(&stage, CATCH_UP).await?;
        measured.push(came);
        storm = Some(figures);
    }
    stage.end().await?;
    Ok(Run { measured, behind, storm })
}

/// The moment at which a measurement begins.
#[derive(Clone, Copy)]
struct Begun {
    at: Instant,
    cpu: Duration,
}

impl Begun {
    fn now() -> anyhow::Result<Self> {
        Ok(Begun { at: Instant::now(), cpu: cpu()? })
    }
}

/// What this program has taken of the processors so far.
fn cpu() -> anyhow::Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let micros = (usage.user_time() + usage.system_time()).num_microseconds();
    Ok(Duration::from_micros(micros.cast_unsigned()))
}

impl Measured {
    /// Sums up what each request took; `records` were moved since then.
    fn of(
        name: &'static str,
        clients: usize,
        per_request: usize,
        records: usize,
        begun: Begun,
        mut took: Vec<Duration>,
    ) -> anyhow::Result<Self> {
        let seconds = begun.at.elapsed().as_secs_f64();
        let cpu_us = (cpu()? - begun.cpu).as_secs_f64() * 1e6 / records as f64;
        took.sort();
        let at = |part: f64| {
            let place = (took.len() as f64 * part) as usize;
            took.get(place.min(took.len().saturating_sub(1))).map_or(0.0, |took| took.as_secs_f64() * 1_000.0)
        };
        let (p50_ms, p99_ms, per_second) = (at(0.5), at(0.99), records as f64 / seconds);
        Ok(Measured { name, clients, per_request, records, seconds, per_second, cpu_us, p50_ms, p99_ms })
    }
}
