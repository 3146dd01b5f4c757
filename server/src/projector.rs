//! The task that turns changed records into facts, shortly after they were written.

use crate::{
    clock::Clock,
    store::{Changes, Store},
};
use futures_util::FutureExt;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    sync::{Notify, broadcast::error::RecvError},
    task::JoinHandle,
    time,
};

/// The longest a change waits for its turn.
const EVERY: Duration = Duration::from_millis(250);
/// It looks by itself so often.
const IDLE: Duration = Duration::from_secs(5);
/// Records in one transaction: few enough that a push waiting for the writer does not notice.
const AT_ONCE: u32 = 1_000;

/// How many times longer than a transaction of its own it leaves the writer to waiting pushes.
const SHARE: u32 = 9;

/// Has the projector look where another server on the same database has written; ends when it is aborted.
pub fn hear_others(store: &dyn Store, written: Arc<Notify>) -> JoinHandle<()> {
    let mut changes = store.changes();
    tokio::spawn(async move {
        loop {
            match changes.recv().await {
                Ok(Changes { elsewhere: false, .. }) => {}
                Ok(_) | Err(RecvError::Lagged(_)) => written.notify_one(),
                Err(RecvError::Closed) => return,
            }
        }
    })
}

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
                // Nothing is left until there was a write; waiting a little more lets a burst gather. Of a write by a server that
                // was killed nobody may have told.
                Ok(0) => {
                    let _ = time::timeout(IDLE, written.notified()).await;
                }
                // What was taken in may have marked others: whoever moves takes records along.
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "the projector failed and tries again"),
            }
            time::sleep(EVERY).await;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::SqliteStore;
    use domain::{
        affiliation::{Affiliation, Spell},
        fields::Fields,
        id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
        policy::{Held, Role, Scope},
    };
    use jiff::civil::date;
    use sync::{
        clock::Hlc,
        server::{Actor, group::Push},
        wire::{Act, Op, OutboxReport},
    };
    use uuid::Uuid;

    const NOON: u64 = 1_777_867_200_000;

    #[tokio::test]
    async fn what_a_change_of_the_roster_marks_is_made_anew_without_another_write() {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&folder.path().join("p.db")).await.unwrap());
        let (committee, venue) = (CommitteeId(Uuid::from_u128(1)), VenueId(Uuid::from_u128(2)));
        let (member, rec) = (MemberId(Uuid::from_u128(3)), RecordId(Uuid::from_u128(9)));
        store.open_committee(committee).await.unwrap();
        let spell = |kind, to: String| Spell { kind, to, from: date(2026, 1, 1), until: None }.value();
        let group = RecordId(Uuid::from_u128(4));
        let roster = Feed::Ref(committee);
        let held = [Role::Staff, Role::Member].map(|role| Held { role, scope: Scope::Committee(committee) });
        let actor = Actor { user: UserId(Uuid::from_u128(5)), member: None, held: held.into(), lost: Vec::new() };
        let write = async |first: u64, written: Vec<(RecordId, &str, Feed, Act)>| {
            let ops = written.into_iter().zip(first..).map(|((rec, kind, feed, act), n)| Op {
                n,
                rec,
                kind: kind.into(),
                feed,
                base: 1,
                epoch: None,
                hlc: Hlc::at(NOON + n),
                schema: 1,
                act,
            });
            let push = Push { device: DeviceId(1), actor: actor.clone(), epoch: None, ops: ops.collect() };
            let waiting = OutboxReport::default();
            assert!(store.apply(&[crate::store::Incoming { push, waiting }], NOON).await.unwrap()[0].is_ok());
        };
        let name = |name: &str| Fields::default().with("name", name);
        let works = name("林").with("spell:1", spell(Affiliation::Venue, venue.to_string()));
        let activity = Fields::default()
            .with("type", "visit")
            .with("phase", "held")
            .with("start", "2026-05-04T09:00")
            .with("venue", venue.to_string())
            .with(format!("attendance:{member}"), "present")
            .with("narrative", "走访。");
        let first = vec![
            (committee.into(), "committee", roster, Act::Create(name("某政协"))),
            (venue.into(), "venue", roster, Act::Create(name("某站"))),
            (group, "group", roster, Act::Create(name("某组"))),
            (member.into(), "member", roster, Act::Create(works)),
            (rec, "activity", Feed::Venue(venue), Act::Create(activity)),
        ];
        write(1, first).await;
        let written = Arc::new(Notify::new());
        let task = start(store.clone(), || NOON, written.clone());
        let counted = async |scope: Scope| {
            for _ in 0..100 {
                let totals = store.totals(&[scope], "2026".parse().unwrap(), NOON).await.unwrap();
                if totals.totals.iter().any(|total| total.records == 1) {
                    return true;
                }
                time::sleep(Duration::from_millis(50)).await;
            }
            false
        };
        assert!(counted(Scope::Venue(venue)).await);
        let joins = Fields::default().with("spell:2", spell(Affiliation::Group, group.to_string()));
        write(6, vec![(member.into(), "member", roster, Act::Patch(joins))]).await;
        written.notify_one();
        assert!(counted(Scope::Group(group)).await, "the member's records follow by themselves");
        task.abort();
    }
}
