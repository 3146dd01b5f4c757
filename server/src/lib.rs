//! The server of 商量: it takes operations in, hands changes out, and answers the desk.
//!
//! Architecture Invariant: every record is written by an operation through [`sync::server`]; SQL lives only in
//! [`store`]; routes ask [`domain::policy`] before they read.

pub mod accounts;
pub mod app;
pub mod assets;
pub mod auth;
pub mod backup;
pub mod blobs;
pub mod citizens;
pub mod cli;
pub mod clock;
pub mod deadline;
pub mod demo;
pub mod desk;
pub mod error;
pub mod export;
pub mod forgetting;
pub mod headers;
pub mod health;
mod lanes;
pub mod live;
pub mod lock;
pub mod moving;
pub mod outsiders;
pub mod projector;
pub mod public_pages;
pub mod routes;
pub mod seals;
pub mod serve;
pub mod store;
pub mod sync_route;
pub mod telemetry;
pub mod tls;
pub mod units;
pub mod writer;
