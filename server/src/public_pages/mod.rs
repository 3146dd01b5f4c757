//! What the server renders itself: the public site, which works without scripts, and the shell documents of the apps.

mod behind;
pub mod citizen;
mod document;
pub mod form;
mod landing;
pub mod notice;
mod privacy;
mod shell;
pub mod unit;

pub use landing::landing;
pub use notice::not_found;
pub use privacy::privacy;
pub use shell::{desk, phone};

use crate::{app::App, store::StoreError};
use domain::committee::Committee;

/// What public pages say of the installation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Installation {
    /// The name of the committee at the top; empty before there is one, and where there are several.
    committee: String,
    /// Whether all data are invented.
    demo: bool,
}

async fn installation(app: &App) -> Result<Installation, StoreError> {
    let committees = app.store.committees().await?;
    let views: Vec<Committee<'_>> = committees.iter().map(|(_, fields)| Committee(fields)).collect();
    let tops: Vec<_> = views.iter().filter(|committee| committee.parent().is_none()).collect();
    Ok(Installation {
        committee: if let [only] = tops.as_slice() { only.name().to_owned() } else { String::new() },
        demo: views.iter().any(|committee| committee.is_demo()),
    })
}
