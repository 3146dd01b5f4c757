//! Who is invited, who will come, who was there: in words, the most settled first.

use super::roster::Roster;
use crate::text::{activity, plan as words, record};
use domain::activity::{Activity, Attendance};
use domain::sign_in::SIGN_IN;

/// The heading over so many people.
type Heading = fn(usize) -> String;

/// The groups of people of an activity, each with its heading and its names. Where everybody listed was there, one
/// heading without a number says it.
pub fn groups(activity: Activity<'_>, roster: &Roster) -> Vec<(String, String)> {
    let names = |wanted: Attendance| -> Vec<&str> {
        let of = activity.attendance().filter(|(_, state)| *state == wanted);
        of.map(|(id, _)| roster.member(id).unwrap_or(record::somebody())).collect()
    };
    let order: [(Attendance, Heading); 5] = [
        (Attendance::Present, words::present),
        (Attendance::Accepted, words::accepted_by),
        (Attendance::Invited, words::unanswered),
        (Attendance::Leave, words::leave_by),
        (Attendance::Absent, words::absent),
    ];
    let groups = order.into_iter().map(|(state, head)| (state, head, names(state)));
    let groups: Vec<_> = groups.filter(|(_, _, names)| !names.is_empty()).collect();
    let signed_in = activity.0.map(SIGN_IN).count();
    if let ([(Attendance::Present, _, names)], 0) = (&groups[..], signed_in) {
        return vec![(record::people().to_owned(), names.join(activity::list_comma()))];
    }
    let said = |(state, head, names): (Attendance, Heading, Vec<&str>)| {
        let mut listed = names.join(activity::list_comma());
        if state == Attendance::Present && signed_in > 0 {
            listed = record::with_state(&listed, &words::by_code(signed_in));
        }
        (head(names.len()), listed)
    };
    groups.into_iter().map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{activity::attendance_field, fields::Fields, id::MemberId};
    use uuid::Uuid;

    fn listed(states: &[&str]) -> Vec<String> {
        let fields = states.iter().zip(1..).fold(Fields::default(), |fields, (state, n)| {
            fields.with(attendance_field(MemberId(Uuid::from_u128(n))), *state)
        });
        groups(Activity(&fields), &Roster::default()).into_iter().map(|(head, _)| head).collect()
    }

    #[test]
    fn people_stand_in_groups_unless_all_of_them_were_there() {
        assert_eq!(listed(&["present", "present"]), ["参加"]);
        assert_eq!(listed(&["invited", "accepted", "leave"]), ["说参加 1 位", "还没答复 1 位", "请假 1 位"]);
        assert_eq!(listed(&["present", "absent", "present"]), ["到场 2 位", "缺席 1 位"]);
        assert!(listed(&[]).is_empty());
    }
}
