//! Who goes first when everybody comes at once: what was recorded, then what is new, then the desk and first downloads,
//! then photos.
//!
//! Pushes have a queue and a connection of their own ([`crate::writer`]) and are never behind anybody who reads. Readers
//! share the others: one connection stays free for sessions, and only a few may be taken by what takes long. Every lane is
//! bounded: whoever finds it full is told at once when to come back, instead of waiting until nobody listens any more.

use crate::{app::App, error::ApiError};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// When whoever found a lane full comes back, in seconds, and up to as many again.
const RETRY_AFTER: u64 = 4;
/// The longest that an acknowledgement waits for a turn to read.
const SOON: Duration = Duration::from_millis(250);
/// Phones that may wait to hear what is new.
const NEWS: usize = 2_000;
/// Phones that may wait for the next page of a first download.
const FIRST: usize = 200;
/// Questions of the desk that may wait.
const DESK: usize = 100;
/// Pieces of photos that are taken in at a time. A slow line holds its place for long, so there are many; none waits.
const PHOTOS: usize = 256;

/// The lanes of one server.
#[derive(Debug)]
pub struct Lanes {
    news: Lane,
    first: Lane,
    desk: Lane,
    photos: Lane,
    reading: Arc<Semaphore>,
}

/// Requests of one sort: so many at a time, so many that wait.
#[derive(Debug)]
struct Lane {
    room: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

/// A turn; it ends when this is dropped.
#[derive(Debug)]
pub struct Turn {
    held: Vec<OwnedSemaphorePermit>,
}

impl Lanes {
    /// The lanes of a store that reads on so many connections at a time.
    pub fn of(readers: usize) -> Lanes {
        // Whoever asks who is calling must find one free.
        let readers = readers.saturating_sub(1).max(1);
        let long = (readers / 2).max(1);
        Lanes {
            news: Lane::new(readers, NEWS),
            first: Lane::new(long, FIRST),
            desk: Lane::new(long, DESK),
            photos: Lane::new(PHOTOS, 0),
            reading: Arc::new(Semaphore::new(readers)),
        }
    }

    /// The turn of a phone that asks what is new; `first` where it has not received everything once.
    ///
    /// # Errors
    /// `overloaded` where too many wait.
    pub async fn pull(&self, first: bool) -> Result<Turn, ApiError> {
        self.read(if first { &self.first } else { &self.news }).await
    }

    /// The same for a phone whose operations were just taken in; `None` where its turn does not come soon. That they are on
    /// the disk is what it waits for, and others wait to hear the same.
    pub async fn pull_soon(&self, first: bool) -> Option<Turn> {
        timeout(SOON, self.pull(first)).await.ok()?.ok()
    }

    async fn read(&self, lane: &Lane) -> Result<Turn, ApiError> {
        let mut turn = lane.turn().await?;
        turn.held.push(permit(&self.reading).await?);
        Ok(turn)
    }
}

impl Lane {
    fn new(at_once: usize, waiting: usize) -> Lane {
        Lane { room: Arc::new(Semaphore::new(at_once + waiting)), turns: Arc::new(Semaphore::new(at_once)) }
    }

    async fn turn(&self) -> Result<Turn, ApiError> {
        let room = self.room.clone().try_acquire_owned().map_err(|_| ApiError::overloaded(RETRY_AFTER))?;
        Ok(Turn { held: vec![room, permit(&self.turns).await?] })
    }
}

async fn permit(turns: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, ApiError> {
    turns.clone().acquire_owned().await.map_err(|_| ApiError::Internal("the lanes have ended"))
}

/// Lets a question of the desk through when it is its turn.
pub async fn desk(State(app): State<App>, request: Request, next: Next) -> Response {
    in_turn(app.lanes.read(&app.lanes.desk).await, request, next).await
}

/// Lets a piece of a photo through when there is room.
pub async fn photos(State(app): State<App>, request: Request, next: Next) -> Response {
    in_turn(app.lanes.photos.turn().await, request, next).await
}

/// Keeps the turn until there is an answer.
async fn in_turn(turn: Result<Turn, ApiError>, request: Request, next: Next) -> Response {
    match turn {
        Ok(_turn) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::problem::Code;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn first_downloads_and_the_desk_leave_a_connection_to_whoever_asks_what_is_new() {
        let lanes = Lanes::of(4);
        let _first = lanes.pull(true).await.unwrap();
        let _desk = lanes.read(&lanes.desk).await.unwrap();
        assert!(lanes.pull(true).now_or_never().is_none(), "a second first download waits");
        assert!(lanes.read(&lanes.desk).now_or_never().is_none(), "so does the desk");
        let _news = lanes.pull(false).now_or_never().unwrap().unwrap();
        assert!(lanes.pull(false).now_or_never().is_none(), "the fourth connection is for sessions");
    }

    #[tokio::test]
    async fn an_acknowledgement_does_not_wait_long_for_a_turn_to_read() {
        let lanes = Lanes::of(2);
        let news = lanes.pull_soon(false).await;
        assert!(news.is_some());
        assert!(lanes.pull_soon(false).await.is_none(), "the only turn to read is taken");
        drop(news);
        assert!(lanes.pull_soon(true).await.is_some());
    }

    #[tokio::test]
    async fn who_finds_a_lane_full_is_told_when_to_come_back_and_a_turn_that_ends_is_the_next_ones() {
        let lane = Lane::new(1, 1);
        let first = lane.turn().await.unwrap();
        let mut second = Box::pin(lane.turn());
        assert!((&mut second).now_or_never().is_none());
        let Err(ApiError::Later(Code::Overloaded, seconds)) = lane.turn().await else {
            panic!("the lane took more than it holds")
        };
        assert!((RETRY_AFTER..2 * RETRY_AFTER).contains(&seconds));
        drop(first);
        assert!(second.now_or_never().is_some());
    }

    #[tokio::test]
    async fn who_hangs_up_while_waiting_gives_the_room_back() {
        let lane = Lane::new(1, 1);
        let _first = lane.turn().await.unwrap();
        let mut gone = Box::pin(lane.turn());
        assert!((&mut gone).now_or_never().is_none());
        drop(gone);
        assert!(lane.turn().now_or_never().is_none(), "the room is free again, the turn is not");
    }
}
