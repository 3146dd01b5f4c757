//! From announced to held and back: what becomes of those who are listed, and of the text.

use domain::{
    activity::{Activity, Attendance, NARRATIVE, PHASE, Phase, attendance_field},
    fields::Fields,
    id::MemberId,
    sign_in::SIGN_IN,
};
use serde_json::Value;

/// What somebody comes to the form for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// To write down what took place, or to change what was written.
    #[default]
    Record,
    /// To announce something.
    Plan,
    /// To say that what was announced has taken place.
    Hold,
}

/// The fields that change where an activity takes on another phase. `announced` are the fields of the record that this
/// form changes; `None` for a new one, which nobody has answered yet.
pub fn turned(body: &Fields, announced: Option<&Fields>, to: Phase, me: Option<MemberId>) -> Vec<(String, Value)> {
    let mut fields = vec![(PHASE.to_owned(), Value::from(to.id()))];
    let listed = Activity(body).attendance();
    let moved = listed.filter_map(|(member, from)| {
        let state = match to {
            Phase::Planned => expected(from, me == Some(member))?,
            Phase::Held => came(body, announced, from, me == Some(member))?,
            Phase::Cancelled => return None,
        };
        Some((attendance_field(member), Value::from(state.id())))
    });
    fields.extend(moved);
    fields.extend(announced.and_then(|announced| text(body, announced, to)).map(|text| (NARRATIVE.to_owned(), text)));
    fields
}

/// Whoever announces something comes; the others are asked.
fn expected(from: Attendance, is_me: bool) -> Option<Attendance> {
    (from == Attendance::Present).then_some(if is_me { Attendance::Accepted } else { Attendance::Invited })
}

/// Who is taken to have come: those who signed in are there already; where nobody did, those who said they would.
fn came(body: &Fields, announced: Option<&Fields>, from: Attendance, is_me: bool) -> Option<Attendance> {
    let signed_in = body.map(SIGN_IN).next().is_some();
    let there = match from {
        Attendance::Accepted => is_me || !signed_in,
        Attendance::Invited => announced.is_none(),
        Attendance::Present | Attendance::Leave | Attendance::Absent => false,
    };
    there.then_some(Attendance::Present)
}

/// What was planned is not what happened: the text makes room, and comes back with the plan.
fn text(body: &Fields, announced: &Fields, to: Phase) -> Option<Value> {
    let plan = announced.text(NARRATIVE).filter(|_| Activity(announced).phase() == Some(Phase::Planned))?;
    let written = body.text(NARRATIVE).unwrap_or_default();
    match to {
        Phase::Held if written == plan => Some(Value::Null),
        Phase::Planned if written.is_empty() => Some(Value::from(plan)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn member(n: u128) -> MemberId {
        MemberId(Uuid::from_u128(n))
    }

    fn listed(states: &[(u128, &str)]) -> Fields {
        let fields = Fields::default().with("narrative", "商量村口的路灯。").with("phase", "planned");
        states.iter().fold(fields, |fields, (n, state)| fields.with(attendance_field(member(*n)), *state))
    }

    fn after(body: &Fields, announced: Option<&Fields>, to: Phase) -> Vec<(u128, String)> {
        let mut body = body.clone();
        for (field, value) in turned(&body, announced, to, Some(member(1))) {
            body.set(field, value);
        }
        let states = Activity(&body).attendance().map(|(member, state)| (member.0.as_u128(), state.id().to_owned()));
        states.collect()
    }

    #[test]
    fn those_who_said_they_would_come_are_taken_to_have_come() {
        let plan = listed(&[(1, "accepted"), (2, "accepted"), (3, "invited"), (4, "leave")]);
        let states = after(&plan, Some(&plan), Phase::Held);
        let expected = [(1, "present"), (2, "present"), (3, "invited"), (4, "leave")];
        assert_eq!(states, expected.map(|(n, state)| (n, state.to_owned())));
    }

    #[test]
    fn where_people_signed_in_only_they_came_and_whoever_writes_it_down() {
        let plan = listed(&[(1, "accepted"), (2, "accepted"), (3, "present")]);
        let plan = plan.with(format!("sign_in:{}", member(3)), serde_json::json!({"step": 1, "code": "0"}));
        let states = after(&plan, Some(&plan), Phase::Held);
        assert_eq!(states, [(1, "present"), (2, "accepted"), (3, "present")].map(|(n, s)| (n, s.to_owned())));
    }

    #[test]
    fn a_new_form_that_changes_its_mind_loses_nobody() {
        let new = listed(&[(1, "present"), (2, "present")]);
        let planned = after(&new, None, Phase::Planned);
        assert_eq!(planned, [(1, "accepted"), (2, "invited")].map(|(n, s)| (n, s.to_owned())));
        let back = after(&listed(&[(1, "accepted"), (2, "invited")]), None, Phase::Held);
        assert!(back.iter().all(|(_, state)| state == "present"));
    }

    #[test]
    fn the_plan_makes_room_for_what_happened_unless_that_is_written_already() {
        let plan = listed(&[]);
        let narrative =
            |body: &Fields, to| turned(body, Some(&plan), to, None).into_iter().find(|(f, _)| f == NARRATIVE);
        assert_eq!(narrative(&plan, Phase::Held).map(|(_, text)| text), Some(Value::Null));
        let told = plan.clone().with("narrative", "路灯装好了。");
        assert_eq!(narrative(&told, Phase::Held), None);
        let empty = listed(&[]).with("narrative", Value::Null);
        assert_eq!(narrative(&empty, Phase::Planned).map(|(_, text)| text), Some("商量村口的路灯。".into()));
    }
}
