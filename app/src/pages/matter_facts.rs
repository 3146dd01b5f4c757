//! What is known of a matter, a hand-over or a request, line by line: the same on the phone and at the desk.

use crate::text::{
    assignment as assignments, matter as words, opinion_report as reports, outcome as outcomes, proposal as proposals,
    request as requests, vocabulary,
};
use domain::{
    assignment::Assignment,
    consultation::{Consultation, NARRATIVE, PARTIES},
    day::day,
    fields::Fields,
    hand_over::{DEADLINE, HANDED_ON, HandOver, UNIT},
    id::{MemberId, RecordId},
    kind::Kind,
    outcome::outcome_type,
    proposal::{CoSigning, PROPOSED, Proposal},
    request::{PLACE, Request},
    submitted::{Submitted, is_ones},
    workflow::{STAGE_REASON, Said, Workflow},
};
use jiff::civil::Date;

/// Each line with its name, and what its stages demanded behind. Who calls says how
/// a venue, a member and a day are called.
pub fn facts(
    kind: &str,
    body: &Fields,
    workflow: Option<&Workflow>,
    called: impl Fn(RecordId) -> Option<String>,
    on: impl Fn(Date) -> String,
) -> Vec<(String, String)> {
    let text = |field: &str| body.text(field).map(str::to_owned);
    let date = |field: &str| body.text(field).and_then(day).map(&on);
    let (it, handed) = (Consultation(body), HandOver(body));
    let is_given = kind == Kind::HandOver.id();
    let request = Some(Request(body)).filter(|_| kind == Kind::Request.id());
    let submitted = Some(Submitted(body)).filter(|_| kind.parse().is_ok_and(is_ones));
    let assignment = Some(Assignment(body)).filter(|_| kind == Kind::Assignment.id());
    let outcome = Some(body).filter(|_| kind == Kind::Outcome.id());
    let proposal = Some(Proposal(body)).filter(|_| kind == Kind::Proposal.id());
    let (why, raised, where_) = match () {
        () if is_given => (words::ask(), words::raised_on(), words::venue()),
        () if request.is_some() => (requests::what(), requests::raised_on(), words::venue()),
        () if assignment.is_some() => (assignments::details(), assignments::given_on(), words::venue()),
        () if outcome.is_some() => (outcomes::content(), reports::raised_on(), words::venue()),
        () if proposal.is_some() => (proposals::content(), proposals::raised_on(), words::venue()),
        () if submitted.is_some() => (reports::content(), reports::raised_on(), reports::venue()),
        () => (words::why(), words::raised_on(), words::venue()),
    };
    let lines = [
        (words::unit(), text(UNIT)),
        (words::part(), is_given.then(|| vocabulary::part(handed.part()).to_owned())),
        (words::handed_on(), date(HANDED_ON)),
        (if assignment.is_some() { assignments::deadline() } else { words::deadline() }, date(DEADLINE)),
        (
            assignments::sort(),
            assignment.and_then(Assignment::assignment_type).map(|it| assignments::assignment_type(it).to_owned()),
        ),
        (assignments::who(), assignment.and_then(Assignment::owner).map(str::to_owned)),
        (assignments::about(), assignment.and_then(Assignment::about).map(str::to_owned)),
        (outcomes::sort(), outcome.and_then(outcome_type).map(|it| outcomes::outcome_type(it).to_owned())),
        (requests::sort(), request.and_then(Request::request_type).map(|it| vocabulary::request_type(it).to_owned())),
        (proposals::form(), proposal.map(|it| vocabulary::proposal_by(it.by()).to_owned())),
        (
            match () {
                () if proposal.is_some() => proposals::by(),
                () if assignment.is_some() => assignments::who(),
                () => reports::by(),
            },
            submitted.and_then(Submitted::member).and_then(|member| called(member.into())),
        ),
        (reports::group(), submitted.and_then(Submitted::group).and_then(&called)),
        (proposals::co_signers(), proposal.map(|it| signers(it, &called)).filter(|text| !text.is_empty())),
        (proposals::key(), proposal.and_then(Proposal::key_led_by).map(str::to_owned)),
        (words::source(), it.source().map(|source| vocabulary::source(source).to_owned())),
        (raised, it.raised_on().map(&on)),
        (where_, it.venue().and_then(|venue| called(venue.into()))),
        (words::parties(), text(PARTIES)),
        (why, text(NARRATIVE)),
        (proposals::proposed(), text(PROPOSED)),
        (proposals::rests_on(), proposal.map(research)),
        (requests::place(), request.and_then(|_| text(PLACE))),
        (requests::channel(), request.and_then(Request::channel).map(|it| vocabulary::channel(it).to_owned())),
        (words::why_out(), text(STAGE_REASON)),
    ];
    let dated = |(day, words): (Date, &str)| format!("{}：{words}", on(day));
    let told = [
        (words::extended(), handed.extensions().map(dated).collect::<Vec<_>>()),
        (words::reminded(), handed.reminders().map(dated).collect()),
        (assignments::milestones(), assignment.map(|it| it.milestones().map(dated).collect()).unwrap_or_default()),
    ];
    let told = told.into_iter().map(|(name, days)| (name, Some(days.join("\n")).filter(|text| !text.is_empty())));
    let lines = lines.into_iter().chain(told).filter_map(|(name, said)| Some((name.to_owned(), said?)));
    lines.chain(workflow.into_iter().flat_map(|workflow| given(workflow, body, &called))).collect()
}

/// Who was asked to sign, each with how they stand to it.
fn signers(proposal: Proposal<'_>, called: impl Fn(RecordId) -> Option<String>) -> String {
    let one = |(member, how): (MemberId, CoSigning)| {
        let name = called(member.into()).unwrap_or_else(|| crate::text::record::somebody().to_owned());
        proposals::of_signer(&name, vocabulary::co_signing(how))
    };
    proposal.co_signers().into_iter().map(one).collect::<Vec<_>>().join(crate::text::desk::list_break())
}

/// What it rests on.
fn research(proposal: Proposal<'_>) -> String {
    let names = proposal.rests_on().map(|(_, name)| name).collect::<Vec<_>>();
    if names.is_empty() { proposals::rests_none().to_owned() } else { names.join("\n") }
}

/// What was given for what stages demanded, each with what was asked.
pub fn given(workflow: &Workflow, body: &Fields, called: impl Fn(RecordId) -> Option<String>) -> Vec<(String, String)> {
    workflow.given(body, |said| match said {
        Said::Class(class) => Some(vocabulary::reply_class(class).to_owned()),
        Said::Rating(rating) => Some(vocabulary::rating(rating).to_owned()),
        Said::Member(member) => called(member.into()),
        Said::Level(level) => Some(vocabulary::level(level).to_owned()),
    })
}
