use super::*;
use uuid::Uuid;

fn draft(body: Fields, original: Option<Fields>) -> Draft {
    let rec = RecordId(Uuid::from_u128(1));
    let base = original.as_ref().map(|_| 3);
    Draft {
        rec,
        kind: Kind::Activity,
        feed: None,
        body,
        base,
        original,
        supersedes: Vec::new(),
        updated_at: 0,
        turn: 0,
        next_key: None,
    }
}

#[test]
fn a_new_record_is_sent_as_a_whole_without_what_was_emptied() {
    let body = Fields::default().with("type", "visit").with("place", "  ").with("narrative", "走访。");
    let whole = Fields::default().with("type", "visit").with("narrative", "走访。");
    assert_eq!(act(&draft(body, None)), Some(Act::Create(whole)));
}

#[test]
fn of_a_known_record_only_what_changed_is_sent_and_what_went_is_null() {
    let original = Fields::default().with("type", "visit").with("measure:persons", 3).with("place", "柳林村");
    let body = Fields::default().with("type", "visit").with("measure:persons", 4);
    let mut patch = Fields::default().with("measure:persons", 4);
    patch.0.insert("place".into(), Value::Null);
    assert_eq!(act(&draft(body, Some(original))), Some(Act::Patch(patch)));
}

#[test]
fn an_unchanged_record_is_not_sent_and_a_returned_one_is_submitted_again() {
    let pending = Fields::default().with("type", "visit").with("review", "pending");
    assert_eq!(act(&draft(pending.clone(), Some(pending))), None);
    let returned = Fields::default().with("review", "returned").with("review_reason", "人次不符");
    let mut patch = Fields::default().with("review", "pending");
    patch.0.insert("review_reason".into(), Value::Null);
    assert_eq!(act(&draft(returned.clone(), Some(returned))), Some(Act::Patch(patch)));
}
