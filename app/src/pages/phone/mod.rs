//! The pages of the phone, one file for each, and what they share.

mod activity_edit;
mod activity_form;
mod activity_kind;
mod activity_numbers;
mod activity_people;
mod activity_place;
mod activity_time;
mod check_item;
mod checklist;
mod frame;
mod home;
mod later;
mod me;
mod messages;
mod no_page;
mod outbox;
mod quotas;
mod record_detail;
mod record_list;
mod record_words;
mod records;
mod refused_text;
mod roster;
mod screen;
mod standing;
mod venue_about;
mod venue_home;
mod venue_people;
mod venue_waits;

pub use frame::PhoneFrame;
pub use home::HomePage;
pub use later::{Later, LaterPage};
pub use no_page::NoPage;
