//! What a reviewer decides, and the operation it becomes.

use crate::{
    components::{desk_reason_panel::Question, desk_settle::Way},
    text::{desk as text, review as words, vocabulary},
};
use domain::{
    activity::{Activity, REVIEW, REVIEW_REASON, objection_field},
    duplicate::taken_in,
    fields::Fields,
    kind::Kind,
    review::{Review, act_between, refuse_open_ends},
    validate::validate,
};
use jiff::civil::Date;
use sync::{
    client::Edit,
    wire::{Act, Row, desk::DeskRow},
};

/// A decision about one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// It counts.
    Approve,
    /// It goes back to its author with a reason.
    Return(String),
    /// It is taken out with a reason.
    Void(String),
    /// Some of it is changed, for a reason, and it counts as corrected.
    Correct(Fields, String),
}

impl Decision {
    const fn state(&self) -> Review {
        match self {
            Decision::Approve | Decision::Correct(..) => Review::Approved,
            Decision::Return(_) => Review::Returned,
            Decision::Void(_) => Review::Void,
        }
    }

    /// What is done, in a word: it is done once the server has taken it.
    pub fn said(&self) -> &'static str {
        match self {
            Decision::Approve => text::approve(),
            Decision::Return(_) => text::return_it(),
            Decision::Void(_) => text::void(),
            Decision::Correct(..) => words::correct(),
        }
    }

    /// What it writes.
    pub fn fields(self) -> Fields {
        let review = self.state().id();
        match self {
            Decision::Approve => Fields::default().with(REVIEW, review),
            Decision::Return(reason) | Decision::Void(reason) => {
                Fields::default().with(REVIEW, review).with(REVIEW_REASON, reason)
            }
            // A field that is taken away is written as null, which `with` would leave out.
            Decision::Correct(changes, reason) => changes.with(REVIEW, review).with(REVIEW_REASON, reason),
        }
    }
}

/// Whether a record as it stands may come into another state of review.
pub fn may_become(row: &Row, to: Review, today: Date) -> bool {
    let leads_there = Activity(&row.body).review().is_some_and(|from| act_between(from, to).is_ok());
    match to {
        Review::Approved => leads_there && not_yet(row, today).is_none(),
        // What took others in is kept until that is undone.
        Review::Void => leads_there && taken_in(&row.body).next().is_none(),
        _ => leads_there,
    }
}

/// Why a record that waits cannot be approved yet, though it can be returned. Who objects is not credited anyway; that is
/// settled here, before it counts, and not stepped over.
pub fn not_yet(row: &Row, today: Date) -> Option<&'static str> {
    let activity = Activity(&row.body);
    let waits = activity.review() == Some(Review::Pending);
    let open = refuse_open_ends(activity, !row.conflicts.is_empty(), today).err().map(vocabulary::problem);
    let objected = activity.objections().next().map(|_| words::objection_first());
    // What several have changed since it was submitted may lack something by now.
    let lacks = || validate(Kind::Activity, &row.body).first().map(|problem| vocabulary::problem(problem.code));
    open.or(objected).filter(|_| waits).or_else(|| lacks().filter(|_| waits && row.kind == Kind::Activity.id()))
}

/// Whether a record may be corrected: what counts already, and what waits and is over.
pub fn may_correct(row: &Row, today: Date) -> bool {
    match Activity(&row.body).review() {
        Some(Review::Approved) => true,
        // A conflict may be settled by the correction itself.
        Some(Review::Pending) => {
            let is_objected = Activity(&row.body).objections().next().is_some();
            !is_objected && refuse_open_ends(Activity(&row.body), false, today).is_ok()
        }
        _ => false,
    }
}

/// What settling something writes: a plain change of what is open, a correction of what counts already.
pub fn settled_by(row: &DeskRow, way: &Way) -> Fields {
    match Activity(&row.row.body).review() {
        // The way itself decides about the record.
        _ if way.fields.get(REVIEW).is_some() => way.fields.clone(),
        Some(Review::Approved) => Decision::Correct(way.fields.clone(), way.reason.clone()).fields(),
        _ => way.fields.clone(),
    }
}

/// Whether something else is left to settle in a record once some fields are written.
pub fn leaves_open(row: &DeskRow, written: &Fields) -> bool {
    let mut objections = Activity(&row.row.body).objections();
    let objected = objections.any(|(member, _)| !written.0.contains_key(&objection_field(member)));
    objected || row.row.conflicts.iter().any(|conflict| !written.0.contains_key(&conflict.field))
}

/// A change of the version that was read; `None` for a record of a kind that this version does not know.
pub fn edit_of(row: &DeskRow, act: Act) -> Option<Edit> {
    let kind: Kind = row.row.kind.parse().ok()?;
    Some(Edit { rec: row.row.rec, kind, feed: row.feed, act, base: Some(row.row.ver) })
}

/// What is asked before a record goes back.
pub fn return_question(row: &DeskRow) -> Question {
    Question {
        title: text::return_to(&row.author_name),
        warning: None,
        asked: text::what_to_mend(),
        templates: text::return_reasons(),
        words: text::words(),
        read_by: text::words_read(),
        confirm: text::return_now(),
    }
}

/// What is asked before a record is taken out.
pub fn void_question() -> Question {
    Question {
        title: text::void_now().to_owned(),
        warning: Some(text::void_means()),
        asked: text::why(),
        templates: text::void_reasons(),
        words: text::void_words(),
        read_by: text::void_read(),
        confirm: text::void_now(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        activity::{attendance_field, objection_field},
        duplicate::merged_field,
        id::{MemberId, RecordId, UserId},
        merge::Conflict,
        problem::Code,
    };

    const TODAY: Date = jiff::civil::date(2026, 5, 4);

    #[test]
    fn a_return_carries_its_reason_and_an_approval_none() {
        let returned = Decision::Return("人次不符".into()).fields();
        assert_eq!((returned.text(REVIEW), returned.text(REVIEW_REASON)), (Some("returned"), Some("人次不符")));
        let approved = Decision::Approve.fields();
        assert_eq!((approved.text(REVIEW), approved.get(REVIEW_REASON)), (Some("approved"), None));
    }

    fn row(review: &str, phase: &str) -> Row {
        let there = attendance_field(MemberId(uuid::Uuid::from_u128(9)));
        let whole =
            [("type", "visit"), ("start", "2026-05-04T09:00"), ("place", "柳林村"), ("narrative", "走访三户。")];
        let whole = whole.into_iter().fold(Fields::default(), |body, (field, value)| body.with(field, value));
        let body = whole.with(there, "present").with(REVIEW, review).with("phase", phase);
        let (rec, by) = (RecordId(uuid::Uuid::nil()), UserId(uuid::Uuid::nil()));
        let (kind, author, conflicts) = ("activity".to_owned(), None, Vec::new());
        Row { rec, kind, ver: 1, seq: 1, schema: 1, del: false, body, conflicts, author, by, at: 0 }
    }

    #[test]
    fn a_correction_writes_what_it_takes_away_and_says_why() {
        let changes = Fields([("place".to_owned(), serde_json::Value::Null)].into());
        let fields = Decision::Correct(changes, "地点写重了".into()).fields();
        assert_eq!((fields.get("place"), fields.text(REVIEW)), (Some(&serde_json::Value::Null), Some("approved")));
        assert_eq!(fields.text(REVIEW_REASON), Some("地点写重了"));
    }

    #[test]
    fn what_counts_or_is_over_and_waits_may_be_corrected() {
        let may =
            [("approved", "held"), ("pending", "held"), ("pending", "planned"), ("returned", "held"), ("void", "held")];
        let may = may.map(|(review, phase)| may_correct(&row(review, phase), TODAY));
        assert_eq!(may, [true, true, false, false, false]);
    }

    #[test]
    fn what_is_void_offers_nothing_more() {
        assert!(may_become(&row("approved", "held"), Review::Void, TODAY));
        assert!(!may_become(&row("void", "held"), Review::Approved, TODAY));
    }

    #[test]
    fn what_took_others_in_is_not_made_void() {
        let mut kept = row("approved", "held");
        kept.body.set(merged_field(RecordId(uuid::Uuid::from_u128(5))), serde_json::json!({}));
        assert!(!may_become(&kept, Review::Void, TODAY) && may_correct(&kept, TODAY));
    }

    #[test]
    fn what_is_still_to_come_or_in_conflict_can_be_returned_and_not_approved() {
        let planned = row("pending", "planned");
        assert!(!may_become(&planned, Review::Approved, TODAY) && may_become(&planned, Review::Returned, TODAY));
        assert_eq!(not_yet(&planned, TODAY), Some(vocabulary::problem(Code::ReviewNotHeld)));
        let value = serde_json::json!(8);
        let conflict = Conflict { field: "measure:persons".into(), value, by: planned.by, at: 0, stands: None };
        let torn = Row { conflicts: vec![conflict], ..row("pending", "held") };
        assert!(!may_become(&torn, Review::Approved, TODAY) && may_become(&torn, Review::Returned, TODAY));
        assert!(may_become(&row("pending", "held"), Review::Approved, TODAY));
    }

    #[test]
    fn something_is_left_open_until_the_last_objection_and_the_last_conflict_are_settled() {
        let mut objected = row("approved", "held");
        let (one, two) = (MemberId(uuid::Uuid::from_u128(1)), MemberId(uuid::Uuid::from_u128(2)));
        [one, two].iter().for_each(|member| objected.body.set(objection_field(*member), "我不在"));
        let settles = |who: &[MemberId]| {
            who.iter().map(|member| (objection_field(*member), serde_json::Value::Null)).collect::<Fields>()
        };
        let desk = DeskRow { row: objected, ..crate::pages::desk::review_queue::tests::row(1, 1) };
        assert!(leaves_open(&desk, &settles(&[one])));
        assert!(!leaves_open(&desk, &settles(&[one, two])));
    }

    #[test]
    fn an_objection_is_settled_before_the_record_is_approved() {
        let mut objected = row("pending", "held");
        let (one, two) = (MemberId(uuid::Uuid::from_u128(1)), MemberId(uuid::Uuid::from_u128(2)));
        [one, two].iter().for_each(|member| objected.body.set(attendance_field(*member), "present"));
        assert_eq!(not_yet(&objected, TODAY), None);
        let nobody = Row {
            body: objected.body.clone().0.into_iter().filter(|(field, _)| !field.starts_with("attendance")).collect(),
            ..objected.clone()
        };
        assert_eq!(
            not_yet(&nobody, TODAY),
            Some(vocabulary::problem(Code::NobodyPresent)),
            "what lacks something by now"
        );
        objected.body.set(objection_field(one), "那天我在外地");
        assert_eq!(not_yet(&objected, TODAY), Some(words::objection_first()));
        assert!(!may_become(&objected, Review::Approved, TODAY) && may_become(&objected, Review::Returned, TODAY));
    }
}
