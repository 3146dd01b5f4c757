//! Runs several lanes of steps side by side, each step's output in a file of its own, and tells how it went.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};

use crate::console::{Console, seconds};

/// How much of a failed step's output is shown; the rest is in its file.
const SHOWN_LINES: usize = 200;

/// What a step does, with a console that writes to the step's file.
type Work<'a> = Box<dyn FnOnce(&Console) -> Result<()> + Send + 'a>;

/// One named piece of work.
pub struct Step<'a> {
    name: &'static str,
    work: Work<'a>,
}

impl<'a> Step<'a> {
    /// A step that does `work` with a console that writes to the step's file.
    pub fn new(name: &'static str, work: impl FnOnce(&Console) -> Result<()> + Send + 'a) -> Self {
        Self { name, work: Box::new(work) }
    }
}

/// What has been done so far.
#[derive(Default)]
pub struct Report {
    done: Vec<Done>,
}

struct Done {
    name: &'static str,
    time: Duration,
    failed: bool,
}

impl Report {
    /// Runs lanes side by side. A lane ends at its first failure, since what follows builds on it; the others go on, so
    /// that one run shows as much as it can.
    ///
    /// # Errors
    /// When a step failed; its output has been printed.
    pub fn run(&mut self, logs: &Path, lanes: Vec<Vec<Step<'_>>>) -> Result<()> {
        fs::create_dir_all(logs)?;
        let results = thread::scope(|scope| {
            let lanes: Vec<_> = lanes.into_iter().map(|lane| scope.spawn(|| run_lane(logs, lane))).collect();
            lanes.into_iter().map(|lane| lane.join().map_err(|_| anyhow!("a step panicked"))).collect::<Vec<_>>()
        });
        for lane in results {
            self.done.extend(lane?);
        }
        let failed: Vec<_> = self.done.iter().filter(|done| done.failed).map(|done| done.name).collect();
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    }

    /// The time of each step, as lines of a table.
    pub fn table(&self) -> Vec<String> {
        let line = |done: &Done| {
            let state = if done.failed { "FAILED" } else { "passed" };
            format!("  {:<34} {:>12}  {state}", done.name, seconds(done.time))
        };
        self.done.iter().map(line).collect()
    }

    /// How many steps were done.
    pub fn count(&self) -> usize {
        self.done.len()
    }
}

fn run_lane(logs: &Path, lane: Vec<Step<'_>>) -> Vec<Done> {
    let mut done = Vec::new();
    for step in lane {
        println!("» {}", step.name);
        let started = Instant::now();
        let log = logs.join(format!("{}.log", step.name.replace(' ', "-")));
        let result = Console::file(&log).and_then(|console| (step.work)(&console));
        let time = started.elapsed();
        done.push(Done { name: step.name, time, failed: result.is_err() });
        match result {
            Ok(()) => println!("  {}: {}", step.name, seconds(time)),
            Err(error) => {
                println!("{}", failure(step.name, &error, &log));
                break;
            }
        }
    }
    done
}

/// One text, so that lanes that fail at the same time do not mix their lines.
fn failure(name: &str, error: &anyhow::Error, log: &PathBuf) -> String {
    let output = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = output.lines().collect();
    let tail = lines.get(lines.len().saturating_sub(SHOWN_LINES)..).unwrap_or_default().join("\n");
    format!("\n{tail}\n\n✗ {name}: {error:#}\n  all of its output: {}\n", log.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logs() -> PathBuf {
        std::env::temp_dir().join(format!("lanes-{:?}", thread::current().id()))
    }

    #[test]
    fn a_lane_ends_at_its_failure_and_the_other_one_goes_on() {
        let mut report = Report::default();
        let lanes = vec![
            vec![Step::new("one", |_| bail!("no")), Step::new("two", |_| Ok(()))],
            vec![Step::new("three", |_| Ok(())), Step::new("four", |_| Ok(()))],
        ];
        let result = report.run(&logs(), lanes);
        assert!(result.is_err_and(|error| error.to_string() == "failed: one"));
        let mut names: Vec<_> = report.done.iter().map(|done| done.name).collect();
        names.sort_unstable();
        assert_eq!(names, ["four", "one", "three"]);
    }

    #[test]
    fn what_a_step_says_is_kept_in_its_file() -> Result<()> {
        let folder = logs();
        let say = |console: &Console| {
            console.say("委员");
            Ok(())
        };
        Report::default().run(&folder, vec![vec![Step::new("a step", say)]])?;
        assert_eq!(fs::read_to_string(folder.join("a-step.log"))?, "委员\n");
        Ok(())
    }
}
