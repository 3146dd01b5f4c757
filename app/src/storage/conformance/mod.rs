//! What every disk of this app must do, run in a browser against IndexedDB and against the model in memory.

mod browser;
mod disk;
mod pictures;
mod sample;
mod shared;

use disk::Disk;
use std::pin::Pin;

/// What a case found; an error says what was otherwise than it must be.
type Outcome = Result<(), String>;
/// A case that is running.
type Running = Pin<Box<dyn Future<Output = Outcome>>>;

/// One case and what came of it.
pub struct Report {
    /// What must hold, as a sentence.
    pub case: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// Runs every case and tells each as soon as it is known.
pub async fn run(mut tell: impl FnMut(Report)) {
    for (case, start) in shared::CASES {
        tell(Report { case: format!("memory: {case}"), outcome: start(Disk::in_memory()).await });
        let outcome = match Disk::in_browser().await {
            Ok(disk) => start(disk).await,
            Err(error) => Err(error),
        };
        tell(Report { case: format!("browser: {case}"), outcome });
    }
    for (case, start) in browser::CASES.iter().chain(pictures::CASES) {
        tell(Report { case: format!("browser: {case}"), outcome: start().await });
    }
}

/// Fails a case unless two things are the same.
fn same<T: PartialEq + std::fmt::Debug>(found: T, expected: T, what: &str) -> Outcome {
    if found == expected { Ok(()) } else { Err(format!("{what}: found {found:?}, expected {expected:?}")) }
}

/// Fails a case unless something holds.
fn holds(fine: bool, what: &str) -> Outcome {
    if fine { Ok(()) } else { Err(what.into()) }
}
