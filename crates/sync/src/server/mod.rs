//! The server's half: what becomes of operations, and which changes a client still needs.
//!
//! A store loads the rows that a group of pushes names ([`group::keys`]), calls [`group::apply`], and
//! writes what comes back in one transaction. The same functions run on every store and in the simulator.

pub mod age;
pub mod decide;
pub mod group;
pub mod pull;
pub mod record;

use domain::{
    id::{MemberId, UserId},
    policy::Held,
};
use serde::{Deserialize, Serialize};

/// Who pushes: the account and the roles it holds at this moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub user: UserId,
    /// The member record of the person, if one is a member.
    pub member: Option<MemberId>,
    /// Every role held now.
    pub held: Vec<Held>,
    /// Roles that ended within the last [`age::AFTER_REVOCATION`] days: what was recorded under them may still come.
    #[serde(default)]
    pub lost: Vec<Held>,
}
