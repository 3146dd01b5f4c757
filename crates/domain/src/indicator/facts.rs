//! What each record adds to the figures.

use super::Indicator;
use crate::{
    activity::{Activity, Attendance, Phase, TYPE},
    assignment::{Assignment, AssignmentType},
    consultation::{Consultation, Source},
    fields::Fields,
    hand_over::{HandOver, Part, ReplyClass},
    id::{MemberId, RecordId, VenueId},
    kind::{Kind, text_enum},
    opinion_report::{self, Level},
    outcome::{self, OutcomeType},
    proposal::Proposal,
    rating::Rating,
    request::Request,
    review::Review,
    submitted::Submitted,
    suggestion::{Implementation, Outcome, Suggestion},
    workflow::{Course, Led},
};
use jiff::civil::Date;

text_enum! {
    /// How a fact stands to the figures.
    FactState {
        /// It counts.
        Approved = "approved" "已审核",
        /// It waits beside the figure.
        Pending = "pending" "待审核",
        /// It is announced: only calendars show it.
        Planned = "planned" "计划中",
    }
}

/// What one record adds to the figures: the only thing that reports read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The day that decides the period.
    pub day: Date,
    /// Whether it counts, waits or is announced.
    pub state: FactState,
    /// What was done, by a preset or one of the committee's own; of a consultation its source, of a suggestion its
    /// outcome, of a hand-over the class of the reply, of a request and a proposal how content whoever raised it is, of
    /// an opinion report the level that adopted it, of an outcome and an assignment its type.
    pub activity_type: &'a str,
    /// The venue credited.
    pub venue: Option<VenueId>,
    /// The members who were there and do not object, or who are expected. Sorted.
    pub members: Vec<MemberId>,
    /// The party or other group that submitted it itself.
    pub group: Option<RecordId>,
    /// Each indicator with what the record adds to it; amounts of 0 are left out.
    pub amounts: Vec<(Indicator, i64)>,
}

/// The facts of a record of any kind; `None` where it does not belong in any figure.
pub fn facts_of(kind: Kind, body: &Fields) -> Option<Facts<'_>> {
    match kind {
        Kind::Activity => facts(body),
        Kind::Consultation => {
            let it = Consultation(body);
            let sort = it.source().map_or("", Source::id);
            let facts = one(it.raised_on()?, taken_up(body)?, sort, it.venue(), Indicator::Consultations)?;
            Some(facts.and([(is_ended(body), Indicator::ConsultationsClosed)]))
        }
        Kind::Suggestion => {
            let it = Suggestion(body);
            if it.condensed_into().is_some() {
                return None;
            }
            let state = if it.outcome().is_some() { FactState::Approved } else { FactState::Pending };
            let sort = it.outcome().map_or("", Outcome::id);
            let is_done = it.implementation() == Some(Implementation::Done);
            let facts = one(it.made_on()?, state, sort, it.venue(), Indicator::Suggestions)?;
            Some(facts.and([(is_done, Indicator::SuggestionsImplemented)]))
        }
        Kind::HandOver => {
            let it = HandOver(body);
            if it.part() != Part::Lead || Led(body).course()? == Course::Aside {
                return None;
            }
            let state = if it.reply_class().is_some() { FactState::Approved } else { FactState::Pending };
            let sort = it.reply_class().map_or("", ReplyClass::id);
            let is_seen = it.reply_class().is_some() && it.is_followed_up();
            let facts = one(it.handed_on()?, state, sort, it.venue(), Indicator::HandOvers)?;
            Some(facts.and([(is_seen, Indicator::HandOversFollowedUp)]))
        }
        Kind::Request => {
            let it = Request(body);
            let sort = it.rating().map_or("", Rating::id);
            one(it.raised_on()?, taken_up(body)?, sort, it.venue(), Indicator::Requests)
        }
        Kind::OpinionReport => {
            let it = Submitted(body);
            let sort = opinion_report::adopted_by(body).map_or("", Level::id);
            let facts = one(it.raised_on()?, taken_up(body)?, sort, it.venue(), Indicator::OpinionReports)?;
            Some(Facts { members: it.member().into_iter().collect(), group: it.group(), ..facts })
        }
        Kind::Outcome => {
            let by = Submitted(body);
            let sort = outcome::outcome_type(body).map_or("", OutcomeType::id);
            let facts = one(by.raised_on()?, taken_up(body)?, sort, by.venue(), Indicator::Outcomes)?;
            let facts = facts.and([(outcome::is_converted(body), Indicator::OutcomesConverted)]);
            Some(Facts { members: by.member().into_iter().collect(), group: by.group(), ..facts })
        }
        Kind::Assignment => {
            let it = Assignment(body);
            let sort = it.assignment_type().map_or("", AssignmentType::id);
            // It is somebody's from the first day; only what was taken back counts nowhere.
            let state = taken_up(body).map(|_| FactState::Approved)?;
            let facts = one(it.given_on()?, state, sort, None, Indicator::Assignments)?;
            let facts = facts.and([(it.is_done(), Indicator::AssignmentsDone)]);
            Some(Facts { members: it.member().into_iter().collect(), ..facts })
        }
        Kind::Proposal => {
            let (it, by) = (Proposal(body), Submitted(body));
            let sort = it.rating().map_or("", Rating::id);
            let facts = one(by.raised_on()?, taken_up(body)?, sort, by.venue(), Indicator::Proposals)?;
            let is_replied = it.reply_class().is_some();
            let facts = facts.and([
                (is_replied, Indicator::ProposalsReplied),
                (is_replied && it.is_followed_up(), Indicator::ProposalsFollowedUp),
                (is_ended(body), Indicator::ProposalsClosed),
            ]);
            Some(Facts { members: it.proposers(), group: by.group(), ..facts })
        }
        _ => None,
    }
}

/// Where something led by a workflow stands: it counts once somebody has taken it on, and nowhere once it has left by a way out.
fn taken_up(body: &Fields) -> Option<FactState> {
    match Led(body).course()? {
        Course::Raised => Some(FactState::Pending),
        Course::UnderWay | Course::Ended => Some(FactState::Approved),
        Course::Aside => None,
    }
}

fn is_ended(body: &Fields) -> bool {
    Led(body).course() == Some(Course::Ended)
}

impl Facts<'_> {
    /// The same, which adds one to each of those figures that it belongs to as well.
    fn and<const N: usize>(mut self, figures: [(bool, Indicator); N]) -> Self {
        self.amounts.extend(figures.into_iter().filter(|(belongs, _)| *belongs).map(|(_, figure)| (figure, 1)));
        self
    }
}

/// A record that adds one to one figure.
fn one(day: Date, state: FactState, sort: &str, venue: Option<VenueId>, indicator: Indicator) -> Option<Facts<'_>> {
    Some(Facts {
        day,
        state,
        activity_type: sort,
        venue,
        members: Vec::new(),
        group: None,
        amounts: vec![(indicator, 1)],
    })
}

/// The facts of an activity; `None` where it does not belong in any figure.
pub fn facts(body: &Fields) -> Option<Facts<'_>> {
    let activity = Activity(body);
    let state = match (activity.phase()?, activity.review()?) {
        (Phase::Held, Review::Approved) if activity.awaits_confirmation() => FactState::Pending,
        (Phase::Held, Review::Approved) => FactState::Approved,
        (Phase::Held, Review::Pending) => FactState::Pending,
        (Phase::Planned, Review::Pending) => FactState::Planned,
        _ => return None,
    };
    let counted = |attendance: Attendance| match state {
        FactState::Planned => !matches!(attendance, Attendance::Leave | Attendance::Absent),
        _ => attendance == Attendance::Present,
    };
    let objecting: Vec<MemberId> = activity.objections().map(|(member, _)| member).collect();
    let listed = activity.attendance().filter(|(member, how)| counted(*how) && !objecting.contains(member));
    let mut members: Vec<MemberId> = listed.map(|(member, _)| member).collect();
    members.sort();
    let amount = |each: &Indicator| match state {
        FactState::Planned => i64::from(*each == Indicator::Activities),
        _ => each.amount(activity),
    };
    let amounts = Indicator::ALL.iter().map(|each| (*each, amount(each))).filter(|(_, n)| *n != 0).collect();
    let activity_type = body.text(TYPE).unwrap_or("");
    Some(Facts { day: activity.day()?, state, activity_type, venue: activity.venue(), members, group: None, amounts })
}
#[cfg(test)]
mod tests {
    use super::*;

    fn body(phase: &str, review: &str) -> Fields {
        Fields::default()
            .with("phase", phase)
            .with("review", review)
            .with("start", "2026-05-04T09:00")
            .with("measure:person_times", 6)
            .with("attendance:00000000-0000-0000-0000-000000000001", "present")
            .with("attendance:00000000-0000-0000-0000-000000000002", "leave")
    }

    #[test]
    fn held_activities_count_or_wait_and_planned_ones_are_only_announced() {
        for (phase, review, expected) in [
            ("held", "approved", Some(FactState::Approved)),
            ("held", "pending", Some(FactState::Pending)),
            ("held", "returned", None),
            ("held", "void", None),
            ("planned", "approved", None),
            ("planned", "pending", Some(FactState::Planned)),
            ("planned", "returned", None),
            ("cancelled", "approved", None),
        ] {
            assert_eq!(facts(&body(phase, review)).map(|f| f.state), expected, "{phase} {review}");
        }
    }

    #[test]
    fn an_activity_counts_once_and_its_measures_as_written() {
        let body = body("held", "approved");
        let facts = facts(&body).unwrap();
        assert_eq!(facts.amounts, [(Indicator::Activities, 1), (Indicator::PersonTimes, 6)]);
        assert_eq!(facts.members.len(), 1);
    }

    #[test]
    fn what_was_recorded_for_somebody_waits_until_they_agree() {
        let body = body("held", "approved").with("recorded_for", "00000000-0000-0000-0000-000000000001");
        assert_eq!(facts(&body).map(|f| f.state), Some(FactState::Pending));
        let agreed = body.clone().with("confirmed", crate::confirmation::by_device(&body));
        assert_eq!(facts(&agreed).map(|f| f.state), Some(FactState::Approved));
        let changed = agreed.with("measure:person_times", 60);
        assert_eq!(facts(&changed).map(|f| f.state), Some(FactState::Pending), "not to that");
    }

    #[test]
    fn a_matter_counts_once_it_is_taken_up_and_a_suggestion_once_it_is_known_what_became_of_it() {
        let matter = Fields::default().with("raised_on", "2026-05-04").with("source", "citizens");
        for (course, expected) in [
            ("raised", Some(FactState::Pending)),
            ("under_way", Some(FactState::Approved)),
            ("ended", Some(FactState::Approved)),
            ("aside", None),
        ] {
            let body = matter.clone().with("course", course);
            assert_eq!(facts_of(Kind::Consultation, &body).map(|facts| facts.state), expected, "{course}");
        }
        let said = Fields::default().with("made_on", "2026-05-04").with("narrative", "装一盏路灯。");
        let state = |body: &Fields| facts_of(Kind::Suggestion, body).map(|facts| facts.state);
        assert_eq!(state(&said), Some(FactState::Pending));
        assert_eq!(state(&said.clone().with("outcome", "not_adopted")), Some(FactState::Approved));
        assert_eq!(state(&said.with("condensed_into", "00000000-0000-0000-0000-000000000009")), None);
        assert_eq!(facts_of(Kind::Venue, &matter), None);
    }

    #[test]
    fn a_proposal_counts_once_filed_for_those_who_propose_it_and_says_how_far_it_came() {
        let figures = |body: &Fields| {
            let facts = facts_of(Kind::Proposal, body)?;
            Some((facts.state, facts.members.len(), facts.amounts.into_iter().map(|(it, _)| it).collect::<Vec<_>>()))
        };
        let (me, other) = ("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002");
        let body = Fields::default().with("raised_on", "2026-05-04").with("member", me).with("course", "raised");
        let body = body.clone().with(format!("co_signer:{other}"), crate::proposal::signature(&body));
        assert_eq!(figures(&body), Some((FactState::Pending, 2, vec![Indicator::Proposals])));
        let closed = body
            .clone()
            .with("course", "ended")
            .with("demand:reply_class", "a")
            .with("demand:visited_on", "2026-08-01");
        let all = [
            Indicator::Proposals,
            Indicator::ProposalsReplied,
            Indicator::ProposalsFollowedUp,
            Indicator::ProposalsClosed,
        ];
        assert_eq!(figures(&closed), Some((FactState::Approved, 2, all.to_vec())));
        assert_eq!(figures(&body.with("course", "aside")), None, "not filed");
    }

    #[test]
    fn who_objects_is_not_credited() {
        let body = body("held", "approved").with("objection:00000000-0000-0000-0000-000000000001", "那天我不在");
        assert_eq!(facts(&body).unwrap().members, []);
    }
}
