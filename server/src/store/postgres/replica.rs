//! A streaming replica beside the database: heavy questions that say as of when their answer is are asked there.
//!
//! How far it has followed is not asked of its clock, which stands still while nothing is written: from time to time the
//! primary says where its log ends, and once the replica has got that far, it has everything that was committed before.

use super::{
    PostgresStore,
    open::{self, begin_snapshot},
};
use crate::store::StoreError;
use sqlx::{PgPool, Row as _};
use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::watch, task::JoinHandle, time};

/// How often it looks how far the replica is.
const EVERY: Duration = Duration::from_millis(500);
/// The longest it waits for an answer to that.
const PATIENCE: Duration = Duration::from_secs(2);
/// One that is farther behind is not asked: it has stopped to follow, or will take long to catch up.
const FARTHEST: Duration = Duration::from_secs(5 * 60);

/// The moment before which everything committed is in the replica; `None` while that is not known.
pub type Reached = watch::Receiver<Option<Instant>>;

/// A replica, and who looks after it.
pub struct Replica {
    /// The same store, read there.
    pub store: Arc<PostgresStore>,
    reached: Reached,
    following: JoinHandle<()>,
}

impl Replica {
    /// Begins to follow the replica of a store. One that cannot be reached now is asked once it can.
    ///
    /// # Errors
    /// Where the URL is none.
    pub fn of(primary: &PostgresStore, url: &str) -> Result<Self, StoreError> {
        let readers = open::pool(open::READERS).acquire_timeout(PATIENCE).connect_lazy_with(open::options(url)?);
        let (tell, reached) = watch::channel(None);
        let store = Arc::new(PostgresStore {
            writers: primary.writers.clone(),
            readers: readers.clone(),
            epoch: primary.epoch.clone(),
            device: primary.device,
            hearing: primary.hearing.clone(),
            reached: Some(reached.clone()),
            replica: None,
        });
        let following = tokio::spawn(follow(primary.writers.clone(), readers, primary.epoch.clone(), tell));
        Ok(Replica { store, reached, following })
    }

    /// How far it is behind; `None` where it is not to be asked.
    pub fn behind(&self) -> Option<Duration> {
        self.reached.borrow().map(|reached| reached.elapsed()).filter(|behind| *behind < FARTHEST)
    }

    /// Ends looking after it.
    pub async fn end(&self) {
        self.following.abort();
        self.store.readers.close().await;
    }
}

async fn follow(primary: PgPool, replica: PgPool, epoch: String, tell: watch::Sender<Option<Instant>>) {
    let (mut marks, mut was_well) = (Marks::default(), true);
    loop {
        let looked = async {
            let at = Instant::now();
            marks.add(at, end_of_log(&primary).await?);
            followed(&replica, &epoch).await
        };
        let looked = time::timeout(PATIENCE, looked).await;
        let looked = looked.unwrap_or_else(|_| Err(StoreError::Unfit("it does not answer".into())));
        let is_well = looked.is_ok();
        match looked {
            Ok(place) => {
                if let Some(reached) = marks.reached(place) {
                    tell.send_replace(Some(reached));
                }
            }
            Err(error) => {
                if was_well {
                    tracing::warn!(%error, "the replica cannot be read; the database itself is asked meanwhile");
                }
                tell.send_replace(None);
            }
        }
        if is_well && !was_well {
            tracing::info!("the replica can be read again");
        }
        was_well = is_well;
        time::sleep(EVERY).await;
    }
}

/// Where the log of the primary ends.
async fn end_of_log(primary: &PgPool) -> Result<i64, StoreError> {
    let read = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
    Ok(sqlx::query_scalar(read).fetch_one(primary).await?)
}

/// How far the replica has followed.
async fn followed(replica: &PgPool, epoch: &str) -> Result<i64, StoreError> {
    let read = "select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint as place, \
         pg_is_in_recovery() as follows, (select value from meta where key = 'epoch') as epoch";
    let row = sqlx::query(read).fetch_one(&mut *begin_snapshot(replica).await?).await?;
    let unfit = |what: &str| Err(StoreError::Unfit(what.into()));
    match row.try_get("place")? {
        Some(_) if row.try_get::<Option<String>, _>("epoch")?.as_deref() != Some(epoch) => {
            unfit("it is a replica of another database")
        }
        Some(place) if row.try_get("follows")? => Ok(place),
        _ => unfit("it follows no other database"),
    }
}

/// Moments with the place where the log of the primary ended then.
#[derive(Default)]
struct Marks(VecDeque<(Instant, i64)>);

impl Marks {
    fn add(&mut self, at: Instant, place: i64) {
        // Those that are too old to be of use may have been waiting for a replica that has stopped.
        while self.0.front().is_some_and(|(oldest, _)| at.duration_since(*oldest) > FARTHEST) {
            self.0.pop_front();
        }
        self.0.push_back((at, place));
    }

    /// The last moment whose place is not after another one. Earlier ones are forgotten.
    fn reached(&mut self, place: i64) -> Option<Instant> {
        let mut reached = None;
        while let Some((at, _)) = self.0.front().copied().filter(|(_, mark)| *mark <= place) {
            reached = Some(at);
            self.0.pop_front();
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_committed_before_a_mark_is_there_once_the_replica_has_reached_it() {
        let (mut marks, begin) = (Marks::default(), Instant::now());
        let at = |seconds| begin + Duration::from_secs(seconds);
        for (seconds, place) in [(0, 100), (1, 100), (2, 250)] {
            marks.add(at(seconds), place);
        }
        assert_eq!(marks.reached(99), None);
        assert_eq!(marks.reached(249), Some(at(1)), "while nothing is written the log does not grow");
        assert_eq!(marks.reached(249), None, "no farther than before");
        assert_eq!(marks.reached(300), Some(at(2)));
    }

    #[test]
    fn a_replica_that_has_stopped_does_not_fill_the_memory() {
        let (mut marks, begin) = (Marks::default(), Instant::now());
        for seconds in 0..10_000 {
            marks.add(begin + Duration::from_secs(seconds), 1);
        }
        assert_eq!(marks.0.len() as u64, FARTHEST.as_secs() + 1);
    }
}
