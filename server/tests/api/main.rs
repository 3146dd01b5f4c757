//! The real server on a free port, asked as its clients ask.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod citizens;
mod claims;
#[path = "../cluster/mod.rs"]
mod cluster;
mod commands;
mod desk;
mod events;
mod killed;
mod moved;
mod pages;
mod photos;
mod process;
mod proof;
mod questions;
mod replica;
mod session;
mod shutdown;
#[path = "../../../crates/sync/tests/spoiler/mod.rs"]
mod spoiler;
mod spoilt;
mod stage;
mod storm;
mod sync;
mod two_servers;
mod units;
mod walk;
