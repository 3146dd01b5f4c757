//! The task that turns changed records into facts, shortly after they were written.

use crate::store::Store;
use std::{sync::Arc, time::Duration};
use tokio::{sync::Notify, task::JoinHandle, time};

/// The longest a change waits for its turn.
const EVERY: Duration = Duration::from_millis(250);
/// Records in one transaction: few enough that a push waiting for the writer does not notice.
const AT_ONCE: u32 = 1_000;

/// Starts the task; it ends when it is aborted, which no transaction minds.
///
/// `written` is notified by the writer after every commit.
pub fn start(store: Arc<dyn Store>, written: Arc<Notify>) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            match store.project(AT_ONCE).await {
                Ok(done) if done == AT_ONCE as usize => continue,
                // Nothing is done until there was a write; waiting a little more lets a burst gather.
                Ok(_) => written.notified().await,
                Err(error) => tracing::error!(%error, "the projector failed and tries again"),
            }
            time::sleep(EVERY).await;
        }
    })
}
