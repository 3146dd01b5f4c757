//! What a reviewer decides, as the operation it becomes.

use crate::{
    components::desk_reason_panel::Question,
    state::{App, SaveError},
    text::desk as text,
};
use domain::{
    activity::{Activity, REVIEW, REVIEW_REASON},
    fields::Fields,
    kind::Kind,
    problem::Code,
    review::{Review, act_between, refuse_open_ends},
};
use sync::{
    client::Edit,
    wire::{Act, Row, desk::DeskRow},
};

/// A decision about one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It counts.
    Approve,
    /// It goes back to its author with a reason.
    Return(String),
    /// It is taken out with a reason.
    Void(String),
}

impl Decision {
    const fn state(&self) -> Review {
        match self {
            Decision::Approve => Review::Approved,
            Decision::Return(_) => Review::Returned,
            Decision::Void(_) => Review::Void,
        }
    }

    /// What was done, in a word.
    pub fn said(&self) -> &'static str {
        match self {
            Decision::Approve => text::approved(),
            Decision::Return(_) => text::returned(),
            Decision::Void(_) => text::voided(),
        }
    }

    fn fields(self) -> Fields {
        let review = Fields::default().with(REVIEW, self.state().id());
        match self {
            Decision::Approve => review,
            Decision::Return(reason) | Decision::Void(reason) => review.with(REVIEW_REASON, reason),
        }
    }
}

/// Whether a record as it stands may come into another state of review.
pub fn may_become(row: &Row, to: Review) -> bool {
    let leads_there = Activity(&row.body).review().is_some_and(|from| act_between(from, to).is_ok());
    leads_there && (to != Review::Approved || not_yet(row).is_none())
}

/// Why a record that waits cannot be approved yet, though it can be returned.
pub fn not_yet(row: &Row) -> Option<Code> {
    let activity = Activity(&row.body);
    let waits = activity.review() == Some(Review::Pending);
    refuse_open_ends(activity.phase(), !row.conflicts.is_empty()).err().filter(|_| waits)
}

/// The operation: a change of the version that was read, in place of decisions that the server refused.
fn edit(row: &DeskRow, decision: Decision) -> Option<Edit> {
    let kind: Kind = row.row.kind.parse().ok()?;
    let act = Act::Patch(decision.fields());
    Some(Edit { rec: row.row.rec, kind, feed: row.feed, act, base: Some(row.row.ver) })
}

/// Saves a decision in the outbox of this computer; it is uploaded as soon as the server is reached.
///
/// # Errors
/// Where the disk did not take it; nothing has been decided then.
pub async fn decide(app: App, row: &DeskRow, decision: Decision, refused: Vec<u64>) -> Result<(), SaveError> {
    // A record of a kind that this version does not know is shown, and offers no decision.
    let Some(edit) = edit(row, decision) else { return Ok(()) };
    app.save(vec![edit], refused).await.map(|_| ())
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
        id::{RecordId, UserId},
        merge::Conflict,
    };

    #[test]
    fn a_return_carries_its_reason_and_an_approval_none() {
        let returned = Decision::Return("人次不符".into()).fields();
        assert_eq!((returned.text(REVIEW), returned.text(REVIEW_REASON)), (Some("returned"), Some("人次不符")));
        let approved = Decision::Approve.fields();
        assert_eq!((approved.text(REVIEW), approved.get(REVIEW_REASON)), (Some("approved"), None));
    }

    fn row(review: &str, phase: &str) -> Row {
        let body = Fields::default().with(REVIEW, review).with("phase", phase);
        let (rec, by) = (RecordId(uuid::Uuid::nil()), UserId(uuid::Uuid::nil()));
        let (kind, author, conflicts) = ("activity".to_owned(), None, Vec::new());
        Row { rec, kind, ver: 1, seq: 1, schema: 1, del: false, body, conflicts, author, by, at: 0 }
    }

    #[test]
    fn what_is_void_offers_nothing_more() {
        assert!(may_become(&row("approved", "held"), Review::Void));
        assert!(!may_become(&row("void", "held"), Review::Approved));
    }

    #[test]
    fn what_is_still_to_come_or_in_conflict_can_be_returned_and_not_approved() {
        let planned = row("pending", "planned");
        assert!(!may_become(&planned, Review::Approved) && may_become(&planned, Review::Returned));
        assert_eq!(not_yet(&planned), Some(Code::ReviewNotHeld));
        let value = serde_json::json!(8);
        let conflict = Conflict { field: "measure:persons".into(), value, by: planned.by, at: 0, stands: None };
        let torn = Row { conflicts: vec![conflict], ..row("pending", "held") };
        assert!(!may_become(&torn, Review::Approved) && may_become(&torn, Review::Returned));
        assert!(may_become(&row("pending", "held"), Review::Approved));
    }
}
