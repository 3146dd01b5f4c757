//! The pages of the phone, one file for each, and what they share.

mod activity_edit;
mod activity_form;
mod activity_kind;
mod activity_numbers;
mod activity_people;
mod activity_place;
mod activity_time;
mod frame;
mod home;
mod me;
mod messages;
mod no_page;
mod outbox;
mod record_detail;
mod record_list;
mod record_words;
mod records;
mod roster;
mod screen;
mod standing;

pub use activity_edit::{ActivityEditPage, NewActivityPage};
pub use frame::PhoneFrame;
pub use home::HomePage;
pub use me::MePage;
pub use messages::MessagesPage;
pub use no_page::NoPage;
pub use outbox::OutboxPage;
pub use record_detail::RecordPage;
pub use records::RecordsPage;
