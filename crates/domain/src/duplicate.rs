//! Taking in a duplicate 合并重复: what changes on the record that stays, and how that is undone. Nothing here decides that
//! two records are of one activity, or which of two numbers is right: a person does.

use crate::{
    activity::{
        ATTENDANCE, Activity, Attendance, MEASURE, MERGED, OBJECTION, SETTLED_OFF, attendance_field, objection_field,
    },
    fields::Fields,
    id::{MemberId, RecordId},
    photo::{PHOTO, PHOTOS_MAX, Photo, next_place, photos},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// In the memory of a merge beside the fields: the how manieth merge it was.
const NTH: &str = "nth";
/// Likewise, what it wrote, and how it left everybody whom the duplicate lists: what says something else by now was decided
/// later.
const WROTE: &str = "wrote";

/// Likewise, what the duplicate told of people and numbers.
const TOLD: &str = "told";

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

/// Who was there by the duplicate and is not credited by merging it: who objects to being listed there, for whom it was
/// recorded, as long as that member has not agreed, and whom the office has found not to have been there by the record that
/// stays. Whom that one itself says to have been there is not among them.
pub fn left_out(survivor: &Fields, duplicate: &Fields) -> BTreeSet<MemberId> {
    let (stays, it) = (Activity(survivor), Activity(duplicate));
    let objecting = it.objections().map(|(member, _)| member);
    let unasked = it.recorded_for().filter(|_| it.awaits_confirmation());
    let all: BTreeSet<MemberId> =
        objecting.chain(unasked).chain(stays.found_away().map(|(member, _)| member)).collect();
    let is_there = |member: &MemberId| stays.attendance_of(*member) == Some(Attendance::Present);
    it.present().filter(|member| all.contains(member) && !is_there(member)).collect()
}

/// What is said in the duplicate against being listed by those whom the record that stays says to have been there, and who
/// have said nothing against that: it holds for the one activity, wherever it was said.
pub fn objections_taken_in(survivor: &Fields, duplicate: &Fields) -> Vec<(MemberId, String)> {
    let stays = Activity(survivor);
    let is_there = |member: MemberId| stays.attendance_of(member) == Some(Attendance::Present);
    let is_new = |member: MemberId| survivor.get(&objection_field(member)).is_none();
    let said = Activity(duplicate).objections().filter(|(member, _)| is_there(*member) && is_new(*member));
    said.map(|(member, why)| (member, why.to_owned())).collect()
}

/// The attendance of both together: who is listed anywhere is listed, and who was there by either was there, but for those
/// whom the duplicate may not credit.
pub fn united(survivor: &Fields, duplicate: &Fields) -> Vec<(MemberId, Attendance)> {
    let mut all: Vec<(MemberId, Attendance)> = Activity(survivor).attendance().collect();
    let left_out = left_out(survivor, duplicate);
    for (member, state) in Activity(duplicate).attendance().filter(|(member, _)| !left_out.contains(member)) {
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

/// The photos of the duplicate that the record that stays does not show yet, in their order, each with the key it gets
/// there. Those for which there is no room stay with the duplicate.
pub fn added_photos(survivor: &Fields, duplicate: &Fields) -> Vec<(String, Photo)> {
    let known: Vec<Photo> = photos(survivor).map(|(_, photo)| photo).collect();
    let (first, room) = (next_place(survivor), PHOTOS_MAX.saturating_sub(known.len()));
    let new = photos(duplicate).map(|(_, photo)| photo).filter(|photo| known.iter().all(|k| k.sha256 != photo.sha256));
    new.take(room).enumerate().map(|(n, photo)| (photo.field(first + n), photo)).collect()
}

/// What the merge writes on the record that stays: attendance and photos united, the rest as decided, and what all of it
/// was before. `decided` holds one value for each differing measure, and the attendance of everybody whom the two tell
/// differently ([`found_away_there`]), [`SETTLED_OFF`] for being on no list; `None` where one is missing.
pub fn take_in(survivor: &Fields, duplicate: &Fields, taken: RecordId, decided: &Fields) -> Option<Fields> {
    let mut changes = Fields::default();
    for (member, state) in united(survivor, duplicate) {
        if Activity(survivor).attendance_of(member) != Some(state) {
            changes.set(attendance_field(member), state.id());
        }
    }
    for (member, found) in found_away_there(survivor, duplicate) {
        let field = attendance_field(member);
        match decided.text(&field)? {
            how if how == Attendance::Present.id() => {}
            // A list without somebody says so.
            SETTLED_OFF if found == SETTLED_OFF => drop(changes.0.insert(field, Value::Null)),
            how if how == found => changes.set(field, how),
            _ => return None,
        }
    }
    for (member, why) in objections_taken_in(survivor, duplicate) {
        // Who was just said to be away has nothing to object to; whom both list as present nothing else changes.
        if changes.0.contains_key(&attendance_field(member)) {
            continue;
        }
        changes.set(objection_field(member), why);
    }
    for (field, photo) in added_photos(survivor, duplicate) {
        changes.set(field, photo.value());
    }
    for each in differing(survivor, duplicate) {
        let value = decided.int(&each.field)?;
        if each.survivor != Some(value) {
            changes.set(each.field, value);
        }
    }
    let was = |(field, _): (&String, &Value)| (field.clone(), survivor.get(field).cloned().unwrap_or(Value::Null));
    let mut before: Map<String, Value> = changes.0.iter().map(was).collect();
    let last = survivor.map(MERGED).map(|(_, memory)| nth(memory)).max();
    before.insert(NTH.to_owned(), Value::from(last.unwrap_or(0) + 1));
    let there: Vec<MemberId> = Activity(duplicate).attendance().map(|(member, _)| member).collect();
    let left = united(survivor, duplicate).into_iter().filter(|(member, _)| there.contains(member));
    let left = left.map(|(member, state)| (attendance_field(member), Value::from(state.id())));
    let objections = there.iter().map(|member| objection_field(*member));
    let objections = objections.filter_map(|field| Some((field.clone(), survivor.get(&field)?.clone())));
    before.insert(WROTE.to_owned(), Value::Object(left.chain(objections).chain(changes.0.clone()).collect()));
    before.insert(TOLD.to_owned(), Value::Object(told_by(duplicate)));
    changes.set(merged_field(taken), Value::Object(before));
    Some(changes)
}

fn nth(memory: &Value) -> u64 {
    memory.get(NTH).and_then(Value::as_u64).unwrap_or(0)
}

/// The record that one took in last. Only its merge can be undone: each later one remembers what the earlier ones wrote.
pub fn last_taken_in(survivor: &Fields) -> Option<RecordId> {
    let merges = survivor.map(MERGED).filter_map(|(rec, memory)| Some((nth(memory), rec.parse().ok()?)));
    merges.max().map(|(_, rec)| rec)
}

/// What undoing a merge writes on the record that stayed: everything that the merge changed as it was, unless it was changed
/// again since, and no memory of it. `None` where it has not taken that record in, or another one since.
pub fn give_back(survivor: &Fields, taken: RecordId) -> Option<Fields> {
    last_taken_in(survivor).filter(|last| *last == taken)?;
    let memory = merged_field(taken);
    let before = survivor.get(&memory)?.as_object()?;
    // Only what a merge writes is put back, whoever wrote the memory.
    let stem = |field: &str| field.split(':').next().unwrap_or_default().to_owned();
    let own = |field: &str| [ATTENDANCE, MEASURE, OBJECTION, PHOTO].contains(&stem(field).as_str());
    // What memories of old do not tell stands as it was written.
    let stands = |field: &str| {
        let wrote = before.get(WROTE).and_then(|wrote| wrote.get(field));
        wrote.is_none_or(|wrote| survivor.get(field).unwrap_or(&Value::Null) == wrote)
    };
    // Who was on no list here before belongs to the duplicate alone, and so does what was found about them since.
    let came = |field: &str, was: &Value| was.is_null() && stem(field) == ATTENDANCE;
    let back = before.iter().filter(|(field, was)| own(field) && (stands(field) || came(field, was)));
    let mut changes: Fields = back.map(|(field, value)| (field.clone(), value.clone())).collect();
    changes.0.insert(memory, Value::Null);
    // Who is said to have been there no longer has nothing to object to here; the words go with the duplicate.
    let objecting = Activity(survivor).objections().map(|(member, _)| member);
    let leaves = |member: &MemberId| {
        changes.get(&attendance_field(*member)).is_some_and(|state| *state != Attendance::Present.id())
    };
    let forgotten: Vec<String> = objecting.filter(leaves).map(objection_field).collect();
    changes.0.extend(forgotten.into_iter().map(|field| (field, Value::Null)));
    Some(changes)
}

/// What was said since a merge of those whom the duplicate lists, as it belongs to the duplicate when that comes back: who
/// was found not to have been there by the record of both was not there by the other either, who objects to the one objects
/// to the other, and what was settled or taken back is so there too. Memories of old tell of nobody whom both had listed
/// alike.
pub fn said_since(survivor: &Fields, duplicate: &Fields, taken: RecordId) -> Fields {
    let left = |field: &str| survivor.get(&merged_field(taken))?.get(WROTE)?.get(field);
    let mut said = Fields::default();
    for (member, _) in Activity(duplicate).attendance() {
        let (attendance, objection) = (attendance_field(member), objection_field(member));
        let Some(was_there) = left(&attendance) else { continue };
        for (field, left) in [(attendance, Some(was_there)), (objection.clone(), left(&objection))] {
            let now = survivor.get(&field);
            if now != left.filter(|left| !left.is_null()) && now != duplicate.get(&field) {
                said.0.insert(field, now.cloned().unwrap_or(Value::Null));
            }
        }
    }
    said
}

/// What the record that stays has still to take in where a merge is finished that was broken off: the last word of who
/// objects in the duplicate. Nothing where nobody has said anything there since.
pub fn also_taken_in(survivor: &Fields, duplicate: &Fields, taken: RecordId) -> Fields {
    let field = merged_field(taken);
    let Some(mut memory) = survivor.get(&field).and_then(Value::as_object).cloned() else { return Fields::default() };
    let mut wrote = memory.get(WROTE).and_then(Value::as_object).cloned().unwrap_or_default();
    let mut changes = Fields::default();
    let new = objections_taken_in(survivor, duplicate).into_iter().map(|(member, _)| objection_field(member));
    // What was told before and is gone was settled here.
    let new: Vec<String> = new.filter(|objection| !wrote.contains_key(objection)).collect();
    // What came from there and stands as it came follows what is said there now.
    let follows = |objection: &String| {
        let stands = survivor.get(objection).is_some() && survivor.get(objection) == wrote.get(objection);
        stands && survivor.get(objection) != duplicate.get(objection)
    };
    let came = memory.keys().filter(|field| field.split(':').next() == Some(OBJECTION));
    let came: Vec<String> = came.filter(|objection| follows(objection)).cloned().collect();
    for objection in new.into_iter().chain(came) {
        let now = duplicate.get(&objection).cloned().unwrap_or(Value::Null);
        if now.is_null() {
            wrote.remove(&objection);
            memory.remove(&objection);
        } else {
            wrote.insert(objection.clone(), now.clone());
            memory.insert(objection.clone(), Value::Null);
        }
        changes.0.insert(objection, now);
    }
    if !changes.is_empty() {
        memory.insert(WROTE.to_owned(), Value::Object(wrote));
        changes.set(field, Value::Object(memory));
    }
    changes
}

/// Whether a duplicate still tells of people and numbers what it told as it was taken in. Memories of old do not say.
pub fn is_as_taken(survivor: &Fields, duplicate: &Fields, taken: RecordId) -> bool {
    let told = survivor.get(&merged_field(taken)).and_then(|memory| memory.get(TOLD));
    told.is_none_or(|told| *told == Value::Object(told_by(duplicate)))
}

/// What a record tells of people and numbers.
fn told_by(body: &Fields) -> Map<String, Value> {
    let is_told = |field: &str| [ATTENDANCE, MEASURE].contains(&field.split(':').next().unwrap_or_default());
    let told = body.0.iter().filter(|(field, _)| is_told(field));
    told.map(|(field, value)| (field.clone(), value.clone())).collect()
}

/// Who was there by the record that stays, though the office found by the duplicate that they were not, and as what: which
/// of the two holds a person says before they are made one. Who objects to the one that stays is settled there.
pub fn found_away_there<'a>(survivor: &Fields, duplicate: &'a Fields) -> BTreeMap<MemberId, &'a str> {
    let is_there = |member: MemberId| Activity(survivor).attendance_of(member) == Some(Attendance::Present);
    let is_open = |member: MemberId| survivor.get(&objection_field(member)).is_some();
    Activity(duplicate).found_away().filter(|(member, _)| is_there(*member) && !is_open(*member)).collect()
}

/// The records that one has taken in, as it remembers.
pub fn taken_in(survivor: &Fields) -> impl Iterator<Item = RecordId> {
    survivor.map(MERGED).filter_map(|(rec, _)| rec.parse().ok())
}

#[cfg(test)]
mod tests;
