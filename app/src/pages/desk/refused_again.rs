//! Whether what was refused can be done to the record as it is now, as an operation of its own.

use super::decision::may_become;
use domain::{
    activity::{Activity, MERGED, MERGED_INTO, OBJECTION, REVIEW},
    fields::Fields,
    review::{self, Review},
    schema::is_review,
};
use jiff::civil::Date;
use sync::{
    client::Edit,
    wire::{Act, Op, desk::DeskRow},
};

/// The same act on the record as it stands; `None` where it no longer has a place there, or somebody else reviews it.
pub fn again(op: &Op, now: &DeskRow, today: Date) -> Option<Edit> {
    let Act::Patch(fields) = &op.act else { return None };
    let kind = op.kind.parse().ok()?;
    let fits = now.reviews && leads_somewhere(fields, now, today);
    fits.then(|| Edit { rec: op.rec, kind, feed: now.feed, act: op.act.clone(), base: Some(now.row.ver) })
}

fn leads_somewhere(fields: &Fields, now: &DeskRow, today: Date) -> bool {
    let state = Activity(&now.row.body).review();
    let changes = fields.0.iter().any(|(field, value)| !is_review(field) && now.row.body.get(field) != Some(value));
    match fields.parsed::<Review>(REVIEW) {
        // One step of a merge, or of undoing one, would leave it half done.
        _ if fields.get(MERGED_INTO).is_some() || fields.map(MERGED).next().is_some() || brings_back(fields) => false,
        // Nothing leads out of it, so it is decided on the page of the record as that stands, not from what was thought once.
        Some(Review::Void) => false,
        Some(Review::Approved) if state == Some(Review::Approved) => changes,
        Some(to) => may_become(&now.row, to, today),
        None => changes && state.is_some_and(review::is_open),
    }
}

/// Whether it restores a record with what was objected elsewhere: nobody writes another's objection otherwise.
pub fn brings_back(fields: &Fields) -> bool {
    fields.get(REVIEW).is_some() && fields.map(OBJECTION).any(|(_, why)| !why.is_null())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::review_queue::tests::row;
    use domain::id::Feed;
    use serde_json::Value;
    use sync::clock::Hlc;

    const TODAY: Date = jiff::civil::date(2026, 5, 4);

    fn op(fields: Fields) -> Op {
        let row = row(1, 1);
        let (rec, kind, feed): (_, _, Feed) = (row.row.rec, "activity".to_owned(), row.feed);
        Op { n: 4, rec, kind, feed, base: 1, epoch: None, hlc: Hlc::at(0), schema: 1, act: Act::Patch(fields) }
    }

    fn now(review: &str) -> DeskRow {
        let mut row = row(1, 5);
        let whole = [
            (REVIEW, review),
            ("phase", "held"),
            ("type", "visit"),
            ("start", "2026-05-04T09:00"),
            ("place", "柳林村"),
            ("narrative", "走访三户。"),
            ("attendance:00000000-0000-0000-0000-000000000009", "present"),
        ];
        let whole = whole.into_iter().fold(Fields::default(), |body, (field, value)| body.with(field, value));
        row.row.body = whole.with("measure:persons", 6);
        row
    }

    #[test]
    fn an_approval_of_an_older_text_can_be_given_to_the_newer_one_and_not_to_what_is_decided() {
        let approval = op(Fields::default().with(REVIEW, "approved"));
        assert_eq!(again(&approval, &now("pending"), TODAY).and_then(|edit| edit.base), Some(5));
        assert_eq!(again(&approval, &now("approved"), TODAY), None);
        assert_eq!(again(&approval, &now("void"), TODAY), None);
        assert_eq!(again(&approval, &DeskRow { reviews: false, ..now("pending") }, TODAY), None);
    }

    #[test]
    fn a_change_can_be_made_again_where_it_changes_something_and_the_record_is_open() {
        let change = op(Fields::default().with("measure:persons", 8));
        assert!(again(&change, &now("pending"), TODAY).is_some() && again(&change, &now("approved"), TODAY).is_none());
        assert_eq!(again(&op(Fields::default().with("measure:persons", 6)), &now("pending"), TODAY), None);
        let correction = op(Fields::default().with("measure:persons", 8).with(REVIEW, "approved"));
        assert!(again(&correction, &now("approved"), TODAY).is_some());
        let half = op(Fields::default().with(REVIEW, "void").with(MERGED_INTO, "x"));
        assert_eq!(again(&half, &now("pending"), TODAY), None);
        let undoing =
            op(Fields([("merged:x".to_owned(), Value::Null), ("measure:persons".to_owned(), Value::from(8))].into()));
        assert_eq!(again(&undoing, &now("pending"), TODAY), None);
        let back = op(Fields::default().with(REVIEW, "returned").with("objection:x", "我没有去"));
        assert_eq!(again(&back, &now("pending"), TODAY), None);
    }

    #[test]
    fn nothing_is_made_void_from_here() {
        let void = op(Fields::default().with(REVIEW, "void").with("review_reason", "没有别人在场"));
        assert_eq!(again(&void, &now("approved"), TODAY), None);
    }
}
