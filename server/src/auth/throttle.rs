//! The memory of failed attempts: after some, a login has to wait at an address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Failures that are free: fingers slip, most of all on small phones.
pub const FREE: u32 = 8;
/// How long failures are remembered, in milliseconds.
const WINDOW: u64 = 5 * 60_000;
/// Entries after which old ones are cleared away.
const CROWD: usize = 10_000;

/// Failures by login and address.
#[derive(Default)]
pub struct Throttle(Mutex<HashMap<(String, IpAddr), Failures>>);

#[derive(Clone, Copy)]
struct Failures {
    count: u32,
    since: u64,
}

impl Failures {
    fn wait(self, now: u64) -> Option<u64> {
        let ends = self.since + WINDOW;
        (self.count >= FREE && now < ends).then(|| (ends - now).div_ceil(1_000))
    }
}

impl Throttle {
    /// How many seconds one has to wait; `None` where one may try.
    pub fn wait(&self, login: &str, from: IpAddr, now: u64) -> Option<u64> {
        self.lock().get(&(login.to_lowercase(), from)).and_then(|failures| failures.wait(now))
    }

    /// Remembers an attempt at `now`, in milliseconds since 1970. It counts as failed until it is forgotten.
    ///
    /// # Errors
    /// The seconds to wait, where one may not try.
    pub fn attempt(&self, login: &str, from: IpAddr, now: u64) -> Result<(), u64> {
        let mut known = self.lock();
        if known.len() >= CROWD {
            known.retain(|_, failures| now < failures.since + WINDOW);
        }
        let failures = known.entry((login.to_lowercase(), from)).or_insert(Failures { count: 0, since: now });
        if let Some(seconds) = failures.wait(now) {
            return Err(seconds);
        }
        if now >= failures.since + WINDOW {
            *failures = Failures { count: 0, since: now };
        }
        failures.count += 1;
        Ok(())
    }

    /// Forgets the failures of somebody who got in.
    pub fn forget(&self, login: &str, from: IpAddr) {
        self.lock().remove(&(login.to_lowercase(), from));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(String, IpAddr), Failures>> {
        // The map is whole after every statement, so a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn after_free_failures_one_waits_until_the_window_ends() {
        let (throttle, here) = (Throttle::default(), IpAddr::V4(Ipv4Addr::LOCALHOST));
        for _ in 0..FREE {
            assert_eq!(throttle.wait("a", here, 1_000), None);
            assert_eq!(throttle.attempt("A", here, 1_000), Ok(()));
        }
        assert_eq!(throttle.wait("a", here, 1_000), Some(WINDOW / 1_000));
        assert_eq!(throttle.attempt("a", here, 1_000), Err(WINDOW / 1_000));
        assert_eq!(throttle.wait("b", here, 1_000), None);
        assert_eq!(throttle.attempt("a", here, 1_000 + WINDOW), Ok(()));
    }

    #[test]
    fn getting_in_forgets_what_failed() {
        let (throttle, here) = (Throttle::default(), IpAddr::V4(Ipv4Addr::LOCALHOST));
        (0..FREE).for_each(|_| throttle.attempt("a", here, 0).unwrap());
        throttle.forget("a", here);
        assert_eq!(throttle.wait("a", here, 0), None);
    }
}
