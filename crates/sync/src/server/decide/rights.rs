//! By what right an operation is done: by roles that reach the record, or by such as were held until lately.

use super::{co_signing, personal};
use crate::{
    server::{
        Actor,
        record::{FeedHead, Record},
    },
    wire::{Act, Op},
};
use domain::{
    activity::{Activity, RECORDED_FOR},
    kind::Kind,
    policy::{self, Role, Standing},
    problem::{Code, Refusal},
};

/// The roles by which an operation is done.
pub struct Rights {
    /// At least one.
    pub roles: Vec<Role>,
    /// None of them is held any more.
    pub were_lost: bool,
}

/// The roles of the actor that reach the feed. A member speaks of the own person wherever a record is kept. What somebody recorded who
/// has lost the grant since may still come for a while, as far as it is the own record.
pub fn rights(op: &Op, actor: &Actor, home: &FeedHead, current: Option<&Record>) -> Result<Rights, Refusal> {
    let venue = current.and_then(|current| Activity(&current.body).venue());
    let place = policy::Home { feed: op.feed, venue };
    let reaching =
        actor.held.iter().filter(|held| held.reaches(op.feed, home.committee) || held.reviews(place, home.committee));
    let mut roles: Vec<Role> = reaching.map(|held| held.role).collect();
    // Whoever leads or works in the office is mostly a member too, and speaks as one of the own person.
    if current.is_some_and(|current| personal::act(&op.act, current, actor).is_some()) {
        roles.push(Role::Member);
    }
    if !roles.is_empty() {
        return Ok(Rights { roles, were_lost: false });
    }
    let lost = actor.lost.iter().filter(|held| held.reaches(op.feed, home.committee));
    let roles: Vec<Role> = lost.map(|held| held.role).collect();
    if roles.is_empty() || !is_own_work(op, actor, current) {
        let unlisted = current.and_then(|current| personal::unlisted(&op.act, current, actor));
        return Err(unlisted.unwrap_or(Code::NoGrant.into()));
    }
    Ok(Rights { roles, were_lost: true })
}

/// Whether an operation records or goes on with what is the actor's own.
fn is_own_work(op: &Op, actor: &Actor, current: Option<&Record>) -> bool {
    // What somebody else is to do is no work of one's own.
    let is_work = op.kind.parse::<Kind>().is_ok_and(|kind| kind.is_work() && kind != Kind::Assignment);
    is_work
        && match (&op.act, current) {
            (Act::Create(_), None) => true,
            (Act::Create(_) | Act::Patch(_) | Act::Add(_) | Act::Remove(_), Some(current)) => {
                standing(current, actor) == Standing::Own
            }
            _ => false,
        }
}

/// How the actor stands to a record.
pub fn standing(record: &Record, actor: &Actor) -> Standing {
    let recorded_for = actor.member.is_some() && record.body.parsed(RECORDED_FOR) == actor.member;
    if record.author == actor.user || recorded_for {
        return Standing::Own;
    }
    let attends = |me| Activity(&record.body).attendance().any(|(member, _)| member == me);
    let listed = actor.member.is_some_and(|me| attends(me) || co_signing::is_asked(record, me));
    if listed { Standing::Listed } else { Standing::Other }
}
