//! What servers on one database tell each other: which feeds have changed.
//!
//! Told after the commit and from a task of its own, so that no transaction waits for it: whoever notifies inside a
//! transaction commits alone. What is not told because a server was killed is found all the same, only later.

use crate::store::{Changes, Heads, changes};
use domain::id::DeviceId;
use sqlx::{PgPool, postgres::PgListener};
use std::time::Duration;
use tokio::{
    sync::{broadcast, mpsc},
    task::JoinHandle,
    time,
};

/// The channel of PostgreSQL.
const CHANNEL: &str = "shangliang";
/// The longest text that is told; PostgreSQL takes no more than 8,000 bytes.
const LONGEST: usize = 7_000;
/// How long it waits before it tries to listen again.
const AGAIN: Duration = Duration::from_secs(1);

/// The ends of the channel in this process.
pub struct Hearing {
    /// Everything that has changed, here and elsewhere.
    pub changes: broadcast::Sender<Changes>,
    tell: mpsc::UnboundedSender<Heads>,
    tasks: [JoinHandle<()>; 2],
}

impl Hearing {
    /// Begins to tell and to listen.
    pub fn start(pool: &PgPool, process: DeviceId) -> Self {
        let (changes, (tell, told)) = (changes(), mpsc::unbounded_channel());
        let tasks = [
            tokio::spawn(telling(pool.clone(), process, told)),
            tokio::spawn(listening(pool.clone(), process, changes.clone())),
        ];
        Hearing { changes, tell, tasks }
    }

    /// Tells of a commit.
    pub fn committed(&self, heads: Heads) {
        if !heads.is_empty() {
            let _ = self.tell.send(heads.clone());
            let _ = self.changes.send(Changes { heads, elsewhere: false });
        }
    }

    /// Ends both tasks.
    pub fn end(&self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

async fn telling(pool: PgPool, process: DeviceId, mut told: mpsc::UnboundedReceiver<Heads>) {
    while let Some(mut heads) = told.recv().await {
        // What has gathered meanwhile is told at once.
        while let Ok(more) = told.try_recv() {
            heads.extend(more);
        }
        let notify = sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(message(process, &heads));
        if let Err(error) = notify.execute(&pool).await {
            tracing::warn!(%error, "other servers could not be told");
        }
    }
}

/// Who tells, and the feeds; without them, anything may have changed.
fn message(process: DeviceId, heads: &Heads) -> String {
    match serde_json::to_string(heads) {
        Ok(feeds) if feeds.len() <= LONGEST => format!("{process} {feeds}"),
        _ => process.to_string(),
    }
}

/// What another process tells; `None` where it is this one that told it.
fn heard(process: DeviceId, message: &str) -> Option<Changes> {
    let (who, feeds) = message.split_once(' ').unwrap_or((message, "{}"));
    let heads = serde_json::from_str(feeds).unwrap_or_default();
    (who != process.to_string()).then_some(Changes { heads, elsewhere: true })
}

async fn listening(pool: PgPool, process: DeviceId, changes: broadcast::Sender<Changes>) {
    let anything = || Changes { heads: Heads::new(), elsewhere: true };
    loop {
        if let Err(error) = listen(&pool, process, &changes).await {
            tracing::warn!(%error, "other servers cannot be heard");
        }
        // Something may have been said meanwhile.
        let _ = changes.send(anything());
        time::sleep(AGAIN).await;
    }
}

/// Listens until the connection is lost.
async fn listen(pool: &PgPool, process: DeviceId, changes: &broadcast::Sender<Changes>) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    while let Some(said) = listener.try_recv().await? {
        if let Some(heard) = heard(process, said.payload()) {
            let _ = changes.send(heard);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{Feed, VenueId};
    use uuid::Uuid;

    #[test]
    fn what_is_told_is_heard_by_others_only() {
        let feed = |n| Feed::Venue(VenueId(Uuid::from_u128(n)));
        let heads = Heads::from([(feed(1), 7), (feed(2), 9)]);
        let told = message(DeviceId(1), &heads);
        assert_eq!(heard(DeviceId(1), &told), None);
        assert_eq!(heard(DeviceId(2), &told), Some(Changes { heads, elsewhere: true }));
        // What is too long to be told is anything.
        let many: Heads = (0..500).map(|n| (feed(n), 1)).collect();
        let told = message(DeviceId(1), &many);
        assert_eq!(heard(DeviceId(2), &told), Some(Changes { heads: Heads::new(), elsewhere: true }));
    }
}
