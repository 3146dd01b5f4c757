//! What the fields of consultations, suggestions, hand-overs, requests and what is submitted may hold.

use super::{NAME_MAX, is, names_member};
use crate::{
    activity::NARRATIVE_MAX,
    assignment, consultation,
    day::day,
    hand_over,
    id::{MemberId, RecordId},
    kind::Kind,
    outcome,
    problem::{Code, Problem},
    proposal, request,
    submitted::{self, is_ones, is_submitted},
    suggestion, workflow,
};
use serde_json::Value;

/// What is wrong with a value of one of them.
pub fn check(kind: Kind, stem: &str, field: &str, value: &Value) -> Option<Problem> {
    let text = value.as_str();
    let reads = |fine: bool, code: Code| if fine { None } else { Some(Problem::at(code, field)) };
    let fits = |max: usize| text.is_some_and(|text| text.chars().count() <= max);
    match (kind, stem) {
        (_, consultation::VENUE | consultation::ORIGIN) => reads(is::<RecordId>(text), Code::FieldInvalid),
        (kind, consultation::TITLE) if is_written(kind) => reads(fits(consultation::TITLE_MAX), Code::TitleTooLong),
        (Kind::Consultation, consultation::SOURCE) => reads(is::<consultation::Source>(text), Code::FieldInvalid),
        (kind, consultation::RAISED_ON) if is_written(kind) || kind == Kind::Request => {
            reads(text.and_then(day).is_some(), Code::FieldInvalid)
        }
        (kind, consultation::NARRATIVE) if is_written(kind) => reads(fits(NARRATIVE_MAX), Code::NarrativeTooLong),
        (Kind::Proposal, proposal::PROPOSED) => reads(fits(NARRATIVE_MAX), Code::NarrativeTooLong),
        (Kind::Consultation, consultation::PARTIES) => reads(fits(consultation::PARTIES_MAX), Code::FieldInvalid),
        (Kind::Consultation, consultation::JOINED_INTO) => reads(is::<RecordId>(text), Code::FieldInvalid),
        (_, workflow::WORKFLOW | workflow::STAGE) if workflow::LED.contains(&kind) => {
            reads(text.is_some_and(|text| text.len() <= NAME_MAX), Code::FieldInvalid)
        }
        (_, workflow::STAGE_REASON) if workflow::LED.contains(&kind) => {
            reads(fits(workflow::DEMAND_MAX), Code::FieldInvalid)
        }
        (_, workflow::DEMAND) if workflow::LED.contains(&kind) => {
            reads(fits(workflow::ANSWER_MAX) || value.as_u64().is_some(), Code::FieldInvalid)
        }
        (Kind::Suggestion, suggestion::WORDS) => reads(fits(suggestion::WORDS_MAX), Code::WordsTooLong),
        (Kind::Suggestion, suggestion::MADE_ON) => reads(text.and_then(day).is_some(), Code::FieldInvalid),
        (Kind::Suggestion, suggestion::VOICE) => reads(is::<suggestion::Voice>(text), Code::FieldInvalid),
        (Kind::Suggestion, suggestion::OUTCOME) => reads(is::<suggestion::Outcome>(text), Code::FieldInvalid),
        (Kind::Suggestion, suggestion::IMPLEMENTATION) => {
            reads(is::<suggestion::Implementation>(text), Code::FieldInvalid)
        }
        (Kind::Suggestion, suggestion::OUTCOME_REASON | suggestion::EVIDENCE) => {
            reads(fits(suggestion::REASON_MAX), Code::FieldInvalid)
        }
        (Kind::Suggestion, suggestion::CONDENSED_INTO) => reads(is::<RecordId>(text), Code::FieldInvalid),
        (Kind::HandOver, hand_over::UNIT) => reads(fits(hand_over::UNIT_MAX), Code::FieldInvalid),
        (Kind::HandOver, hand_over::ASK) => reads(fits(hand_over::ASK_MAX), Code::WordsTooLong),
        (Kind::HandOver, hand_over::EXTENDED | hand_over::REMINDED) => {
            let on = field.split_once(':').and_then(|(_, on)| day(on));
            reads(on.is_some() && fits(workflow::DEMAND_MAX), Code::FieldInvalid)
        }
        (Kind::HandOver, hand_over::PART) => reads(is::<hand_over::Part>(text), Code::FieldInvalid),
        (Kind::HandOver, hand_over::HANDED_ON | hand_over::DEADLINE) => {
            reads(text.and_then(day).is_some(), Code::FieldInvalid)
        }
        (Kind::Request, request::WORDS) => reads(fits(request::WORDS_MAX), Code::RequestTooLong),
        (Kind::Request, request::PLACE) => reads(fits(request::PLACE_MAX), Code::FieldInvalid),
        (Kind::Request, request::TYPE) => reads(is::<request::RequestType>(text), Code::FieldInvalid),
        (Kind::Request, request::CHANNEL) => reads(is::<request::Channel>(text), Code::FieldInvalid),
        (kind, submitted::MEMBER) if is_ones(kind) => reads(is::<MemberId>(text), Code::FieldInvalid),
        (kind, submitted::GROUP) if is_submitted(kind) => reads(is::<RecordId>(text), Code::FieldInvalid),
        (Kind::Outcome, outcome::TYPE) => reads(is::<outcome::OutcomeType>(text), Code::SortMissing),
        (Kind::Assignment, assignment::TYPE) => reads(is::<assignment::AssignmentType>(text), Code::SortMissing),
        (Kind::Assignment, assignment::OWNER) => reads(fits(assignment::OWNER_MAX), Code::FieldInvalid),
        (Kind::Assignment, assignment::ABOUT) => reads(fits(assignment::LINE_MAX), Code::FieldInvalid),
        (Kind::Assignment, assignment::DEADLINE) => reads(text.and_then(day).is_some(), Code::FieldInvalid),
        (Kind::Assignment, assignment::MILESTONE) => {
            let on = field.split_once(':').and_then(|(_, on)| day(on));
            reads(on.is_some() && fits(assignment::LINE_MAX), Code::FieldInvalid)
        }
        (Kind::Proposal, proposal::CO_SIGNER) => {
            reads(names_member(field) && proposal::is_co_signing(value), Code::FieldInvalid)
        }
        (Kind::Proposal, proposal::RESTS_ON) => {
            let activity = field.split_once(':').is_some_and(|(_, rec)| is::<RecordId>(Some(rec)));
            reads(activity && fits(proposal::RESTS_ON_MAX), Code::FieldInvalid)
        }
        (Kind::Proposal, proposal::KEY_LED_BY) => reads(fits(proposal::KEY_MAX), Code::FieldInvalid),
        (Kind::Request, request::CONTACT) => reads(value.is_boolean(), Code::FieldInvalid),
        _ => None,
    }
}

/// Whether it has a title and a text that tells the case.
fn is_written(kind: Kind) -> bool {
    kind == Kind::Consultation || is_ones(kind)
}
