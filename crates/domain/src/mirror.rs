//! Mirrors 与我有关: what somebody may see of a record that concerns them and lies in a feed they do not receive.

use crate::{
    activity::{ATTENDANCE, Activity, CONFIRMED, MERGED, OBJECTION, SETTLED},
    fields::Fields,
    id::{Feed, MemberId, RecordId},
    kind::Kind,
    proposal::Proposal,
    sign_in::SIGN_IN,
    submitted::{Submitted, is_ones},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What it mirrors: `{"rec", "kind", "feed", "ver"}`.
pub const OF: &str = "of";

/// What a mirror stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Of {
    /// The record.
    pub rec: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Its home.
    pub feed: Feed,
    /// The version that it shows.
    pub ver: u64,
}

impl Of {
    /// What a mirror's fields say it mirrors.
    pub fn read(body: &Fields) -> Option<Of> {
        let of = body.get(OF)?;
        let text = |key: &str| of.get(key).and_then(Value::as_str);
        Some(Of {
            rec: text("rec")?.parse().ok()?,
            kind: text("kind")?.parse().ok()?,
            feed: text("feed")?.parse().ok()?,
            ver: of.get("ver").and_then(Value::as_u64)?,
        })
    }

    /// The fields of the mirror for one member: what is said of other people is left out.
    pub fn fields(self, body: &Fields, member: MemberId) -> Fields {
        let of = json!({ "rec": self.rec, "kind": self.kind, "feed": self.feed, "ver": self.ver });
        let me = member.to_string();
        let seen = body.0.iter().filter(|(field, _)| match field.split_once(':') {
            Some((ATTENDANCE | OBJECTION | SETTLED | SIGN_IN, whom)) => whom == me,
            Some((MERGED, _)) => false,
            _ => true,
        });
        // How somebody signed is for the reviewer; that it was signed is for everybody.
        let seen = seen.map(|(field, value)| {
            let signed = || json!({ "how": value.get("how"), "of": value.get("of") });
            (field.clone(), if field == CONFIRMED { signed() } else { value.clone() })
        });
        seen.collect::<Fields>().with(OF, of)
    }
}

/// The id of the mirror of a record for a member: the same on every server, so that none is made twice.
pub fn id(rec: RecordId, member: MemberId) -> RecordId {
    RecordId::between(rec, member.into())
}

/// Whether records of a kind concern people, and not only the place where they lie.
pub fn concerns_people(kind: Kind) -> bool {
    kind == Kind::Activity || is_ones(kind)
}

/// The members whom a record concerns: those listed, and whom it was recorded for; of what is submitted whoever wrote it, and
/// who was asked to sign it. It counts elsewhere once they belong elsewhere.
pub fn concerned(kind: Kind, body: &Fields) -> BTreeSet<MemberId> {
    let it = Activity(body);
    match kind {
        Kind::Activity => it.attendance().map(|(member, _)| member).chain(it.recorded_for()).collect(),
        Kind::Proposal => {
            let asked = Proposal(body).co_signers().into_iter().map(|(member, _)| member);
            asked.chain(Submitted(body).member()).collect()
        }
        kind if is_ones(kind) => Submitted(body).member().into_iter().collect(),
        _ => BTreeSet::new(),
    }
}

/// Whether an id may be that of a mirror.
pub fn is_mirror_id(rec: RecordId) -> bool {
    Uuid::get_version_num(&rec.0) == 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_shows_nothing_of_other_people() {
        let (me, other) = (MemberId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(2)));
        let body = Fields::default()
            .with("type", "visit")
            .with(format!("attendance:{me}"), "invited")
            .with(format!("attendance:{other}"), "leave")
            .with(format!("objection:{other}"), "不在场")
            .with("confirmed", json!({"how": "signature", "drawn": "M0 0L1 1"}));
        let of = Of { rec: RecordId(Uuid::from_u128(3)), kind: Kind::Activity, feed: Feed::Member(other), ver: 4 };
        let mirror = of.fields(&body, me);
        assert_eq!(Of::read(&mirror), Some(of));
        let text = serde_json::to_string(&mirror).unwrap();
        assert!(!text.contains(&format!("attendance:{other}")) && !text.contains("不在场") && !text.contains("drawn"));
        assert_eq!(Activity(&mirror).attendance().count(), 1);
    }

    #[test]
    fn a_proposal_concerns_its_proposer_and_everybody_who_was_asked_to_sign() {
        let (me, other) = (MemberId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(2)));
        let body = Fields::default().with("member", me.to_string()).with(format!("co_signer:{other}"), "declined");
        assert_eq!(concerned(Kind::Proposal, &body), BTreeSet::from([me, other]));
        assert_eq!(concerned(Kind::OpinionReport, &body), BTreeSet::from([me]));
    }

    #[test]
    fn an_id_is_made_of_record_and_member_and_is_of_version_8() {
        let (rec, member) = (RecordId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(2)));
        assert_eq!(id(rec, member), id(rec, member));
        assert_ne!(id(rec, member), id(rec, MemberId(Uuid::from_u128(3))));
        assert!(is_mirror_id(id(rec, member)) && !is_mirror_id(rec));
    }
}
