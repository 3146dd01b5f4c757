//! `GET /api/v1/events`: tells whoever is signed in, for as long as the stream stands, which of the own feeds have changed.
//!
//! Architecture Invariant: nothing but feeds and their numbers is told, and of no feed whose grant does not hold at that
//! moment. What has changed is asked for through sync, so whoever misses a poke misses nothing but time.

mod room;
mod seats;

pub use room::{SAFE, room};
pub use seats::{Live, listen};

use crate::{
    app::App,
    auth::{self, Caller, from_here},
    error::ApiError,
    store::Heads,
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, header},
    response::{IntoResponse, Response, Sse, sse::Event},
};
use domain::{id::Feed, problem::Code};
use futures_util::stream;
use seats::Place;
use std::{collections::BTreeSet, convert::Infallible};
use tokio::time;

/// `GET /api/v1/events`.
///
/// # Errors
/// `overloaded` where there is no room; `origin_mismatch` from another site's page, which could read nothing but would
/// take the place of the stream of one's own.
pub async fn events(State(app): State<App>, headers: HeaderMap, caller: Caller) -> Result<Response, ApiError> {
    if from_here(&headers) == Some(false) {
        return Err(Code::OriginMismatch.into());
    }
    let place = app.live.sit(caller.actor.user, &caller.token_hash, feeds(&caller))?;
    let listening = Listening { app, session: caller.token_hash, place, greeted: false };
    let told = stream::unfold(listening, async |mut listening| {
        let event = listening.next().await?;
        Some((Ok::<_, Infallible>(event), listening))
    });
    // A proxy that gathers an answer before it passes it on would keep every poke.
    let passed_on = [(header::CACHE_CONTROL, "no-store"), (HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((passed_on, Sse::new(told)).into_response())
}

fn feeds(caller: &Caller) -> BTreeSet<Feed> {
    caller.grants().into_iter().map(|grant| grant.id).collect()
}

/// One open stream.
struct Listening {
    app: App,
    session: String,
    place: Place,
    greeted: bool,
}

impl Listening {
    /// What is said next; `None` at the end.
    async fn next(&mut self) -> Option<Event> {
        // Something may have changed before anybody listened; and what never hears this has a proxy in between that keeps
        // everything.
        if !std::mem::replace(&mut self.greeted, true) {
            return poke(&Heads::new());
        }
        loop {
            let rang = time::timeout(self.app.live.quiet(), self.place.rang()).await.is_ok();
            if self.place.is_closed() {
                return None;
            }
            // The session may have ended, and the grants may be others by now.
            let caller = auth::again(&self.app, &self.session).await.ok().flatten()?;
            match self.place.take(feeds(&caller)) {
                Some(heads) => return poke(&heads),
                None if rang => {}
                // A sign of life, for proxies; and a client that has gone is found out by it.
                None => return Some(Event::default().comment("")),
            }
        }
    }
}

fn poke(heads: &Heads) -> Option<Event> {
    Event::default().json_data(heads).ok()
}
