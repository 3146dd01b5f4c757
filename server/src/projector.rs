//! The task that turns changed records into facts, shortly after they were written.

use crate::{clock::Clock, store::Store};
use futures_util::FutureExt;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::Notify, task::JoinHandle, time};

/// The longest a change waits for its turn.
const EVERY: Duration = Duration::from_millis(250);
/// Records in one transaction: few enough that a push waiting for the writer does not notice.
const AT_ONCE: u32 = 1_000;

/// How many times longer than a transaction of its own it leaves the writer to waiting pushes.
const SHARE: u32 = 3;

/// Starts the task; it ends when it is aborted, which no transaction minds.
///
/// `written` is notified by the writer after every commit.
pub fn start(store: Arc<dyn Store>, clock: Clock, written: Arc<Notify>) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            let started = Instant::now();
            match store.project(AT_ONCE, clock()).await {
                Ok(done) if done == AT_ONCE as usize => {
                    // Pushes come first: in a storm the writer is theirs for most of the time.
                    if written.notified().now_or_never().is_some() {
                        time::sleep(SHARE * started.elapsed()).await;
                    }
                    continue;
                }
                // Nothing is done until there was a write; waiting a little more lets a burst gather.
                Ok(_) => written.notified().await,
                Err(error) => tracing::error!(%error, "the projector failed and tries again"),
            }
            time::sleep(EVERY).await;
        }
    })
}
