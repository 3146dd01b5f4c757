//! What people read: Chinese first.

pub mod desk;
