//! Who listens, and what each is still to be told.

use crate::{
    error::ApiError,
    store::{Changes, Heads, Store},
};
use domain::id::{Feed, UserId};
use std::{
    collections::{BTreeSet, HashMap},
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{
        Notify,
        broadcast::{Receiver, error::RecvError},
    },
    task::JoinHandle,
    time,
};

/// What changes within this time is told at once, so that nobody is poked more often.
const GATHER: Duration = Duration::from_secs(1);
/// Streams of one account: more browsers than anybody works in at a time.
const OF_ONE: usize = 16;
/// When somebody who found no room comes back, in seconds, and up to as many again.
const RETRY_AFTER: u64 = 30;

/// All open streams of this server.
pub struct Live {
    seats: Mutex<Seats>,
    most: usize,
    quiet: Duration,
}

#[derive(Default)]
struct Seats {
    by_session: HashMap<String, Arc<Seat>>,
    ended: bool,
}

/// One of them, as those who tell see it.
struct Seat {
    user: UserId,
    state: Mutex<State>,
    bell: Notify,
}

struct State {
    /// The feeds granted when that was last looked up.
    feeds: BTreeSet<Feed>,
    news: News,
    closed: bool,
}

/// What has changed since it was last told.
#[derive(Debug, Clone, Default, PartialEq)]
struct News {
    heads: Heads,
    anything: bool,
}

impl News {
    /// Takes in what a commit has changed, or that some were missed; whether there is more to come.
    fn take_in(&mut self, changes: Result<Changes, RecvError>) -> bool {
        match changes {
            Ok(Changes { heads, .. }) if !heads.is_empty() => self.add(heads),
            Ok(_) | Err(RecvError::Lagged(_)) => self.anything = true,
            Err(RecvError::Closed) => return false,
        }
        true
    }

    fn add(&mut self, heads: impl IntoIterator<Item = (Feed, u64)>) {
        for (feed, seq) in heads {
            let known = self.heads.entry(feed).or_default();
            *known = seq.max(*known);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing in here can be left half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Live {
    /// Room for so many streams, each with a sign of life after so much silence.
    pub fn new(most: usize, quiet: Duration) -> Self {
        Live { seats: Mutex::default(), most, quiet }
    }

    /// How long a stream is silent at most.
    pub fn quiet(&self) -> Duration {
        self.quiet
    }

    /// Takes a place for a session; the stream that it has already ends, since the phone may have gone out of reach of that.
    ///
    /// # Errors
    /// `overloaded` where there is no room, or the server is ending.
    pub fn sit(self: &Arc<Self>, user: UserId, session: &str, feeds: BTreeSet<Feed>) -> Result<Place, ApiError> {
        let mut seats = lock(&self.seats);
        if let Some(before) = seats.by_session.remove(session) {
            before.close();
        }
        let own = seats.by_session.values().filter(|seat| seat.user == user).count();
        if seats.ended || seats.by_session.len() >= self.most || own >= OF_ONE {
            return Err(ApiError::overloaded(RETRY_AFTER));
        }
        let state = Mutex::new(State { feeds, news: News::default(), closed: false });
        let seat = Arc::new(Seat { user, state, bell: Notify::new() });
        seats.by_session.insert(session.to_owned(), seat.clone());
        Ok(Place { live: self.clone(), session: session.to_owned(), seat })
    }

    /// Ends the stream of a session that has ended.
    pub fn leave(&self, session: &str) {
        if let Some(seat) = lock(&self.seats).by_session.remove(session) {
            seat.close();
        }
    }

    /// Ends all streams and opens none any more.
    pub fn end(&self) {
        let mut seats = lock(&self.seats);
        seats.ended = true;
        seats.by_session.drain().for_each(|(_, seat)| seat.close());
    }

    fn tell(&self, news: &News) {
        for seat in lock(&self.seats).by_session.values() {
            seat.hear(news);
        }
    }
}

impl Seat {
    fn hear(&self, news: &News) {
        let State { feeds, news: own, .. } = &mut *lock(&self.state);
        let mut granted = news.heads.iter().filter(|(feed, _)| feeds.contains(feed)).peekable();
        if news.anything || granted.peek().is_some() {
            own.anything |= news.anything;
            own.add(granted.map(|(feed, seq)| (*feed, *seq)));
            self.bell.notify_one();
        }
    }

    fn close(&self) {
        lock(&self.state).closed = true;
        self.bell.notify_one();
    }
}

/// A place among them, given back when the stream is dropped.
pub struct Place {
    live: Arc<Live>,
    session: String,
    seat: Arc<Seat>,
}

impl Place {
    /// Waits until there is something to tell, or the place is taken away.
    pub async fn rang(&self) {
        self.seat.bell.notified().await;
    }

    /// Whether the stream is to end.
    pub fn is_closed(&self) -> bool {
        lock(&self.seat.state).closed
    }

    /// What to tell somebody to whom these feeds are granted now; no feeds stand for anything.
    pub fn take(&self, granted: BTreeSet<Feed>) -> Option<Heads> {
        let mut state = lock(&self.seat.state);
        let News { mut heads, anything } = std::mem::take(&mut state.news);
        let anything = anything || state.feeds != granted;
        heads.retain(|feed, _| granted.contains(feed));
        state.feeds = granted;
        if anything { Some(Heads::new()) } else { Some(heads).filter(|heads| !heads.is_empty()) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut seats = lock(&self.live.seats);
        // It may be another's by now.
        if seats.by_session.get(&self.session).is_some_and(|seat| Arc::ptr_eq(seat, &self.seat)) {
            seats.by_session.remove(&self.session);
        }
    }
}

/// Tells those who listen of every commit, also of other servers' on the same database; ends when it is aborted.
pub fn listen(store: &dyn Store, live: Arc<Live>) -> JoinHandle<()> {
    let mut changes = store.changes();
    tokio::spawn(async move {
        loop {
            let mut news = News::default();
            if !news.take_in(changes.recv().await) {
                return;
            }
            gather(&mut changes, &mut news).await;
            live.tell(&news);
        }
    })
}

/// Takes in what else comes within a while. It is received all the time, since who waits misses some.
async fn gather(changes: &mut Receiver<Changes>, news: &mut News) {
    let mut gathered = pin!(time::sleep(GATHER));
    loop {
        tokio::select! {
            () = &mut gathered => return,
            more = changes.recv() => if !news.take_in(more) { return },
        }
    }
}

#[cfg(test)]
mod tests;
