//! The real server on a free port, asked as its clients ask.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod desk;
mod pages;
mod session;
mod shutdown;
mod stage;
mod sync;
mod walk;
