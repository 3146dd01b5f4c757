//! Which page stands at which address; one screen for each program.

pub mod desk;
pub mod phone;

pub use desk::DeskRoutes;
pub use phone::PhoneRoutes;

/// The public page of a venue, on which citizens raise what they ask for.
pub fn public_venue(venue: domain::id::VenueId) -> String {
    whole(&format!("/v/{venue}"))
}

/// The whole address of a path of this site, as it is read from a screen or from paper.
pub fn whole(path: &str) -> String {
    format!("{}{path}", leptos::prelude::window().location().origin().unwrap_or_default())
}
