//! What nobody goes on with is cleared away. Files that are held stay.

use super::receive::give_up;
use crate::app::App;
use std::time::Duration;
use tokio::{task::JoinHandle, time};

/// How long an upload may take, and how long somebody may ask how it ended, in milliseconds.
const KEPT: u64 = 7 * 24 * 60 * 60_000;
const EVERY: Duration = Duration::from_secs(60 * 60);
/// Uploads cleared away at a time.
const AT_A_TIME: u32 = 1_000;

/// Clears old uploads away, now and every hour.
pub fn clear_away(app: App) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut hour = time::interval(EVERY);
        loop {
            hour.tick().await;
            if let Err(error) = once(&app).await {
                tracing::warn!(%error, "old uploads could not be cleared away");
            }
        }
    })
}

async fn once(app: &App) -> Result<(), crate::error::ApiError> {
    let before = (app.clock)().saturating_sub(KEPT);
    for upload in app.store.old_uploads(before, AT_A_TIME).await? {
        give_up(app, &upload).await?;
    }
    Ok(())
}
