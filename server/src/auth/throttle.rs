//! The memory of failed attempts: after some, a login has to wait at an address.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Failures that are free: fingers slip, most of all on small phones.
pub const FREE: u32 = 8;
/// How long failures are remembered, in milliseconds.
const WINDOW: u64 = 5 * 60_000;
/// The most entries: beyond, the oldest goes, however many addresses try.
const CROWD: usize = 10_000;

type Known = HashMap<(String, IpAddr), Failures>;

/// Failures by login and address.
pub struct Throttle {
    known: Mutex<Known>,
    free: u32,
}

impl Default for Throttle {
    fn default() -> Self {
        Throttle::of(FREE)
    }
}

#[derive(Clone, Copy)]
struct Failures {
    count: u32,
    since: u64,
}

impl Failures {
    fn wait(self, free: u32, now: u64) -> Option<u64> {
        let ends = self.since + WINDOW;
        (self.count >= free && now < ends).then(|| (ends - now).div_ceil(1_000))
    }
}

impl Throttle {
    /// One that lets so many pass.
    pub fn of(free: u32) -> Throttle {
        Throttle { known: Mutex::default(), free }
    }

    /// How many seconds one has to wait; `None` where one may try.
    pub fn wait(&self, login: &str, from: IpAddr, now: u64) -> Option<u64> {
        self.lock().get(&(login.to_lowercase(), line(from))).and_then(|failures| failures.wait(self.free, now))
    }

    /// Remembers an attempt at `now`, in milliseconds since 1970. It counts as failed until it is forgotten.
    ///
    /// # Errors
    /// The seconds to wait, where one may not try.
    pub fn attempt(&self, login: &str, from: IpAddr, now: u64) -> Result<(), u64> {
        let mut known = self.lock();
        let key = (login.to_lowercase(), line(from));
        if known.len() >= CROWD && !known.contains_key(&key) {
            make_room(&mut known, now);
        }
        let failures = known.entry(key).or_insert(Failures { count: 0, since: now });
        if let Some(seconds) = failures.wait(self.free, now) {
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
        self.lock().remove(&(login.to_lowercase(), line(from)));
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        // The map is whole after every statement, so a panic elsewhere leaves nothing half done.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The line that an address is of: whoever has one of version 6 mostly has 2^64 of them.
fn line(from: IpAddr) -> IpAddr {
    match from {
        IpAddr::V4(_) => from,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
    }
}

/// Clears away what is past, and the oldest entry where nothing is.
fn make_room(known: &mut Known, now: u64) {
    known.retain(|_, failures| now < failures.since + WINDOW);
    if known.len() >= CROWD {
        let oldest = known.iter().min_by_key(|(_, failures)| failures.since).map(|(key, _)| key.clone());
        if let Some(oldest) = oldest {
            known.remove(&oldest);
        }
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
    fn who_changes_the_address_within_one_line_waits_all_the_same() {
        let throttle = Throttle::of(1);
        let [one, other, elsewhere] =
            ["2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1"].map(|at| at.parse().unwrap());
        assert_eq!(throttle.attempt("a", one, 0), Ok(()));
        assert!(throttle.attempt("a", other, 0).is_err());
        assert_eq!(throttle.attempt("a", elsewhere, 0), Ok(()));
    }

    #[test]
    fn a_crowd_of_logins_takes_no_more_than_its_room_and_drops_the_oldest() {
        let (throttle, here) = (Throttle::default(), IpAddr::V4(Ipv4Addr::LOCALHOST));
        (0..FREE).for_each(|_| throttle.attempt("oldest", here, 0).unwrap());
        (0..FREE).for_each(|_| throttle.attempt("next", here, 1).unwrap());
        for n in 0..CROWD - 1 {
            throttle.attempt(&format!("login-{n}"), here, 2).unwrap();
        }
        assert_eq!(throttle.lock().len(), CROWD);
        assert_eq!(throttle.wait("oldest", here, 2), None);
        assert!(throttle.wait("next", here, 2).is_some());
    }

    #[test]
    fn getting_in_forgets_what_failed() {
        let (throttle, here) = (Throttle::default(), IpAddr::V4(Ipv4Addr::LOCALHOST));
        (0..FREE).for_each(|_| throttle.attempt("a", here, 0).unwrap());
        throttle.forget("a", here);
        assert_eq!(throttle.wait("a", here, 0), None);
    }
}
