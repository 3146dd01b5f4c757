//! How a record is shown in words: its title, its place and its states.

use super::roster::{Roster, use_roster};
use crate::{
    clock,
    components::{
        badge::{BadgeText, Family},
        icon::Glyph,
        tone::Tone,
    },
    state::App,
    text::{self, record as words},
};
use domain::{
    activity::{Activity, PLACE, Phase},
    fields::Fields,
    id::UserId,
    review::Review,
};
use jiff::civil::Date;
use leptos::prelude::*;
use sync::client::{RecordView, Transport};

/// The longest title, in characters; narrower places cut it by themselves.
const TITLE: usize = 40;

/// The beginning of what happened, else what was done.
pub fn title(body: &Fields) -> String {
    let activity = Activity(body);
    match activity.kind() {
        Some(kind) if activity.narrative().trim().is_empty() => text::vocabulary::activity_type(kind).to_owned(),
        _ => activity.title(TITLE),
    }
}

/// What was done.
pub fn kind(body: &Fields) -> String {
    let activity = Activity(body);
    match activity.kind() {
        Some(kind) => text::vocabulary::activity_type(kind).to_owned(),
        None => activity.type_zh().to_owned(),
    }
}

/// The venue, else the place in words.
pub fn place(body: &Fields, roster: &Roster) -> Option<String> {
    let venue = Activity(body).venue().and_then(|venue| roster.venue(venue));
    venue.or_else(|| body.text(PLACE)).map(str::to_owned)
}

/// The venue credited, by name.
pub fn venue(body: &Fields, roster: &Roster) -> Option<String> {
    Activity(body).venue().and_then(|venue| roster.venue(venue)).map(str::to_owned)
}

/// The venue and, where both are said, the exact place.
pub fn whole_place(body: &Fields, roster: &Roster) -> String {
    let place = body.text(PLACE).map(str::to_owned);
    venue(body, roster).into_iter().chain(place).collect::<Vec<_>>().join(" · ")
}

/// When and where, on one line.
pub fn day_and_place(body: &Fields, roster: &Roster, today: Date) -> String {
    let day = Activity(body).day().map(|day| text::time::day(day, today));
    let parts: Vec<String> = day.into_iter().chain(place(body, roster)).collect();
    parts.join(" · ")
}

/// The badge of a draft.
pub fn draft_badge() -> BadgeText {
    BadgeText { family: Family::Transport, tone: Tone::Plain, glyph: Glyph::Pen, words: words::draft().to_owned() }
}

/// The states of a record: where its bytes are first, then what the office said.
///
/// Once the office has decided, 已上传 says nothing new and is left out.
pub fn badges(view: &RecordView) -> Vec<BadgeText> {
    let activity = Activity(&view.body);
    let review = activity.review();
    let decided = !matches!(review, None | Some(Review::Pending));
    let transport = (view.transport != Transport::Uploaded || !decided).then(|| transport_badge(view));
    let conflict = view.conflicts.first().map(|_| conflict_badge());
    let phase = activity.phase().filter(|phase| *phase != Phase::Held).map(phase_badge);
    let merged = activity.merged_into().is_some();
    let corrected = review == Some(Review::Approved) && activity.corrections() > 0;
    // What is still to come has nothing to be reviewed yet.
    let review = review.filter(|review| activity.phase() != Some(Phase::Planned) || *review != Review::Pending);
    let review = review.map(|review| match review {
        _ if merged => review_note(Tone::Plain, Glyph::Copy, text::behalf::merged()),
        _ if corrected => review_note(Tone::Done, Glyph::Check, text::behalf::corrected()),
        review => review_badge(review, activity.review_reason()),
    });
    let unconfirmed = activity.awaits_confirmation() && !merged;
    let unconfirmed = unconfirmed.then(|| review_note(Tone::Wait, Glyph::Person, text::behalf::badge()));
    transport.into_iter().chain(conflict).chain(phase).chain(review).chain(unconfirmed).collect()
}

/// Still to come, or called off.
fn phase_badge(phase: Phase) -> BadgeText {
    let glyph = if phase == Phase::Planned { Glyph::Clock } else { Glyph::Void };
    BadgeText { family: Family::Stage, tone: Tone::Plain, glyph, words: text::vocabulary::phase(phase).to_owned() }
}

fn review_note(tone: Tone, glyph: Glyph, words: &str) -> BadgeText {
    BadgeText { family: Family::Review, tone, glyph, words: words.to_owned() }
}

/// Where the bytes of a record are.
fn transport_badge(view: &RecordView) -> BadgeText {
    bytes(view.transport)
}

/// Where bytes are.
pub fn bytes(transport: Transport) -> BadgeText {
    let (tone, glyph, words) = match transport {
        Transport::Waiting => (Tone::Wait, Glyph::Phone, words::waiting().to_owned()),
        Transport::Uploaded => (Tone::Done, Glyph::CloudDone, words::uploaded().to_owned()),
        Transport::Refused => (Tone::Act, Glyph::Alert, words::refused().to_owned()),
    };
    BadgeText { family: Family::Transport, tone, glyph, words }
}

/// Two phones wrote different values.
fn conflict_badge() -> BadgeText {
    let words = words::conflicts_title().to_owned();
    BadgeText { family: Family::Transport, tone: Tone::Wait, glyph: Glyph::Copy, words }
}

/// What the office said, with its reason.
fn review_badge(review: Review, reason: Option<&str>) -> BadgeText {
    let (tone, glyph) = match review {
        Review::Pending => (Tone::Wait, Glyph::Clock),
        Review::Returned => (Tone::Act, Glyph::Return),
        Review::Approved => (Tone::Done, Glyph::Check),
        Review::Void => (Tone::Plain, Glyph::Void),
    };
    let state = text::vocabulary::review(review);
    let words = match reason {
        Some(reason) if matches!(review, Review::Returned | Review::Void) => words::with_reason(state, reason),
        _ => state.to_owned(),
    };
    BadgeText { family: Family::Review, tone, glyph, words }
}

/// The name of somebody with an account, and 您 for oneself; staff are not in the roster.
pub fn who(app: App, user: UserId) -> String {
    if untrack(|| app.session()).user().is_some_and(|me| me.id == user) {
        return text::conflict::you().to_owned();
    }
    use_roster().read_untracked().account(user).unwrap_or(text::messages::office()).to_owned()
}

/// A moment of the server's clock.
pub fn when(app: App, at: u64) -> String {
    text::time::moment(clock::local(at), app.today())
}
