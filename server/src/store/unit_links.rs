//! Links behind which a unit finds what was given to it.

use super::{
    StoreError,
    cells::{Row, number, number_if_any, parsed, text},
};
use async_trait::async_trait;
use domain::id::{CommitteeId, UserId};
use uuid::Uuid;

/// A link. Its secret is known to nobody but whoever was given it: only the hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitLink {
    /// Its id.
    pub id: Uuid,
    /// Whose matters it leads to.
    pub committee: CommitteeId,
    /// The unit, as hand-overs name it.
    pub unit: String,
    /// The account under which the unit writes; nobody signs in with it.
    pub user: UserId,
    /// Who made it.
    pub made_by: UserId,
    /// When, in milliseconds since 1970.
    pub made_at: u64,
    /// Until when it opens, likewise.
    pub expires: u64,
    /// When it was taken back, likewise.
    pub revoked: Option<u64>,
}

impl UnitLink {
    /// Whether it opens at a moment.
    pub const fn opens(&self, now: u64) -> bool {
        self.revoked.is_none() && now < self.expires
    }
}

/// The links of units.
#[async_trait]
pub trait UnitLinkStore {
    /// Keeps a new link by the hash of its secret.
    async fn add_unit_link(&self, link: &UnitLink, secret_hash: &str) -> Result<(), StoreError>;

    /// The link of a secret, whether it opens or not.
    async fn unit_link(&self, secret_hash: &str) -> Result<Option<UnitLink>, StoreError>;

    /// All links of a committee, by unit, the newest first.
    async fn unit_links(&self, committee: CommitteeId) -> Result<Vec<UnitLink>, StoreError>;

    /// Takes a link of a committee back; `false` where there is none that opens.
    async fn revoke_unit_link(&self, committee: CommitteeId, id: Uuid, now: u64) -> Result<bool, StoreError>;
}

/// Reads a link from a row of its table.
pub fn read(row: &impl Row) -> Result<UnitLink, StoreError> {
    Ok(UnitLink {
        id: parsed(row, "id")?,
        committee: parsed(row, "committee")?,
        unit: text(row, "unit")?,
        user: parsed(row, "user")?,
        made_by: parsed(row, "made_by")?,
        made_at: number(row, "made_at")?,
        expires: number(row, "expires")?,
        revoked: number_if_any(row, "revoked")?,
    })
}
