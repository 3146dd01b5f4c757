//! The table: which role may do which acts to which kinds of records.

use super::{Act, Role, Standing};
use crate::{kind::Kind, review::ReviewAct, submitted};

/// One line of the table: who with which standing may do these acts to this kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// The role held in a scope that reaches the record's feed.
    pub role: Role,
    /// The kinds of records.
    pub kinds: &'static [Kind],
    /// The least standing: `Own` for own records only, `Listed` for those too that list one, `Other` for all.
    pub standing: Standing,
    /// The acts.
    pub acts: &'static [Act],
}

use Act::{Answer, Contribute, Create, Delete, Edit, Move, Review, Settle, SignIn};
use ReviewAct::{Approve, Correct, Restore, Resubmit, Return, Void};

/// What grows out of people's words.
const MATTERS: &[Kind] = &[Kind::Consultation, Kind::Suggestion];
/// The same, with the words of citizens themselves.
const RAISED: &[Kind] = &[Kind::Consultation, Kind::Suggestion, Kind::Request];
/// What the office may take away.
const TAKEN_AWAY: &[Kind] = &[Kind::Suggestion, Kind::Request];
/// What somebody is to do.
const GIVEN: &[Kind] = &[Kind::HandOver, Kind::Request, Kind::Assignment];

/// The whole table. What no line allows is refused.
pub const TABLE: &[Line] = &[
    Line { role: Role::Member, kinds: &[Kind::Activity], standing: Standing::Other, acts: &[Create, SignIn] },
    Line {
        role: Role::Member,
        kinds: &[Kind::Activity],
        standing: Standing::Own,
        acts: &[Edit, Contribute, Answer, Review(Resubmit), Delete],
    },
    Line { role: Role::Member, kinds: &[Kind::Activity], standing: Standing::Listed, acts: &[Contribute, Answer] },
    Line {
        role: Role::Convenor,
        kinds: &[Kind::Activity],
        standing: Standing::Other,
        acts: &[Create, Edit, Contribute, Review(Resubmit)],
    },
    Line {
        role: Role::Staff,
        kinds: &[Kind::Activity],
        standing: Standing::Other,
        acts: &[
            Create,
            Edit,
            Contribute,
            Review(Approve),
            Review(Return),
            Review(Void),
            Review(Resubmit),
            Review(Correct),
            Review(Restore),
        ],
    },
    Line { role: Role::Member, kinds: RAISED, standing: Standing::Other, acts: &[Create] },
    Line { role: Role::Member, kinds: RAISED, standing: Standing::Own, acts: &[Edit, Move] },
    Line { role: Role::Convenor, kinds: RAISED, standing: Standing::Other, acts: &[Create, Edit, Move] },
    Line { role: Role::Citizen, kinds: &[Kind::Request], standing: Standing::Other, acts: &[Create, Move] },
    Line { role: Role::Staff, kinds: MATTERS, standing: Standing::Other, acts: &[Create, Edit, Move, Settle] },
    // What several were made into goes again when they are taken apart, and what somebody wrote of another person.
    Line { role: Role::Staff, kinds: TAKEN_AWAY, standing: Standing::Other, acts: &[Delete] },
    // The visit afterwards is the site's, as is what a citizen asks for; who moves what from where, the workflow says.
    Line { role: Role::Member, kinds: GIVEN, standing: Standing::Other, acts: &[Move] },
    Line { role: Role::Convenor, kinds: &[Kind::HandOver], standing: Standing::Other, acts: &[Move] },
    Line {
        role: Role::Member,
        kinds: &[Kind::OpinionReport, Kind::Outcome],
        standing: Standing::Own,
        acts: &[Create, Edit],
    },
    Line { role: Role::Member, kinds: &[Kind::Proposal], standing: Standing::Own, acts: &[Create, Edit, Move] },
    // Who was asked to sign says so on the own device.
    Line { role: Role::Member, kinds: &[Kind::Proposal], standing: Standing::Listed, acts: &[Answer] },
    Line { role: Role::Staff, kinds: submitted::KINDS, standing: Standing::Other, acts: &[Create, Edit, Move] },
    Line { role: Role::Staff, kinds: GIVEN, standing: Standing::Other, acts: &[Create, Edit, Move] },
    // What a leader writes on a record or a figure becomes somebody's to do.
    Line { role: Role::Leader, kinds: &[Kind::Assignment], standing: Standing::Other, acts: &[Create] },
    Line { role: Role::Unit, kinds: &[Kind::HandOver], standing: Standing::Other, acts: &[Move] },
    Line { role: Role::Convenor, kinds: &[Kind::Check], standing: Standing::Other, acts: &[Create, Edit] },
    Line { role: Role::Staff, kinds: &[Kind::Check], standing: Standing::Other, acts: &[Create, Edit, Delete] },
    Line { role: Role::Staff, kinds: Kind::ROSTER, standing: Standing::Other, acts: &[Create, Edit, Delete] },
    Line { role: Role::Server, kinds: &[Kind::Mirror], standing: Standing::Other, acts: &[Create, Edit, Delete] },
];
