//! One file for each page.

pub mod desk;
pub mod phone;
pub mod sign_in;
