//! The pages of the desk.

mod beside;
mod decision;
mod elsewhere;
mod figure_panel;
mod figure_query;
mod figures;
mod frame;
mod history;
mod query;
mod record;
mod review;
mod review_address;
mod review_decide;
mod review_keys;
mod review_queue;
mod review_state;
mod roster;
mod sheet;
mod specimens;
mod start;

pub use figures::FiguresPage;
pub use frame::DeskFrame;
pub use record::RecordPage;
pub use review::ReviewPage;
pub use specimens::SpecimensPage;
pub use start::StartPage;
