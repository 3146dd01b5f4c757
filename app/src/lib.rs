//! The app in the browser: one library, two programs (`phone` and `desk`) that mount different routes.
//!
//! Architecture Invariant: components take plain values and callbacks, only pages touch [`state`];
//! only [`sync_driver`] touches the network for records; only [`clock`] reads time or rolls dice.

pub mod api;
pub mod camera;
pub mod clock;
pub mod components;
pub mod pages;
pub mod routes;
mod seal;
pub mod session;
pub mod shell;
pub mod state;
pub mod storage;
pub mod sync_driver;
pub mod text;
