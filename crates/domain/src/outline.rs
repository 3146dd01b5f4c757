//! What is asked of a record whatever its kind: where it stands, when it is counted, where it happened, what it grew out of.

use crate::{
    activity::{Activity, ORIGIN},
    consultation::Consultation,
    fields::Fields,
    hand_over::HandOver,
    id::{RecordId, VenueId},
    kind::Kind,
    request::Request,
    review::Review,
    submitted::Submitted,
    suggestion::Suggestion,
    workflow::{Course, Led},
};
use jiff::civil::Date;

/// The answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outline {
    /// The review of an activity, how far a consultation has come, what became of a suggestion ([`OPEN`] while nobody has
    /// said): an id. `None` for what has no state.
    pub state: Option<&'static str>,
    /// The venue credited.
    pub venue: Option<VenueId>,
    /// The day that decides the period.
    pub day: Option<Date>,
    /// The record that it grew out of.
    pub origin: Option<RecordId>,
}

/// The state of a suggestion while nobody has said what became of it.
pub const OPEN: &str = "open";

/// Reads them from a body.
pub fn outline(kind: Kind, body: &Fields) -> Outline {
    let origin = body.parsed(ORIGIN);
    match kind {
        Kind::Activity => {
            let it = Activity(body);
            Outline { state: it.review().map(Review::id), venue: it.venue(), day: it.day(), origin }
        }
        Kind::Consultation => {
            let it = Consultation(body);
            Outline { state: it.led().course().map(Course::id), venue: it.venue(), day: it.raised_on(), origin }
        }
        Kind::Suggestion => {
            let it = Suggestion(body);
            let state = it.outcome().map_or(OPEN, |outcome| outcome.id());
            Outline { state: Some(state), venue: it.venue(), day: it.made_on(), origin }
        }
        Kind::HandOver => {
            let it = HandOver(body);
            Outline { state: Led(body).course().map(Course::id), venue: it.venue(), day: it.handed_on(), origin }
        }
        Kind::Request => {
            let it = Request(body);
            Outline { state: Led(body).course().map(Course::id), venue: it.venue(), day: it.raised_on(), origin }
        }
        Kind::OpinionReport | Kind::Proposal | Kind::Outcome | Kind::Assignment => {
            let it = Submitted(body);
            Outline { state: Led(body).course().map(Course::id), venue: it.venue(), day: it.raised_on(), origin }
        }
        _ => Outline::default(),
    }
}
