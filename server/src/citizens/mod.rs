//! Citizens 群众, who have no account: on the page of a venue they raise what they ask for, and by a code they find out what
//! became of it and say how content they are. Who they are lies sealed beside the record.
//!
//! The pages work without scripts. What somebody raises is an operation like every other, so it reaches the phones of the site.

mod code;
mod follow;
mod raise;
mod sealed;

pub use follow::{ask, asked, follow, rate};
pub use raise::{OFFERED, TRAP, form, raise};
pub use sealed::{keep, read, reads};

use crate::{app::App, error::ApiError, outsiders};
use domain::id::{CommitteeId, UserId};

/// The account under which citizens write, one for each committee: nobody is told apart by it.
async fn account(app: &App, committee: CommitteeId) -> Result<UserId, ApiError> {
    outsiders::account(app, committee, "citizens", "群众").await
}
