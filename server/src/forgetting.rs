//! Deleted records are forgotten once no operation on them can come any more, and who citizens are once its time is over.

use crate::app::App;
use std::time::Duration;
use sync::server::age;
use tokio::{task::JoinHandle, time};

const EVERY: Duration = Duration::from_secs(60 * 60);

/// Forgets what was deleted long ago, now and every hour.
pub fn start(app: App) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut hour = time::interval(EVERY);
        loop {
            hour.tick().await;
            match app.store.forget_deleted(age::forgotten_before((app.clock)())).await {
                Ok(0) => {}
                Ok(gone) => tracing::info!(gone, "deleted records were forgotten"),
                Err(error) => tracing::warn!(%error, "deleted records could not be forgotten"),
            }
            match app.store.forget_citizens((app.clock)()).await {
                Ok(0) => {}
                Ok(gone) => tracing::info!(gone, "sealed details and codes of citizens were forgotten"),
                Err(error) => tracing::warn!(%error, "sealed details could not be forgotten"),
            }
        }
    })
}
