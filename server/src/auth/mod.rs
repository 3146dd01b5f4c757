//! Who asks: passwords, sessions and the roles that hold today.

pub mod address;
mod origin;
mod password;
mod renewal;
mod roles;
mod route;
mod session;
mod throttle;

pub use origin::{by_https, from_here};
pub use password::{hash, random_groups, random_hex, random_password};
pub use renewal::renew;
pub use roles::actor;
pub use route::{sign_in, sign_out, who};
pub use session::{Caller, again, secret_hash};

use domain::problem::Code;

use crate::error::ApiError;
use std::{net::IpAddr, sync::Arc, time::Duration};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What guards signing in: room for password hashing, and the memory of failed attempts.
pub struct Guard {
    hashing: Arc<Semaphore>,
    throttle: throttle::Throttle,
    /// What comes in behind links, by link.
    forms: throttle::Throttle,
    /// What comes in on the page of a venue, by venue.
    raised: throttle::Throttle,
}

/// Forms behind one link from one address that are free within a few minutes: whoever answers a whole list writes many.
const FORMS: u32 = 60;

/// Requests at one venue from one address that are free within a few minutes: at a meeting many come through one door.
const RAISED: u32 = 20;

/// The longest login, in bytes: the memory of failed attempts keeps logins that nobody has.
pub const LOGIN_MAX: usize = 100;
/// Hashing takes 19 MB and some 20 ms each; more at a time would starve everybody else.
const AT_A_TIME: usize = 2;
/// How long a sign-in waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

impl Default for Guard {
    fn default() -> Self {
        Guard {
            hashing: Arc::new(Semaphore::new(AT_A_TIME)),
            throttle: throttle::Throttle::default(),
            forms: throttle::Throttle::of(FORMS),
            raised: throttle::Throttle::of(RAISED),
        }
    }
}

impl Guard {
    /// Checks a password against a stored hash; takes as long where there is none to check against.
    ///
    /// # Errors
    /// [`Code::TooMany`] after too many failures, [`Code::Overloaded`] where no turn came.
    async fn check(
        &self,
        login: &str,
        from: IpAddr,
        password: String,
        stored: Option<String>,
        now: u64,
    ) -> Result<bool, ApiError> {
        let too_many = |seconds| ApiError::Later(Code::TooMany, seconds);
        if let Some(seconds) = self.throttle.wait(login, from, now) {
            return Err(too_many(seconds));
        }
        let turn = self.turn().await?;
        // Counted before it is known to fail: whoever hangs up meanwhile has had the attempt all the same, and others
        // may have failed while this one waited for its turn.
        self.throttle.attempt(login, from, now).map_err(too_many)?;
        let matches = hold(turn, move || password::verify(&password, stored.as_deref())).await?;
        if matches {
            self.throttle.forget(login, from);
        }
        Ok(matches)
    }

    /// Remembers that somebody came with a secret that nobody has.
    ///
    /// # Errors
    /// [`Code::TooMany`] after too many of them.
    pub fn guess(&self, what: &str, from: IpAddr, now: u64) -> Result<(), ApiError> {
        self.throttle.attempt(what, from, now).map_err(|seconds| ApiError::Later(Code::TooMany, seconds))
    }

    /// Remembers a form that came in behind a link.
    ///
    /// # Errors
    /// [`Code::TooMany`] after too many of them.
    pub fn written(&self, link: &str, from: IpAddr, now: u64) -> Result<(), ApiError> {
        self.forms.attempt(link, from, now).map_err(|seconds| ApiError::Later(Code::TooMany, seconds))
    }

    /// Remembers that somebody raised something at a venue.
    ///
    /// # Errors
    /// [`Code::TooMany`] after too many of them.
    pub fn raised(&self, venue: &str, from: IpAddr, now: u64) -> Result<(), ApiError> {
        self.raised.attempt(venue, from, now).map_err(|seconds| ApiError::Later(Code::TooMany, seconds))
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        let turn = tokio::time::timeout(PATIENCE, self.hashing.clone().acquire_owned()).await;
        turn.ok().and_then(Result::ok).ok_or_else(|| ApiError::overloaded(PATIENCE.as_secs()))
    }
}

/// Works on a thread of its own and gives the turn back when the work has ended. Nothing stops the work once it has
/// begun, so the turn stays with it even where nobody waits for the result any more.
async fn hold<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    let working = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    });
    working.await.map_err(|_| ApiError::Internal("hashing failed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::Ipv4Addr, sync::mpsc};
    use tokio::time::{sleep, timeout};

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    /// Until all turns are free again.
    async fn idle(guard: &Guard) {
        while guard.hashing.available_permits() < AT_A_TIME {
            sleep(Duration::from_millis(1)).await;
        }
    }

    #[tokio::test]
    async fn who_hangs_up_keeps_the_turn_until_the_work_has_ended() {
        let guard = Guard::default();
        let (finish, finished) = mpsc::channel::<()>();
        let working = hold(guard.turn().await.unwrap(), move || finished.recv());
        assert!(timeout(Duration::ZERO, working).await.is_err(), "it still works when its caller goes");
        assert_eq!(guard.hashing.available_permits(), AT_A_TIME - 1);
        finish.send(()).unwrap();
        idle(&guard).await;
    }

    #[tokio::test]
    async fn an_attempt_counts_even_if_nobody_waits_for_the_answer() {
        let guard = Guard::default();
        let attempt = || guard.check("a", HERE, "guess".into(), None, 0);
        for _ in 0..throttle::FREE {
            assert!(timeout(Duration::ZERO, attempt()).await.is_err());
            idle(&guard).await;
        }
        assert!(matches!(attempt().await, Err(ApiError::Later(Code::TooMany, _))));
    }
}
