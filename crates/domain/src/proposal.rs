//! The proposal 提案: what a member, several who sign together, or a group puts to the committee; 提·立·办·督·评. The office
//! files it or not, units answer, the office follows up, and whoever proposed it says what they think of the result.

use crate::{
    fields::Fields,
    hand_over::ReplyClass,
    id::{MemberId, RecordId},
    kind::text_enum,
    photo::Sha256,
    rating::Rating,
    submitted::{NARRATIVE, Submitted, TITLE},
};
use serde_json::{Value, json};

/// What is proposed, in at most [`crate::activity::NARRATIVE_MAX`] characters.
pub const PROPOSED: &str = "proposed";
/// Flat map: a member who was asked to sign with the proposer → what they said to it.
pub const CO_SIGNER: &str = "co_signer";
/// Flat map: an activity, such as a visit for research, that it rests on → what that is called.
pub const RESTS_ON: &str = "rests_on";
/// The leader who sees to a key proposal 重点提案, of at most [`KEY_MAX`] characters.
pub const KEY_LED_BY: &str = "key_led_by";
/// The number under which it was filed, as its workflow demands it.
pub const CASE_NO: &str = "demand:case_no";
/// A [`ReplyClass`] id: what the unit that leads says has become of it, as its workflow demands it.
pub const REPLY_CLASS: &str = crate::hand_over::REPLY_CLASS;
/// The day on which the office went to see what was done, as its workflow demands it.
pub const VISITED_ON: &str = crate::hand_over::VISITED_ON;
/// How content the proposer is: a [`Rating`] id, as its workflow demands it.
pub const RATING: &str = "demand:rating";
/// The preset that leads proposals.
pub const WORKFLOW_PRESET: &str = "proposal_1";
/// The longest name of who sees to a key proposal, in characters.
pub const KEY_MAX: usize = 60;
/// The longest name of an activity that a proposal rests on, in characters.
pub const RESTS_ON_MAX: usize = 100;

text_enum! {
    /// Who proposes.
    By {
        /// One member.
        Single = "single" "个人提案",
        /// Several members who signed.
        Joint = "joint" "联名提案",
        /// A party or another group.
        Collective = "collective" "集体提案",
    }
}

text_enum! {
    /// How somebody who was asked to sign stands to it.
    CoSigning {
        /// Has not said anything yet.
        Asked = "asked" "待确认",
        /// Signs it as it is.
        Signed = "signed" "已联名",
        /// Signed it as it was once; it says something else now.
        Overtaken = "overtaken" "文字改过，待再确认",
        /// Does not sign it.
        Declined = "declined" "不联名",
    }
}

/// The field that says what a member said.
pub fn co_signer_field(member: MemberId) -> String {
    format!("{CO_SIGNER}:{member}")
}

/// Signing a proposal as it stands: a mark of its words, which changes with every change of them.
pub fn signature(body: &Fields) -> Value {
    json!({ "of": mark(body) })
}

/// The SHA-256, in hexadecimal digits, of the JSON array of title, case and what is proposed.
fn mark(body: &Fields) -> String {
    let words = [TITLE, NARRATIVE, PROPOSED].map(|field| body.text(field).unwrap_or(""));
    // Text always has a JSON form.
    Sha256::of(&serde_json::to_vec(&words).unwrap_or_default()).to_string()
}

/// Whether a value is one that somebody who was asked may say.
pub fn is_answer(value: &Value) -> bool {
    value == CoSigning::Declined.id() || signed_as(value).and_then(Sha256::read).is_some()
}

/// Whether a value may stand in the field of somebody who signs or is asked to.
pub fn is_co_signing(value: &Value) -> bool {
    value == CoSigning::Asked.id() || is_answer(value)
}

fn signed_as(value: &Value) -> Option<&str> {
    value.get("of")?.as_str()
}

/// A typed view over the fields of a proposal.
#[derive(Debug, Clone, Copy)]
pub struct Proposal<'a>(pub &'a Fields);

impl<'a> Proposal<'a> {
    /// Whose it is, and when it was submitted.
    pub fn submitted(self) -> Submitted<'a> {
        Submitted(self.0)
    }

    /// Who was asked to sign it, in the order of their ids, each with how they stand to it.
    pub fn co_signers(self) -> Vec<(MemberId, CoSigning)> {
        let now = mark(self.0);
        let read = |value: &Value| match signed_as(value) {
            Some(of) if of == now => CoSigning::Signed,
            Some(_) => CoSigning::Overtaken,
            None if value == CoSigning::Declined.id() => CoSigning::Declined,
            None => CoSigning::Asked,
        };
        self.0.map(CO_SIGNER).filter_map(|(member, value)| Some((member.parse().ok()?, read(value)))).collect()
    }

    /// How a member who was asked to sign it stands to it.
    pub fn co_signing(self, member: MemberId) -> Option<CoSigning> {
        self.co_signers().into_iter().find(|(one, _)| *one == member).map(|(_, how)| how)
    }

    /// Those who propose it: whoever wrote it, and who signs it as it is.
    pub fn proposers(self) -> Vec<MemberId> {
        let signed = self.co_signers().into_iter().filter(|(_, how)| *how == CoSigning::Signed);
        let mut all: Vec<MemberId> = self.submitted().member().into_iter().chain(signed.map(|(one, _)| one)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Who proposes.
    pub fn by(self) -> By {
        match (self.submitted().group(), self.proposers().len()) {
            (Some(_), _) => By::Collective,
            (None, 0 | 1) => By::Single,
            (None, _) => By::Joint,
        }
    }

    /// The activities that it rests on, each with what it is called.
    pub fn rests_on(self) -> impl Iterator<Item = (RecordId, &'a str)> {
        self.0.map(RESTS_ON).filter_map(|(rec, name)| Some((rec.parse().ok()?, name.as_str()?)))
    }

    /// The leader who sees to it, where it is a key proposal.
    pub fn key_led_by(self) -> Option<&'a str> {
        self.0.text(KEY_LED_BY).filter(|name| !name.trim().is_empty())
    }

    /// The number under which it was filed.
    pub fn case_no(self) -> Option<&'a str> {
        self.0.text(CASE_NO)
    }

    /// What the unit that leads says has become of it; `None` while it has not answered.
    pub fn reply_class(self) -> Option<ReplyClass> {
        self.0.parsed(REPLY_CLASS)
    }

    /// Whether the office went to see what was done.
    pub fn is_followed_up(self) -> bool {
        self.0.text(VISITED_ON).is_some()
    }

    /// How content the proposer is.
    pub fn rating(self) -> Option<Rating> {
        self.0.parsed(RATING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn member(n: u128) -> MemberId {
        MemberId(Uuid::from_u128(n))
    }

    fn written() -> Fields {
        Fields::default()
            .with("member", member(1).to_string())
            .with("title", "校门口错峰放学")
            .with("narrative", "两条路汇在一个口。")
            .with("proposed", "高低年级错开二十分钟。")
            .with(co_signer_field(member(2)), "asked")
    }

    #[test]
    fn who_was_asked_proposes_it_once_signed_and_no_longer_once_it_says_something_else() {
        let asked = written();
        assert_eq!((Proposal(&asked).by(), Proposal(&asked).proposers()), (By::Single, vec![member(1)]));
        let signed = asked.clone().with(co_signer_field(member(2)), signature(&asked));
        assert_eq!((Proposal(&signed).by(), Proposal(&signed).proposers().len()), (By::Joint, 2));
        assert_eq!(Proposal(&signed).co_signing(member(2)), Some(CoSigning::Signed));
        let changed = signed.clone().with("proposed", "错开四十分钟。");
        assert_eq!(Proposal(&changed).co_signing(member(2)), Some(CoSigning::Overtaken));
        assert_eq!(Proposal(&changed).by(), By::Single);
        // What the office writes down leaves the words as they were signed.
        let filed = signed.with(CASE_NO, "2026-031").with(KEY_LED_BY, "王主席");
        assert_eq!(Proposal(&filed).by(), By::Joint);
    }

    #[test]
    fn who_declines_is_known_and_proposes_nothing() {
        let body = written().with(co_signer_field(member(2)), "declined");
        assert_eq!(Proposal(&body).co_signing(member(2)), Some(CoSigning::Declined));
        assert_eq!(Proposal(&body).proposers(), [member(1)]);
        assert_eq!(Proposal(&body).co_signing(member(3)), None);
    }

    #[test]
    fn only_an_answer_is_one() {
        let of = "0".repeat(64);
        assert!(is_answer(&json!("declined")) && is_answer(&json!({ "of": of })));
        for value in [json!("asked"), json!("signed"), json!({}), json!({ "of": "x" }), json!(true), Value::Null] {
            assert!(!is_answer(&value), "{value}");
        }
        assert!(is_co_signing(&json!("asked")));
    }
}
