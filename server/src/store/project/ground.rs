//! What crediting needs to know beside the records of a batch, read at once.

use super::{Changed, roster::spell};
use crate::store::{StoreError, tables::ProjectTables};
use domain::{
    activity::Activity,
    affiliation::Spell,
    id::{CommitteeId, MemberId, RecordId},
    mirror::concerned,
};
use std::collections::{BTreeMap, BTreeSet};

/// Affiliations of everybody and everything that the records of a batch name, and the lines of their committees.
pub struct Ground {
    spells: BTreeMap<RecordId, Vec<Spell>>,
    lines: BTreeMap<CommitteeId, Vec<CommitteeId>>,
}

impl Ground {
    /// The dated affiliations of a member or a venue.
    pub fn spells(&self, rec: RecordId) -> &[Spell] {
        self.spells.get(&rec).map_or(&[], Vec::as_slice)
    }

    /// A committee and those above it.
    pub fn line(&self, committee: CommitteeId) -> &[CommitteeId] {
        self.lines.get(&committee).map_or(&[], Vec::as_slice)
    }
}

/// Reads the ground of some activities.
pub async fn load(tx: &mut dyn ProjectTables, activities: &[Changed]) -> Result<Ground, StoreError> {
    let mut named: BTreeSet<RecordId> = BTreeSet::new();
    for one in activities {
        named.extend(concerned(one.kind, &one.body).into_iter().map(|member: MemberId| RecordId::from(member)));
        named.extend(Activity(&one.body).venue().map(RecordId::from));
    }
    let committees: BTreeSet<CommitteeId> = activities.iter().map(|one| one.committee).collect();
    let mut spells: BTreeMap<RecordId, Vec<Spell>> = BTreeMap::new();
    for (rec, cells) in tx.spells(&named).await? {
        spells.insert(rec, cells.values().map(spell).collect::<Result<_, _>>()?);
    }
    Ok(Ground { spells, lines: tx.lines(&committees).await? })
}
