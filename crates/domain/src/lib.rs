//! Vocabulary and rules of consultative committees (人民政协): pure, without input or output.
//!
//! Architecture Invariant: nothing here reads a clock, draws a random number, waits or touches a
//! disk or a network. Time, ids and randomness are arguments, so that a phone, the server and the
//! simulator reach the same answer from the same facts.

pub mod activity;
pub mod affiliation;
pub mod assignment;
pub mod away;
pub mod checklist;
pub mod committee;
pub mod confirmation;
pub mod consultation;
pub mod credit;
pub mod crowding;
pub mod day;
pub mod duplicate;
pub mod fields;
pub mod hand_over;
pub mod hint;
pub mod id;
pub mod indicator;
pub mod kind;
pub mod member;
pub mod merge;
pub mod mirror;
pub mod opinion_report;
pub mod organisation;
pub mod outcome;
pub mod outline;
pub mod photo;
pub mod policy;
pub mod problem;
pub mod proposal;
pub mod quota;
pub mod rate;
pub mod rating;
pub mod request;
pub mod review;
pub mod schema;
pub mod scope;
pub mod seal;
pub mod search;
pub mod sign_in;
pub mod submitted;
pub mod suggestion;
pub mod validate;
pub mod venue;
pub mod workflow;
