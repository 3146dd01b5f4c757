//! Which page stands at which address; one screen for each program.

pub mod desk;
pub mod phone;

pub use desk::DeskRoutes;
pub use phone::PhoneRoutes;
