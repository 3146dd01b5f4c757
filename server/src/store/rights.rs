//! What rights follow from: who stands above whom, and what comes under a special committee.
//!
//! All of it is read from the records themselves. What the projector keeps for looking up comes a moment later, and a right
//! neither begins nor ends late because the projector has much to do.

use super::{
    StoreError,
    cells::{Row, json, parsed, text},
    tables::PushTables,
};
use domain::{
    affiliation::{Affiliation, belongs},
    committee::Committee,
    fields::Fields,
    id::{CommitteeId, RecordId},
    kind::Kind,
    scope::Scope,
};
use jiff::civil::Date;

/// How many committees may stand above one: there are four levels, and a tree that goes round in a circle must end.
const DEEPEST: usize = 8;

/// A committee, then those above it.
pub async fn line(tx: &mut dyn PushTables, committee: CommitteeId) -> Result<Vec<CommitteeId>, StoreError> {
    let (mut line, mut at) = (vec![committee], RecordId::from(committee));
    while line.len() <= DEEPEST {
        let found = tx.records(&[at].into()).await?;
        let known = found.get(&at).filter(|one| one.kind == Kind::Committee && !one.is_deleted());
        let above = known.and_then(|one| Committee(&one.body).parent()).filter(|above| !line.contains(above));
        let Some(above) = above else { break };
        line.push(above);
        at = above.into();
    }
    Ok(line)
}

/// Of rows of a special committee and a venue or member that names it, those where it is an affiliation of the day.
pub fn under<R: Row>(rows: &[R], day: Date) -> Result<Vec<(RecordId, Scope)>, StoreError> {
    let mut under = Vec::new();
    for row in rows {
        let (special, body): (RecordId, Fields) = (parsed(row, "special")?, json(row, "body")?);
        if belongs(&body, Affiliation::SpecialCommittee, day).any(|to| to == special) {
            under.extend(Scope::of(&text(row, "kind")?, parsed(row, "rec")?).map(|scope| (special, scope)));
        }
    }
    under.sort_by_key(|(special, scope)| (*special, scope.to_string()));
    under.dedup();
    Ok(under)
}
