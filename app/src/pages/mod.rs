//! One file for each page.

pub mod desk;
pub mod given_way;
pub mod phone;
pub mod query;
pub mod sign_in;
