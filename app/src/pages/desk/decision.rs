//! What a reviewer decides, as the operation it becomes.

use crate::{
    components::desk_reason_panel::Question,
    state::{App, SaveError},
    text::desk as text,
};
use domain::{
    activity::{REVIEW, REVIEW_REASON},
    fields::Fields,
    kind::Kind,
    review::{Review, act_between},
};
use sync::{
    client::Edit,
    wire::{Act, desk::DeskRow},
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

/// Whether the state that a record is in leads to another.
pub fn may_become(from: Option<Review>, to: Review) -> bool {
    from.is_some_and(|from| act_between(from, to).is_ok())
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

    #[test]
    fn a_return_carries_its_reason_and_an_approval_none() {
        let returned = Decision::Return("人次不符".into()).fields();
        assert_eq!((returned.text(REVIEW), returned.text(REVIEW_REASON)), (Some("returned"), Some("人次不符")));
        let approved = Decision::Approve.fields();
        assert_eq!((approved.text(REVIEW), approved.get(REVIEW_REASON)), (Some("approved"), None));
    }

    #[test]
    fn what_is_void_offers_nothing_more() {
        assert!(may_become(Some(Review::Approved), Review::Void));
        assert!(!may_become(Some(Review::Void), Review::Approved));
        assert!(!may_become(None, Review::Approved));
    }
}
