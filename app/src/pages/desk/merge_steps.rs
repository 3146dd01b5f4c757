//! The operations of a merge: what stays is written first, and the duplicate once that was taken in. So nothing is lost
//! where it is broken off: what was begun is seen on the record that stays, and is finished or undone from there.

use super::decision::edit_of;
use crate::text::review as text;
use domain::{
    activity::{Activity, MERGED_INTO, REVIEW, REVIEW_BEFORE, REVIEW_REASON},
    duplicate::{also_taken_in, give_back, is_as_taken, last_taken_in, said_since, take_in, taken_in},
    fields::Fields,
    kind::Kind,
    problem::Code,
    review::Review,
    validate::validate,
};
use sync::{
    client::Edit,
    wire::{Act, desk::DeskRow},
};

/// How two records stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The duplicate is void, and what stays remembers it.
    Merged,
    /// What stays has taken the duplicate in, which is not void yet.
    HalfMerged,
    /// What stays has forgotten the duplicate, which is still void.
    HalfUndone,
}

/// How a duplicate stands to the record that took it in; `None` where the two were never merged.
pub fn standing(survivor: &DeskRow, duplicate: &DeskRow) -> Option<Standing> {
    let remembers = taken_in(&survivor.row.body).any(|rec| rec == duplicate.row.rec);
    let is_away = Activity(&duplicate.row.body).merged_into() == Some(survivor.row.rec);
    match (remembers, is_away) {
        (true, true) => Some(Standing::Merged),
        (true, false) => Some(Standing::HalfMerged),
        (false, true) => Some(Standing::HalfUndone),
        (false, false) => None,
    }
}

/// One or two operations; the second waits until the server has taken the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Steps {
    /// What stays; `None` where that was written before.
    pub first: Option<Edit>,
    /// The duplicate.
    pub then: Edit,
    /// What is said once both are saved.
    pub said: &'static str,
}

/// Whether a record may be merged into another: what took others in is kept until that is undone.
pub fn may_go(duplicate: &DeskRow) -> bool {
    taken_in(&duplicate.row.body).next().is_none()
}

/// Takes a duplicate in. `decided` holds the measures that differ; `None` where one is missing, or the duplicate has to
/// stay.
pub fn merging(survivor: &DeskRow, duplicate: &DeskRow, decided: &Fields, reason: &str) -> Option<Steps> {
    if !may_go(duplicate) {
        return None;
    }
    let changes = take_in(&survivor.row.body, &duplicate.row.body, duplicate.row.rec, decided)?;
    let first = edit_of(survivor, Act::Patch(kept(survivor, changes, reason)));
    Some(Steps { first, then: void(survivor, duplicate, reason)?, said: text::merged() })
}

/// Does what is left of a merge that was broken off. Where the duplicate tells something else by now, it is undone and
/// compared again.
pub fn finishing(survivor: &DeskRow, duplicate: &DeskRow) -> Option<Steps> {
    let is_as_taken = is_as_taken(&survivor.row.body, &duplicate.row.body, duplicate.row.rec);
    if !is_as_taken && undoing(survivor, duplicate).is_some() {
        return None;
    }
    // What was objected there meanwhile is taken in with the rest.
    let more = also_taken_in(&survivor.row.body, &duplicate.row.body, duplicate.row.rec);
    let more = Some(more).filter(|more| !more.is_empty());
    let first = more.and_then(|more| edit_of(survivor, Act::Patch(kept(survivor, more, text::merge_reason()))));
    Some(Steps { first, then: void(survivor, duplicate, text::merge_reason())?, said: text::merged() })
}

/// Whether nothing was merged into the record since this duplicate was: only then its merge can be undone.
pub fn is_last(survivor: &DeskRow, duplicate: &DeskRow) -> bool {
    last_taken_in(&survivor.row.body).is_none_or(|last| last == duplicate.row.rec)
}

/// Gives back what a merge changed, and brings the duplicate back to where it stood.
pub fn undoing(survivor: &DeskRow, duplicate: &DeskRow) -> Option<Steps> {
    let is_open = Activity(&survivor.row.body).review() != Some(Review::Void);
    if is_open && !is_last(survivor, duplicate) {
        return None;
    }
    // What is void itself is not written any more.
    let changes = give_back(&survivor.row.body, duplicate.row.rec).filter(|_| is_open);
    let kept = changes.and_then(|changes| edit_of(survivor, Act::Patch(given_back(survivor, changes))));
    let spoken = spoken(survivor, duplicate);
    let goes_with_it = !spoken.is_empty();
    match (restored(duplicate, spoken), kept) {
        // What stays forgets it, so the duplicate has it before: nothing is lost where this is broken off.
        (Some(back), Some(kept)) if goes_with_it => {
            Some(Steps { first: Some(back), then: kept, said: text::undone_again() })
        }
        (Some(back), kept) => Some(Steps {
            first: kept,
            then: back,
            said: if goes_with_it { text::undone_again() } else { text::undone() },
        }),
        // It was never made void: giving back is all there is. What was said since must not be lost with it.
        (None, _) if goes_with_it => None,
        (None, kept) => Some(Steps { first: None, then: kept?, said: text::undone() }),
    }
}

/// What was said since a merge of the people of the duplicate; it goes back with that, which then waits for a look.
pub fn spoken(survivor: &DeskRow, duplicate: &DeskRow) -> Fields {
    said_since(&survivor.row.body, &duplicate.row.body, duplicate.row.rec)
}

/// Brings a duplicate back that nothing remembers any more.
pub fn restoring(duplicate: &DeskRow) -> Option<Steps> {
    Some(Steps { first: None, then: restored(duplicate, Fields::default())?, said: text::undone() })
}

/// What undoing writes on the record that stayed. Where nobody would be left in it, as the one who was there has objected
/// since, it is taken out with that.
fn given_back(survivor: &DeskRow, changes: Fields) -> Fields {
    match is_emptied(survivor, &changes) {
        true => changes.with(REVIEW, Review::Void.id()).with(REVIEW_REASON, text::undo_empties()),
        false => kept(survivor, changes, text::undo_reason()),
    }
}

/// A plain change of what is open, a correction of what counts already.
fn kept(survivor: &DeskRow, changes: Fields, reason: &str) -> Fields {
    match Activity(&survivor.row.body).review() {
        Some(Review::Approved) => changes.with(REVIEW, Review::Approved.id()).with(REVIEW_REASON, reason),
        _ => changes,
    }
}

fn void(survivor: &DeskRow, duplicate: &DeskRow, reason: &str) -> Option<Edit> {
    let fields = Fields::default().with(REVIEW, Review::Void.id()).with(REVIEW_REASON, reason);
    edit_of(duplicate, Act::Patch(fields.with(MERGED_INTO, survivor.row.rec.to_string())))
}

fn restored(duplicate: &DeskRow, spoken: Fields) -> Option<Edit> {
    let before: Review = duplicate.row.body.parsed(REVIEW_BEFORE)?;
    if is_emptied(duplicate, &spoken) {
        let back = spoken.with(REVIEW, Review::Returned.id()).with(REVIEW_REASON, text::undo_nobody());
        return edit_of(duplicate, Act::Patch(back));
    }
    let is_looked_at_again = before == Review::Approved && !spoken.is_empty();
    let to = if is_looked_at_again { Review::Pending } else { before };
    edit_of(duplicate, Act::Patch(spoken.with(REVIEW, to.id())))
}

/// Whether changes would leave nobody in a record who was there.
fn is_emptied(row: &DeskRow, changes: &Fields) -> bool {
    let mut after = row.row.body.clone();
    changes.0.iter().for_each(|(field, value)| after.set(field.clone(), value.clone()));
    validate(Kind::Activity, &after).iter().any(|problem| problem.code == Code::NobodyPresent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::review_queue::tests::row;
    use domain::duplicate::merged_field;
    use serde_json::{Value, json};

    fn of(n: u128, review: &str, times: i64) -> DeskRow {
        let mut row = row(n, 3);
        row.row.body = Fields::default().with(REVIEW, review).with("measure:person_times", times);
        row
    }

    fn patch(edit: &Edit) -> Value {
        let Act::Patch(fields) = &edit.act else { panic!("not a patch") };
        json!(fields)
    }

    #[test]
    fn what_counts_takes_a_duplicate_in_by_a_correction_and_the_duplicate_points_to_it() {
        let (survivor, duplicate) = (of(1, "approved", 24), of(2, "pending", 18));
        assert_eq!(merging(&survivor, &duplicate, &Fields::default(), "同一场"), None, "one number is not decided");
        let decided = Fields::default().with("measure:person_times", 18);
        let steps = merging(&survivor, &duplicate, &decided, "同一场").unwrap();
        let memory = merged_field(duplicate.row.rec);
        let first = json!({
            "measure:person_times": 18, "review": "approved", "review_reason": "同一场",
            memory: {
                "measure:person_times": 24, "nth": 1, "wrote": { "measure:person_times": 18 },
                "told": { "measure:person_times": 18 },
            },
        });
        assert_eq!(patch(steps.first.as_ref().unwrap()), first);
        assert_eq!((steps.first.unwrap().base, steps.then.rec), (Some(3), duplicate.row.rec));
        let into = survivor.row.rec.to_string();
        assert_eq!(patch(&steps.then), json!({ "review": "void", "review_reason": "同一场", "merged_into": into }));
    }

    #[test]
    fn what_took_others_in_is_the_one_that_stays_and_undone_in_the_reverse_order() {
        let (mut survivor, duplicate, later) = (of(1, "pending", 6), of(2, "pending", 6), of(3, "pending", 6));
        survivor.row.body.set(merged_field(duplicate.row.rec), json!({ "nth": 1 }));
        assert_eq!(merging(&later, &survivor, &Fields::default(), "同一场"), None);
        assert!(merging(&survivor, &later, &Fields::default(), "同一场").is_some());
        survivor.row.body.set(merged_field(later.row.rec), json!({ "nth": 2 }));
        assert_eq!(undoing(&survivor, &duplicate), None);
        assert!(undoing(&survivor, &later).is_some());
    }

    #[test]
    fn what_waits_takes_a_duplicate_in_without_being_approved() {
        let steps = merging(&of(1, "pending", 6), &of(2, "pending", 6), &Fields::default(), "同一场").unwrap();
        assert_eq!(patch(steps.first.as_ref().unwrap()).get(REVIEW), None);
    }

    #[test]
    fn where_undoing_leaves_nobody_the_record_that_stayed_is_taken_out_with_it() {
        let (mut survivor, mut duplicate) = (of(1, "approved", 6), of(2, "void", 6));
        let was = json!({ "attendance:00000000-0000-0000-0000-000000000009": null, "nth": 1 });
        let there = "attendance:00000000-0000-0000-0000-000000000009";
        [("phase", "held"), (there, "present")].iter().for_each(|(field, value)| survivor.row.body.set(*field, *value));
        survivor.row.body.set(merged_field(duplicate.row.rec), was);
        duplicate.row.body.set(MERGED_INTO, survivor.row.rec.to_string());
        duplicate.row.body.set(REVIEW_BEFORE, "approved");
        let steps = undoing(&survivor, &duplicate).unwrap();
        let first = patch(steps.first.as_ref().unwrap());
        assert_eq!((&first["review"], &first[there]), (&json!("void"), &Value::Null));
        assert_eq!(patch(&steps.then), json!({ "review": "approved" }));
    }

    #[test]
    fn an_objection_made_since_goes_back_with_the_duplicate_before_it_is_forgotten() {
        let there = "attendance:00000000-0000-0000-0000-000000000009";
        let objection = "objection:00000000-0000-0000-0000-000000000009";
        let (mut survivor, mut duplicate) = (of(1, "approved", 6), of(2, "approved", 6));
        survivor.row.body.set("attendance:00000000-0000-0000-0000-000000000008", "present");
        duplicate.row.body.set(there, "present");
        let decided = Fields::default();
        let taken = take_in(&survivor.row.body, &duplicate.row.body, duplicate.row.rec, &decided).unwrap();
        taken.0.into_iter().for_each(|(field, value)| survivor.row.body.set(field, value));
        survivor.row.body.set(objection, "那天我在外地");
        let into = survivor.row.rec.to_string();
        [(REVIEW, "void"), (REVIEW_BEFORE, "approved"), (MERGED_INTO, &into)]
            .iter()
            .for_each(|(field, value)| duplicate.row.body.set(*field, *value));
        let steps = undoing(&survivor, &duplicate).unwrap();
        let back = json!({ objection: "那天我在外地", "review": "pending" });
        assert_eq!(patch(steps.first.as_ref().unwrap()), back, "it is looked at again");
        assert_eq!(steps.then.rec, survivor.row.rec);
        assert_eq!((&patch(&steps.then)[there], &patch(&steps.then)[objection]), (&Value::Null, &Value::Null));
        // Broken off between the two, what stays is given back alone, and before the first there is no way round it.
        let half = |review: &str| {
            let mut half = duplicate.clone();
            half.row.body =
                Fields::default().with(REVIEW, review).with("measure:person_times", 6).with(there, "present");
            half
        };
        assert_eq!(undoing(&survivor, &half("approved")), None);
        let mut carried = half("pending");
        carried.row.body.set(objection, "那天我在外地");
        assert_eq!(
            undoing(&survivor, &carried).map(|steps| (steps.first, steps.then.rec)),
            Some((None, survivor.row.rec))
        );
    }

    #[test]
    fn each_way_of_breaking_off_is_told_apart_and_undone() {
        let (mut survivor, mut duplicate) = (of(1, "pending", 18), of(2, "pending", 18));
        assert_eq!(standing(&survivor, &duplicate), None);
        survivor.row.body.set(merged_field(duplicate.row.rec), json!({ "measure:person_times": 24 }));
        assert_eq!(standing(&survivor, &duplicate), Some(Standing::HalfMerged));
        let back = undoing(&survivor, &duplicate).unwrap();
        assert_eq!((back.first, back.then.rec), (None, survivor.row.rec), "only what stays was written");
        let away = [(REVIEW, "void"), (REVIEW_BEFORE, "approved"), (MERGED_INTO, &survivor.row.rec.to_string())];
        away.iter().for_each(|(field, value)| duplicate.row.body.set(*field, *value));
        assert_eq!(standing(&survivor, &duplicate), Some(Standing::Merged));
        let both = undoing(&survivor, &duplicate).unwrap();
        assert_eq!(patch(both.first.as_ref().unwrap())["measure:person_times"], json!(24));
        assert_eq!(patch(&both.then), json!({ "review": "approved" }));
        survivor.row.body.set(merged_field(duplicate.row.rec), Value::Null);
        assert_eq!(standing(&survivor, &duplicate), Some(Standing::HalfUndone));
        assert_eq!(restoring(&duplicate).unwrap().then, both.then);
    }
}
