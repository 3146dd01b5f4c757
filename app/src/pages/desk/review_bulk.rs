//! 一起通过: which records are plain enough to be approved without being opened.

use super::review_queue::QueueItem;
use domain::{activity::Activity, hint::Hint};

/// Why a record has to be looked at by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// The server did not take what was decided about it.
    CameBack,
    /// Two values wait for a person.
    InConflict,
    /// Somebody listed objects.
    Objected,
    /// The member whom it was recorded for has not agreed.
    Unconfirmed,
    /// There is something to look at.
    Hinted,
    /// It may be of the same activity as another record.
    MayBeSame,
}

/// What keeps a record from being approved unseen; `None` where it is plain.
pub fn left_out(item: &QueueItem, hints: &[Hint], may_be_same: bool) -> Option<Left> {
    let it = Activity(&item.row.row.body);
    let reasons = [
        (!item.refused.is_empty(), Left::CameBack),
        (!item.row.row.conflicts.is_empty(), Left::InConflict),
        (it.objections().next().is_some(), Left::Objected),
        (it.awaits_confirmation(), Left::Unconfirmed),
        (!hints.is_empty(), Left::Hinted),
        (may_be_same, Left::MayBeSame),
    ];
    reasons.into_iter().find(|(holds, _)| *holds).map(|(_, why)| why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::review_queue::tests::row;
    use domain::{fields::Fields, id::RecordId, id::UserId, merge::Conflict, problem::Code};
    use serde_json::json;
    use uuid::Uuid;

    fn item(fields: &[(&str, &str)]) -> QueueItem {
        let mut row = row(1, 1);
        row.row.body = fields.iter().fold(Fields::default(), |body, (field, value)| body.with(*field, *value));
        QueueItem { row, refused: Vec::new(), decided: None }
    }

    #[test]
    fn only_what_leaves_no_question_is_approved_unseen() {
        let member = "00000000-0000-0000-0000-000000000001";
        let held = ("phase", "held");
        let objection = format!("objection:{member}");
        assert_eq!(left_out(&item(&[held]), &[], false), None);
        for (item, why) in [
            (item(&[held, (&objection, "没去")]), Left::Objected),
            (item(&[held, ("recorded_for", member)]), Left::Unconfirmed),
        ] {
            assert_eq!(left_out(&item, &[], false), Some(why));
        }
        let mut torn = item(&[held]);
        let by = UserId(Uuid::nil());
        torn.row.row.conflicts =
            vec![Conflict { field: "narrative".into(), value: json!("x"), by, at: 0, stands: None }];
        assert_eq!(left_out(&torn, &[], false), Some(Left::InConflict));
        let refused = QueueItem { refused: vec![(1, Code::ReviewMoved.into())], ..item(&[held]) };
        assert_eq!(left_out(&refused, &[], false), Some(Left::CameBack));
        let hint = Hint::SameText { other: RecordId(Uuid::nil()) };
        assert_eq!(left_out(&item(&[held]), &[hint], true), Some(Left::Hinted));
        assert_eq!(left_out(&item(&[held]), &[], true), Some(Left::MayBeSame));
    }
}
