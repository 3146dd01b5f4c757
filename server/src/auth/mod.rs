//! Who asks: passwords, sessions and the roles that hold today.

mod origin;
mod password;
mod roles;
mod route;
mod session;
mod throttle;

pub use origin::{from_here, is_https};
pub use password::{hash, random_hex, random_password};
pub use roles::actor;
pub use route::{sign_in, sign_out, who};
pub use session::Caller;

use domain::problem::Code;

use crate::error::ApiError;
use std::{net::IpAddr, time::Duration};
use tokio::sync::Semaphore;

/// What guards signing in: room for password hashing, and the memory of failed attempts.
pub struct Guard {
    hashing: Semaphore,
    throttle: throttle::Throttle,
}

/// Hashing takes 19 MB and some 20 ms each; more at a time would starve everybody else.
const AT_A_TIME: usize = 2;
/// How long a sign-in waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

impl Default for Guard {
    fn default() -> Self {
        Guard { hashing: Semaphore::new(AT_A_TIME), throttle: throttle::Throttle::default() }
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
        if let Some(seconds) = self.throttle.wait(login, from, now) {
            return Err(ApiError::Later(Code::TooMany, seconds));
        }
        let turn = tokio::time::timeout(PATIENCE, self.hashing.acquire()).await;
        let Ok(Ok(turn)) = turn else { return Err(ApiError::Later(Code::Overloaded, PATIENCE.as_secs())) };
        let check = tokio::task::spawn_blocking(move || password::verify(&password, stored.as_deref()));
        let matches = check.await.map_err(|_| ApiError::Internal("hashing failed"))?;
        drop(turn);
        if matches {
            self.throttle.forget(login, from);
        } else {
            self.throttle.failed(login, from, now);
        }
        Ok(matches)
    }
}
