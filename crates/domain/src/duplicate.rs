//! Taking in a duplicate 合并重复: what changes on the record that stays, and how that is undone. Nothing here decides that
//! two records are of one activity, or which of two numbers is right: a person does.

use crate::{
    activity::{ATTENDANCE, Activity, Attendance, MEASURE, MERGED, attendance_field},
    fields::Fields,
    id::{MemberId, RecordId},
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The flat key that remembers what a merge changed.
pub fn merged_field(taken: RecordId) -> String {
    format!("{MERGED}:{taken}")
}

/// A measure that the two records tell differently; a person says which holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The flat key.
    pub field: String,
    /// What the record that stays says; `None` where it says nothing.
    pub survivor: Option<i64>,
    /// What the duplicate says.
    pub duplicate: Option<i64>,
}

/// The measures that differ, in the order of their keys. Nothing said is not zero said.
pub fn differing(survivor: &Fields, duplicate: &Fields) -> Vec<Differing> {
    let keys = |body: &Fields| body.map(MEASURE).map(|(id, _)| format!("{MEASURE}:{id}")).collect::<Vec<_>>();
    let all: BTreeSet<String> = keys(survivor).into_iter().chain(keys(duplicate)).collect();
    let told = |field: String| Differing { survivor: survivor.int(&field), duplicate: duplicate.int(&field), field };
    all.into_iter().map(told).filter(|each| each.survivor != each.duplicate).collect()
}

/// The attendance of both together: who is listed anywhere is listed, and who was there by either was there.
pub fn united(survivor: &Fields, duplicate: &Fields) -> Vec<(MemberId, Attendance)> {
    let mut all: Vec<(MemberId, Attendance)> = Activity(survivor).attendance().collect();
    for (member, state) in Activity(duplicate).attendance() {
        match all.iter_mut().find(|(known, _)| *known == member) {
            Some((_, known)) if weight(state) > weight(*known) => *known = state,
            Some(_) => {}
            None => all.push((member, state)),
        }
    }
    all.sort();
    all
}

/// Having been there outweighs everything, and what somebody said outweighs what somebody else only expected.
const fn weight(state: Attendance) -> u8 {
    match state {
        Attendance::Invited => 0,
        Attendance::Accepted => 1,
        Attendance::Absent => 2,
        Attendance::Leave => 3,
        Attendance::Present => 4,
    }
}

/// What the merge writes on the record that stays: attendance united, the measures as decided, and what all of it was
/// before. `decided` holds one value for each differing measure; `None` where one is missing.
pub fn take_in(survivor: &Fields, duplicate: &Fields, taken: RecordId, decided: &Fields) -> Option<Fields> {
    let mut changes = Fields::default();
    for (member, state) in united(survivor, duplicate) {
        if Activity(survivor).attendance_of(member) != Some(state) {
            changes.set(attendance_field(member), state.id());
        }
    }
    for each in differing(survivor, duplicate) {
        let value = decided.int(&each.field)?;
        if each.survivor != Some(value) {
            changes.set(each.field, value);
        }
    }
    let was = |(field, _): (&String, &Value)| (field.clone(), survivor.get(field).cloned().unwrap_or(Value::Null));
    let before: Map<String, Value> = changes.0.iter().map(was).collect();
    changes.set(merged_field(taken), Value::Object(before));
    Some(changes)
}

/// What undoing a merge writes on the record that stayed: everything that the merge changed as it was, and no memory of
/// it. `None` where it has not taken that record in.
pub fn give_back(survivor: &Fields, taken: RecordId) -> Option<Fields> {
    let memory = merged_field(taken);
    let before = survivor.get(&memory)?.as_object()?;
    // Only what a merge writes is put back, whoever wrote the memory.
    let own = |field: &str| [ATTENDANCE, MEASURE].iter().any(|stem| field.split(':').next() == Some(stem));
    let mut changes: Fields =
        before.iter().filter(|(field, _)| own(field)).map(|(field, value)| (field.clone(), value.clone())).collect();
    changes.0.insert(memory, Value::Null);
    Some(changes)
}

/// The records that one has taken in, as it remembers.
pub fn taken_in(survivor: &Fields) -> impl Iterator<Item = RecordId> {
    survivor.map(MERGED).filter_map(|(rec, _)| rec.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    fn member(n: u128) -> MemberId {
        MemberId(Uuid::from_u128(n))
    }

    fn taken() -> RecordId {
        RecordId(Uuid::from_u128(99))
    }

    fn one() -> Fields {
        Fields::default()
            .with(attendance_field(member(1)), "present")
            .with(attendance_field(member(2)), "invited")
            .with("measure:person_times", 24)
            .with("measure:persons", 6)
    }

    fn other() -> Fields {
        Fields::default()
            .with(attendance_field(member(2)), "present")
            .with(attendance_field(member(3)), "leave")
            .with("measure:person_times", 18)
            .with("measure:persons", 6)
            .with("measure:books", 2)
    }

    #[test]
    fn who_was_there_by_either_record_was_there() {
        let all = [(member(1), Attendance::Present), (member(2), Attendance::Present), (member(3), Attendance::Leave)];
        assert_eq!(united(&one(), &other()), all);
        assert_eq!(united(&other(), &one()), all, "whichever of the two stays");
    }

    #[test]
    fn only_what_differs_is_asked_and_each_of_it_must_be_answered() {
        let asked: Vec<String> = differing(&one(), &other()).into_iter().map(|each| each.field).collect();
        assert_eq!(asked, ["measure:books", "measure:person_times"]);
        assert_eq!(take_in(&one(), &other(), taken(), &Fields::default().with("measure:books", 2)), None);
    }

    #[test]
    fn a_merge_given_back_leaves_the_record_as_it_was() {
        let decided = Fields::default().with("measure:books", 2).with("measure:person_times", 24);
        let changes = take_in(&one(), &other(), taken(), &decided).unwrap();
        assert_eq!(changes.get("measure:person_times"), None, "what stays as it is is not written");
        assert_eq!(changes.get(&merged_field(taken())).unwrap()["measure:books"], json!(null));
        let apply = |body: &Fields, changes: &Fields| {
            changes.0.iter().fold(body.clone(), |body, (field, value)| body.with(field.clone(), value.clone()))
        };
        let after = apply(&one(), &changes);
        assert_eq!(taken_in(&after).collect::<Vec<_>>(), [taken()]);
        let back = give_back(&after, taken()).unwrap();
        assert_eq!(apply(&after, &back), one());
    }

    #[test]
    fn nothing_but_attendance_and_measures_is_ever_put_back() {
        let forged = one().with(merged_field(taken()), json!({ "narrative": "x", "measure:persons": 5 }));
        let back = give_back(&forged, taken()).unwrap();
        assert_eq!((back.get("narrative"), back.int("measure:persons")), (None, Some(5)));
        assert_eq!(give_back(&one(), taken()), None);
    }
}
