//! Everybody at every door: each route and each act of sync, tried by each role in its own scope, elsewhere in its
//! committee, and in a committee that is none of its business.

mod acts;
mod bodies;
mod policy_page;
mod routes;
pub mod world;
