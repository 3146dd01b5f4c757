//! What a record lacks before it may be submitted. The phone asks while one types, the server asks
//! again with the same function: what one accepts the other accepts.

use crate::{
    activity::{self, Activity, Phase},
    assignment::{self, Assignment},
    checklist, committee,
    consultation::{self, Consultation},
    fields::Fields,
    hand_over::{self, HandOver},
    kind::Kind,
    member, organisation, outcome,
    photo::{self, PHOTOS_MAX},
    problem::{Code, Problem},
    proposal, quota,
    request::{self, Request},
    schema::check_values,
    submitted::{self, Submitted},
    suggestion::{self, Suggestion},
    venue,
    workflow::{self, Workflow},
};
use std::ops::RangeInclusive;

/// Everything that stands against submitting this body, in the order in which the form asks for it.
///
/// An empty list means that it may be submitted. A draft is never held up by any of this.
pub fn validate(kind: Kind, body: &Fields) -> Vec<Problem> {
    let mut problems = match kind {
        Kind::Activity => activity(body),
        Kind::Committee => name(body, committee::NAME),
        Kind::Venue => name(body, venue::NAME),
        Kind::Member => name(body, member::NAME),
        Kind::SpecialCommittee
        | Kind::Sector
        | Kind::SectorGroup
        | Kind::Group
        | Kind::ContactUnit
        | Kind::Cluster
        | Kind::Checklist => name(body, organisation::NAME),
        Kind::Check => check(body),
        Kind::Mirror => Vec::new(),
        Kind::Quota => quota(body),
        Kind::Workflow => workflow(body),
        Kind::Consultation => consultation(body),
        Kind::Suggestion => suggestion(body),
        Kind::HandOver => hand_over(body),
        Kind::Request => request(body),
        Kind::OpinionReport => submitted(body),
        Kind::Proposal => proposal(body),
        Kind::Outcome => outcome(body),
        Kind::Assignment => assignment(body),
    };
    if body.map(photo::PHOTO).count() > PHOTOS_MAX {
        problems.push(Problem::at(Code::PhotoTooMany, photo::PHOTO));
    }
    for wrong in check_values(kind, body) {
        if !problems.iter().any(|p| p.field == wrong.field) {
            problems.push(wrong);
        }
    }
    problems
}

/// The years in which an activity may begin: a slip of the finger writes others.
const YEARS: RangeInclusive<i16> = 2000..=2100;

fn name(body: &Fields, field: &str) -> Vec<Problem> {
    if body.text(field).is_some_and(|name| !name.trim().is_empty()) {
        Vec::new()
    } else {
        vec![Problem::at(Code::NameMissing, field)]
    }
}

fn check(body: &Fields) -> Vec<Problem> {
    let lacking = [(checklist::CHECKLIST, Code::ChecklistMissing), (checklist::VENUE, Code::PlaceMissing)];
    let lacking = lacking.into_iter().filter(|(field, _)| body.get(field).is_none());
    lacking.map(|(field, code)| Problem::at(code, field)).collect()
}

fn quota(body: &Fields) -> Vec<Problem> {
    let needed = [quota::OWNER, quota::EVERY, quota::MINIMUM, quota::FROM];
    let lacking = needed.iter().filter(|field| body.get(field).is_none());
    let lacking = lacking.map(|field| Problem::at(Code::QuotaIncomplete, *field));
    name(body, quota::NAME).into_iter().chain(lacking).collect()
}

fn workflow(body: &Fields) -> Vec<Problem> {
    let unread = || vec![Problem::at(Code::WorkflowBroken, workflow::STAGE)];
    Workflow::read(body).map_or_else(unread, |workflow| workflow.problems())
}

fn consultation(body: &Fields) -> Vec<Problem> {
    let it = Consultation(body);
    let lacking = [
        (it.title().trim().is_empty(), Code::TitleMissing, consultation::TITLE),
        (it.source().is_none(), Code::SourceMissing, consultation::SOURCE),
        (it.venue().is_none(), Code::PlaceMissing, consultation::VENUE),
        (it.raised_on().is_none(), Code::DayMissing, consultation::RAISED_ON),
        (body.text(consultation::NARRATIVE).is_none(), Code::NarrativeMissing, consultation::NARRATIVE),
    ];
    lacking.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, code, field)| Problem::at(code, field)).collect()
}

fn suggestion(body: &Fields) -> Vec<Problem> {
    let it = Suggestion(body);
    let no_reason = body.text(suggestion::OUTCOME_REASON).is_none_or(|reason| reason.trim().is_empty());
    let lacking = [
        (it.origin().is_none(), Code::OriginMissing, suggestion::ORIGIN),
        (it.words().trim().is_empty(), Code::WordsMissing, suggestion::WORDS),
        (it.made_on().is_none(), Code::DayMissing, suggestion::MADE_ON),
        (
            it.outcome().is_some_and(|outcome| outcome.needs_reason() && no_reason),
            Code::OutcomeReasonMissing,
            suggestion::OUTCOME_REASON,
        ),
    ];
    lacking.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, code, field)| Problem::at(code, field)).collect()
}

fn hand_over(body: &Fields) -> Vec<Problem> {
    let it = HandOver(body);
    let too_soon = it.handed_on().zip(it.deadline()).is_some_and(|(handed, until)| until < handed);
    let lacking = [
        (it.origin().is_none(), Code::OriginMissing, hand_over::ORIGIN),
        (it.unit().trim().is_empty(), Code::UnitMissing, hand_over::UNIT),
        (it.ask().trim().is_empty(), Code::AskMissing, hand_over::ASK),
        (it.handed_on().is_none(), Code::DayMissing, hand_over::HANDED_ON),
        (it.deadline().is_none() || too_soon, Code::DeadlineMissing, hand_over::DEADLINE),
    ];
    lacking.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, code, field)| Problem::at(code, field)).collect()
}

fn request(body: &Fields) -> Vec<Problem> {
    let it = Request(body);
    let lacking = [
        (it.words().trim().is_empty(), Code::RequestMissing, request::WORDS),
        (it.request_type().is_none(), Code::TypeMissing, request::TYPE),
        (it.venue().is_none(), Code::PlaceMissing, request::VENUE),
        (it.raised_on().is_none(), Code::DayMissing, request::RAISED_ON),
    ];
    lacking.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, code, field)| Problem::at(code, field)).collect()
}

fn submitted(body: &Fields) -> Vec<Problem> {
    let it = Submitted(body);
    let lacking = [
        (it.title().trim().is_empty(), Code::TitleMissing, submitted::TITLE),
        (it.raised_on().is_none(), Code::DayMissing, submitted::RAISED_ON),
        (body.text(submitted::NARRATIVE).is_none(), Code::NarrativeMissing, submitted::NARRATIVE),
    ];
    lacking.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, code, field)| Problem::at(code, field)).collect()
}

fn proposal(body: &Fields) -> Vec<Problem> {
    let proposed = body.text(proposal::PROPOSED).is_some_and(|text| !text.trim().is_empty());
    let lacking = (!proposed).then(|| Problem::at(Code::ProposedMissing, proposal::PROPOSED));
    submitted(body).into_iter().chain(lacking).collect()
}

fn outcome(body: &Fields) -> Vec<Problem> {
    let lacking = outcome::outcome_type(body).is_none().then(|| Problem::at(Code::SortMissing, outcome::TYPE));
    submitted(body).into_iter().chain(lacking).collect()
}

fn assignment(body: &Fields) -> Vec<Problem> {
    let it = Assignment(body);
    let too_soon = it.given_on().zip(it.deadline()).is_some_and(|(given, until)| until < given);
    let lacking = [
        (it.assignment_type().is_none(), Code::SortMissing, assignment::TYPE),
        (Submitted(body).title().trim().is_empty(), Code::TitleMissing, submitted::TITLE),
        (it.member().is_none() && it.owner().is_none(), Code::OwnerMissing, assignment::OWNER),
        (it.given_on().is_none(), Code::DayMissing, submitted::RAISED_ON),
        (it.deadline().is_none() || too_soon, Code::DueMissing, assignment::DEADLINE),
    ];
    lacking.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, code, field)| Problem::at(code, field)).collect()
}

fn activity(body: &Fields) -> Vec<Problem> {
    let it = Activity(body);
    let mut problems = Vec::new();
    let mut lack = |missing: bool, code: Code, field: &str| {
        if missing {
            problems.push(Problem::at(code, field));
        }
    };
    lack(body.get(activity::TYPE).is_none(), Code::TypeMissing, activity::TYPE);
    lack(body.get(activity::PHASE).is_none(), Code::PhaseMissing, activity::PHASE);
    let place = body.text(activity::PLACE).is_some_and(|place| !place.trim().is_empty());
    lack(it.venue().is_none() && !place, Code::PlaceMissing, activity::VENUE);
    lack(body.get(activity::START).is_none(), Code::StartMissing, activity::START);
    let unlikely = it.start().is_some_and(|start| !YEARS.contains(&start.year()));
    lack(unlikely, Code::YearUnlikely, activity::START);
    let backwards = it.start().zip(it.end()).is_some_and(|(start, end)| end < start);
    lack(backwards, Code::EndBeforeStart, activity::END);
    let nobody = it.phase() == Some(Phase::Held) && it.present().next().is_none();
    lack(nobody, Code::NobodyPresent, activity::ATTENDANCE);
    lack(it.narrative().trim().is_empty(), Code::NarrativeMissing, activity::NARRATIVE);
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn complete() -> Fields {
        Fields::default()
            .with("type", "visit")
            .with("phase", "held")
            .with("start", "2026-05-04T09:00")
            .with("end", "2026-05-04T10:00")
            .with("venue", "00000000-0000-0000-0000-000000000009")
            .with("attendance:00000000-0000-0000-0000-000000000001", "present")
            .with("narrative", "到柳林村走访三户。")
    }

    fn codes(body: &Fields) -> Vec<Code> {
        validate(Kind::Activity, body).into_iter().map(|p| p.code).collect()
    }

    #[test]
    fn a_complete_activity_may_be_submitted() {
        assert_eq!(codes(&complete()), []);
    }

    #[test]
    fn an_empty_activity_lists_what_it_lacks_in_the_order_of_the_form() {
        assert_eq!(
            codes(&Fields::default()),
            [Code::TypeMissing, Code::PhaseMissing, Code::PlaceMissing, Code::StartMissing, Code::NarrativeMissing]
        );
    }

    #[test]
    fn each_single_fault_is_named_once_and_alone() {
        for (field, value, code) in [
            ("type", Value::Null, Code::TypeMissing),
            ("venue", Value::Null, Code::PlaceMissing),
            ("start", json!("now"), Code::StartInvalid),
            ("start", json!("1900-01-01T09:00"), Code::YearUnlikely),
            ("end", json!("2026-05-04T08:00"), Code::EndBeforeStart),
            ("attendance:00000000-0000-0000-0000-000000000001", json!("leave"), Code::NobodyPresent),
            ("narrative", json!("  \n"), Code::NarrativeMissing),
            ("measure:persons", json!("六"), Code::MeasureInvalid),
        ] {
            assert_eq!(codes(&complete().with(field, value)), [code], "{field}");
        }
    }

    #[test]
    fn a_record_has_at_most_nine_photos() {
        use crate::photo::{Format, Photo, Sha256};
        let photo = |place: usize| Photo { sha256: Sha256::of(&[0, 1]), len: 2, format: Format::Jpeg }.field(place);
        let value = json!({ "sha256": "0".repeat(64), "len": 2, "mime": "image/jpeg" });
        let with = |photos: usize| (1..=photos).fold(complete(), |body, place| body.with(photo(place), value.clone()));
        assert_eq!(codes(&with(9)), []);
        assert_eq!(codes(&with(10)), [Code::PhotoTooMany]);
    }

    #[test]
    fn a_planned_activity_needs_nobody_present() {
        let planned =
            complete().with("phase", "planned").with("attendance:00000000-0000-0000-0000-000000000001", Value::Null);
        assert_eq!(codes(&planned), []);
    }

    #[test]
    fn a_place_in_words_serves_instead_of_a_venue() {
        assert_eq!(codes(&complete().with("venue", Value::Null).with("place", "柳林村村委会")), []);
    }
}
