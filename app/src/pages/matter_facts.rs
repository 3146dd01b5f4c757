//! What is known of a matter or of a hand-over, line by line: the same on the phone and at the desk.

use crate::text::{matter as words, vocabulary};
use domain::{
    consultation::{Consultation, NARRATIVE, PARTIES},
    day::day,
    fields::Fields,
    hand_over::{DEADLINE, HANDED_ON, HandOver, UNIT},
    id::VenueId,
    kind::Kind,
    workflow::{STAGE_REASON, Workflow},
};
use jiff::civil::Date;

/// Each line with its name, and what its stages demanded behind. Who calls says how a venue and a day are called.
pub fn facts(
    kind: &str,
    body: &Fields,
    workflow: Option<&Workflow>,
    venue: impl Fn(VenueId) -> Option<String>,
    on: impl Fn(Date) -> String,
) -> Vec<(String, String)> {
    let text = |field: &str| body.text(field).map(str::to_owned);
    let date = |field: &str| body.text(field).and_then(day).map(&on);
    let (it, handed) = (Consultation(body), HandOver(body));
    let is_given = kind == Kind::HandOver.id();
    let lines = [
        (words::unit(), text(UNIT)),
        (words::part(), is_given.then(|| vocabulary::part(handed.part()).to_owned())),
        (words::handed_on(), date(HANDED_ON)),
        (words::deadline(), date(DEADLINE)),
        (words::source(), it.source().map(|source| vocabulary::source(source).to_owned())),
        (words::raised_on(), it.raised_on().map(&on)),
        (words::venue(), it.venue().and_then(venue)),
        (words::parties(), text(PARTIES)),
        (if is_given { words::ask() } else { words::why() }, text(NARRATIVE)),
        (words::why_out(), text(STAGE_REASON)),
    ];
    let lines = lines.into_iter().filter_map(|(name, said)| Some((name.to_owned(), said?)));
    lines.chain(workflow.into_iter().flat_map(|workflow| workflow.given(body, vocabulary::reply_class))).collect()
}
