//! One file for each page.

pub mod desk;
pub mod given_way;
mod matter_facts;
mod matter_steps;
mod matter_words;
pub mod phone;
pub mod query;
mod sealed;
pub mod sign_in;
pub mod thread_line;
