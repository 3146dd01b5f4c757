//! What a client may not claim of what a workflow leads: answers without a step, whose it is, where it lies, by which way it came.

use super::{Surroundings, co_signing, moves};
use crate::{server::record::Record, wire::Act};
use domain::{
    activity::ORIGIN,
    assignment::{self, AssignmentType},
    fields::Fields,
    id::Feed,
    kind::Kind,
    policy::Role,
    problem::{Code, Refusal},
    proposal::KEY_LED_BY,
    request::{CHANNEL, Channel, VENUE},
    submitted::{GROUP, MEMBER, is_ones, is_submitted},
    workflow::{Course, Led, Stage},
};
use serde_json::Value;

/// Takes out of something new what others say, and says what follows from where it lies and who writes it.
pub fn strip(kind: Kind, body: &mut Fields, first: &Stage, around: Surroundings<'_>) {
    body.0.retain(|field, _| {
        !moves::is_answer(field) || first.demands.iter().any(|demand| demand.field() == field.as_str())
    });
    let feed = around.home.map(|home| home.feed);
    match (kind, feed) {
        (Kind::Request, Some(Feed::Venue(venue))) => {
            let is_citizen = around.actor.held.iter().any(|held| held.role == Role::Citizen);
            body.set(CHANNEL, if is_citizen { Channel::Page } else { Channel::Site }.id());
            body.set(VENUE, venue.to_string());
        }
        (kind, Some(Feed::Member(member))) if is_ones(kind) => {
            body.set(MEMBER, member.to_string());
            body.set(GROUP, Value::Null);
        }
        (kind, _) if is_ones(kind) => body.set(MEMBER, Value::Null),
        _ => {}
    }
    if kind == Kind::Proposal {
        co_signing::ask(body);
    }
    // What a leader gives somebody to do is an instruction, whatever it says.
    let is_staff = around.actor.held.iter().any(|held| held.role == Role::Staff);
    if kind == Kind::Assignment && !is_staff {
        body.set(assignment::TYPE, AssignmentType::Instruction.id());
    }
    // Which proposals are key ones the office says.
    if !is_staff {
        body.set(KEY_LED_BY, Value::Null);
    }
}

/// Refuses what an edit may not claim: to hang what grew out of something on something else, to answer a demand without the
/// step that asks for it (the office mends what was written wrongly), and what [`strip`] says.
pub fn refuse(
    fields: &Fields,
    current: &Record,
    to: Option<&str>,
    roles: &[Role],
    around: Surroundings<'_>,
) -> Result<(), Refusal> {
    let is_led = moves::is_led(current.kind);
    let claims = |(field, value): (&String, &Value)| {
        let known = current.body.get(field);
        let is_other = known.map_or(!value.is_null(), |known| known != value);
        let may_not = match field.as_str() {
            // What hangs on nothing yet may be hung on something.
            ORIGIN => known.is_some(),
            VENUE | CHANNEL => current.kind == Kind::Request,
            KEY_LED_BY => current.kind == Kind::Proposal && !roles.contains(&Role::Staff),
            MEMBER => is_ones(current.kind),
            GROUP => is_submitted(current.kind) && matches!(current.feed, Feed::Member(_)),
            field if co_signing::speaks_for_another(field, value, roles) => current.kind == Kind::Proposal,
            field => {
                let in_step = to.is_some_and(|to| moves::answers(to, field, around));
                is_led && moves::is_answer(field) && !in_step && !roles.contains(&Role::Staff)
            }
        };
        is_other && may_not
    };
    if fields.0.iter().any(claims) { Err(Code::NotAllowed.into()) } else { Ok(()) }
}

/// Refuses to change what has come to its end, and what the office has read of what was submitted: that counts as it was read. What a citizen
/// wrote of somebody else goes whenever the office says so.
pub fn refuse_closed(current: &Record, act: &Act, roles: &[Role]) -> Result<(), Refusal> {
    let course = Led(&current.body).course();
    let is_over = course.is_some_and(|course| matches!(course, Course::Ended | Course::Aside));
    let was_read = is_submitted(current.kind) && course != Some(Course::Raised);
    match act {
        Act::Delete(_) if current.kind == Kind::Request => Ok(()),
        _ if is_over => Err(Code::StageEnded.into()),
        _ if was_read && !roles.contains(&Role::Staff) => Err(Code::ReviewClosed.into()),
        _ => Ok(()),
    }
}
