//! What members say of themselves, wherever a record is kept: coming or not, having been there or not, agreeing, signing.

use super::{co_signing, steps};
use crate::{
    server::{Actor, record::Record},
    wire,
};
use domain::{
    activity::{
        ATTENDANCE, Activity, Attendance, CONFIRMED, MERGED, OBJECTION, Phase, RECORDED_FOR, SETTLED, SETTLED_OFF,
        attendance_field, objection_field, settled_field,
    },
    fields::Fields,
    id::MemberId,
    kind::Kind,
    policy::{Act, Role},
    problem::{Code, Refusal},
    review::{self, Review, ReviewAct},
    sign_in::{self, DOOR, Door, SIGN_IN, Shown, sign_in_field},
};
use serde_json::Value;

/// The act by which somebody speaks of the own person and of nothing else; `None` for every other operation.
pub fn act(act: &wire::Act, current: &Record, actor: &Actor) -> Option<Act> {
    let (wire::Act::Patch(fields), Some(me)) = (act, actor.member) else { return None };
    match current.kind {
        Kind::Proposal => return co_signing::act(fields, current, me),
        Kind::Activity if !fields.is_empty() => {}
        _ => return None,
    }
    let (attendance, sign_in) = (attendance_field(me), sign_in_field(me));
    if fields.get(&sign_in).is_some() {
        let present = |(field, value): (&String, &Value)| {
            *field == sign_in || (*field == attendance && *value == Attendance::Present.id())
        };
        return fields.0.iter().all(present).then_some(Act::SignIn);
    }
    let concerned = Activity(&current.body).attendance_of(me).is_some() || recorded_for(current, me);
    let answers = fields.0.iter().all(|(field, value)| match field.as_str() {
        CONFIRMED => recorded_for(current, me) && is_by_device(value),
        field if field == attendance => *value == Attendance::Accepted.id() || *value == Attendance::Leave.id(),
        field => field == objection_field(me),
    });
    (concerned && answers).then_some(Act::Answer)
}

/// Refuses an objection that would be lost in silence: its writer was taken off the list and put back by somebody who had not
/// read it. Said again it stands, since whoever says it knows the list by then. Whom the office has heard before and found to
/// have been there has been answered, and what is sent again after the server was restored had its say.
pub fn refuse_gone_over(fields: &Fields, after: &Record, actor: &Actor, is_echo: bool) -> Result<(), Refusal> {
    let Some(me) = actor.member.filter(|_| !is_echo) else { return Ok(()) };
    let (field, it) = (objection_field(me), Activity(&after.body));
    let objects = fields.get(&field).is_some_and(|said| !said.is_null());
    // Who is not said to have been there has nothing to object to.
    let is_credited = it.attendance_of(me) == Some(Attendance::Present) && after.body.get(&settled_field(me)).is_none();
    // Whoever took it back on another phone meanwhile has done so.
    let is_gone = after.body.get(&field).is_none() && after.history.writer(&field) != Some(actor.user);
    let is_lost = objects && is_credited && is_gone;
    if is_lost { Err(Code::NotListed.into()) } else { Ok(()) }
}

/// Why somebody may not speak of the own person who is on no list of the record: taken off it meanwhile, or never on it.
/// `None` for every other operation.
pub fn unlisted(act: &wire::Act, current: &Record, actor: &Actor) -> Option<Refusal> {
    let (wire::Act::Patch(fields), Some(me)) = (act, actor.member) else { return None };
    if current.kind == Kind::Proposal {
        return (co_signing::speaks(fields, me) && !co_signing::is_asked(current, me)).then(|| Code::NotListed.into());
    }
    if current.kind != Kind::Activity {
        return None;
    }
    let own = [attendance_field(me), objection_field(me)];
    let speaks = !fields.is_empty() && fields.0.keys().all(|field| own.contains(field));
    let is_listed = Activity(&current.body).attendance_of(me).is_some();
    (speaks && !is_listed).then(|| Code::NotListed.into())
}

/// Refuses what somebody says of the own person where it has no place any more.
///
/// `at` is the time of the operation, in milliseconds since 1970.
pub fn refuse_out_of_place(fields: &Fields, current: &Record, actor: &Actor, at: u64) -> Result<(), Refusal> {
    let Some(me) = actor.member else { return Err(Code::NotAllowed.into()) };
    if current.kind == Kind::Proposal {
        return co_signing::refuse_ended(current);
    }
    let state = Activity(&current.body).review();
    let open = state.is_none_or(review::is_open);
    if state == Some(Review::Void) && Activity(&current.body).merged_into().is_some() {
        return Err(Code::MergedAway.into());
    }
    // Agreeing and objecting come when they come; who was there is closed with the record.
    if state == Some(Review::Void) || (!open && fields.get(&attendance_field(me)).is_some()) {
        return Err(Code::ReviewClosed.into());
    }
    let Some(read) = fields.get(&sign_in_field(me)) else { return Ok(()) };
    if Activity(&current.body).phase() == Some(Phase::Cancelled) {
        return Err(Code::SignInCancelled.into());
    }
    let door = current.body.get(DOOR).and_then(Door::read).ok_or(Code::SignInInvalid)?;
    let shown = Shown::read(read).ok_or(Code::SignInInvalid)?;
    if !open {
        return Err(Code::ReviewClosed.into());
    }
    Ok(door.admit(shown, sign_in::read_at(read, at))?)
}

/// Refuses a create or an edit that puts words into somebody else's mouth. `roles` are those that reach the record, where
/// there is one: staff may settle an objection, take duplicates in with what was objected there, and give a duplicate that
/// comes back what was objected meanwhile where it had gone.
pub fn refuse_speaking_for_others(
    fields: &Fields,
    roles: Option<&[Role]>,
    actor: &Actor,
    step: Option<ReviewAct>,
) -> Result<(), Refusal> {
    let is_staff = roles.is_some_and(|roles| roles.contains(&Role::Staff));
    let repeats = step == Some(ReviewAct::Restore) || fields.map(MERGED).any(|(_, memory)| !memory.is_null());
    let forbidden = |(field, value): (&String, &Value)| match field.split_once(':') {
        Some((SIGN_IN, _)) => true,
        Some((OBJECTION, whom)) => {
            let own = actor.member.is_some_and(|me| me.to_string() == whom);
            !(own || is_staff && (value.is_null() || repeats))
        }
        Some((MERGED, _)) => !is_staff,
        _ => field == CONFIRMED && is_by_device(value),
    };
    if fields.0.iter().any(forbidden) { Err(Code::NotAllowed.into()) } else { Ok(()) }
}

fn is_by_device(confirmation: &Value) -> bool {
    confirmation.get("how").and_then(Value::as_str) == Some("device")
}

fn recorded_for(record: &Record, me: MemberId) -> bool {
    record.body.parsed(RECORDED_FOR) == Some(me)
}

/// The objections that a patch answers by whom it no longer says to have been there: taken off the list, away or on leave,
/// one has nothing to object to. They go whether they are known or not, so that no order of arrival makes a difference.
pub fn objections_answered(fields: &Fields, kind: Kind) -> Vec<String> {
    let away = [Attendance::Leave, Attendance::Absent].map(Attendance::id);
    let is_away = |state: &Value| state.is_null() || state.as_str().is_some_and(|state| away.contains(&state));
    let answered = fields.map(ATTENDANCE).filter(|(_, state)| is_away(state) && kind == Kind::Activity);
    let answered = answered.filter_map(|(member, _)| member.parse().ok()).map(objection_field);
    answered.filter(|field| !fields.0.contains_key(field)).collect()
}

/// Lets an objection stand again that went with the list its writer was taken off, once that list says again that the writer
/// was there and nobody had read it: as it would stand had it come after all that.
pub fn hear_again(fields: &Fields, after: &mut Record) {
    let put_back = fields.map(ATTENDANCE).filter(|(_, state)| state.as_str() == Some(Attendance::Present.id()));
    let unheard = put_back.filter_map(|(member, _)| member.parse().ok()).map(objection_field);
    for field in unheard.filter(|field| !fields.0.contains_key(field)) {
        after.history.stand_again(&mut after.body, &field);
    }
}

/// Keeps how objections were settled by somebody else, and what was found about the same people since. An undoing settles
/// nothing: what it takes away goes on elsewhere.
pub fn keep_settled(fields: &Fields, current: &Record, after: &mut Record, actor: &Actor, step: Option<ReviewAct>) {
    if current.kind != Kind::Activity || steps::undoes_merge(fields) {
        return;
    }
    let (before, now) = (Activity(&current.body), Activity(&after.body));
    let gone = before.objections().map(|(member, _)| member);
    let gone = gone.filter(|member| after.body.get(&objection_field(*member)).is_none());
    let known = current.body.map(SETTLED).filter_map(|(member, _)| member.parse().ok());
    // What comes back with a duplicate was settled where it had gone.
    let comes_back = step == Some(ReviewAct::Restore);
    // Whom a merge credits no longer was found by the other record not to have been there.
    let merges = fields.map(MERGED).any(|(_, memory)| !memory.is_null());
    let back = fields.map(ATTENDANCE).filter_map(|(member, _)| member.parse().ok());
    let is_there = |it: Activity<'_>, member: MemberId| it.attendance_of(member) == Some(Attendance::Present);
    let back = back.filter(|member| comes_back || merges && is_there(before, *member) && !is_there(now, *member));
    let settled: Vec<(MemberId, &str)> = gone
        .chain(known)
        .chain(back)
        .filter(|member| actor.member != Some(*member))
        .map(|member| (member, now.attendance_of(member).map_or(SETTLED_OFF, Attendance::id)))
        .collect();
    for (member, how) in settled {
        after.body.set(settled_field(member), how);
    }
}

/// Whom a record is about stays as it was created: whoever is merely listed could make it their own otherwise.
pub fn same_person(fields: &Fields, current: &Record) -> Result<(), Refusal> {
    let moved = fields
        .0
        .get(RECORDED_FOR)
        .is_some_and(|person| current.body.get(RECORDED_FOR).unwrap_or(&Value::Null) != person);
    if moved { Err(Code::NotAllowed.into()) } else { Ok(()) }
}
