//! Sync protocol v1 without input or output: the wire, the client's state machine and the server's decisions.
//!
//! Architecture Invariant: nothing here knows HTTP, SQL or a browser, reads a clock or waits. The
//! phone, the server and the simulator drive the same functions with time and ids as arguments.
//!
//! `docs/sync.md` describes the protocol for whoever writes another client.

pub mod backoff;
pub mod client;
pub mod clock;
pub mod digest;
#[cfg(test)]
mod fixture;
pub mod server;
pub mod wire;
