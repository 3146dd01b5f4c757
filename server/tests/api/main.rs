//! The real server on a free port, asked as its clients ask.

mod desk;
mod pages;
mod session;
mod shutdown;
mod stage;
mod sync;
