//! The steps of a review: which one a patch asks for, and what it does to the record.

use crate::server::record::Record;
use domain::{
    activity::{Activity, CORRECTED, MERGED_INTO, PHASE, REVIEW, REVIEW_BEFORE, REVIEW_REASON},
    fields::Fields,
    id::RecordId,
    kind::Kind,
    merge::Sight,
    problem::{Code, Problem, Refusal},
    review::{self, Review, ReviewAct},
    schema::is_review,
    validate::validate,
};
use serde_json::Value;

/// Refuses a body that may not be submitted.
pub fn refuse_incomplete(kind: Kind, body: &Fields) -> Result<(), Refusal> {
    let problems = validate(kind, body);
    if problems.is_empty() { Ok(()) } else { Err(Refusal::from(problems.as_slice())) }
}

/// Which review act a patch asks for. Naming the state that already holds is no act, except that an approved record may
/// be corrected.
pub fn asked_for(fields: &Fields, current: &Record, sight: Sight) -> Result<Option<ReviewAct>, Refusal> {
    let (Some(to), Some(from)) = (fields.parsed::<Review>(REVIEW), Activity(&current.body).review()) else {
        return Ok(None);
    };
    let changes_content = fields.0.keys().any(|field| !is_review(field));
    let act = match (from, to) {
        (Review::Pending, Review::Pending) => return Ok(None),
        (Review::Approved, Review::Approved) if changes_content => ReviewAct::Correct,
        (Review::Void, _) if Activity(&current.body).merged_into().is_some() => {
            let back = review::restores(current.body.parsed(REVIEW_BEFORE), to) && !changes_content;
            if back { ReviewAct::Restore } else { return Err(Code::ReviewMoved.into()) }
        }
        _ => review::act_between(from, to)?,
    };
    let must_have_seen = matches!(act, ReviewAct::Approve | ReviewAct::Return | ReviewAct::Correct);
    if must_have_seen && !current.history.all_seen_by(sight) {
        return Err(Code::ReviewUnseen.into());
    }
    if act.needs_reason() && fields.text(REVIEW_REASON).is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Refusal::from([Problem::at(Code::ReasonMissing, REVIEW_REASON)].as_slice()));
    }
    Ok(Some(act))
}

/// Takes a step; what the patch writes beside it is in `after` already.
pub fn take(act: ReviewAct, fields: &Fields, current: &Record, after: &mut Record) -> Result<(), Refusal> {
    if matches!(act, ReviewAct::Resubmit | ReviewAct::Approve | ReviewAct::Correct) {
        refuse_incomplete(after.kind, &after.body)?;
    }
    if matches!(act, ReviewAct::Approve | ReviewAct::Correct) {
        let in_conflict = !after.history.conflicts(after.kind, &after.body).is_empty();
        review::refuse_open_ends(after.body.parsed(PHASE), in_conflict)?;
    }
    match act {
        ReviewAct::Correct => {
            if after.body == current.body {
                return Err(Code::CorrectionEmpty.into());
            }
            after.body.set(CORRECTED, Activity(&current.body).corrections() + 1);
        }
        ReviewAct::Void => merge(fields, current, after)?,
        ReviewAct::Restore => {
            after.body.set(MERGED_INTO, Value::Null);
            after.body.set(REVIEW_BEFORE, Value::Null);
        }
        ReviewAct::Resubmit | ReviewAct::Approve | ReviewAct::Return => {}
    }
    let to = fields.get(REVIEW).cloned().unwrap_or(Value::Null);
    after.body.set(REVIEW, to);
    let reason = if act.needs_reason() { fields.get(REVIEW_REASON).cloned() } else { None };
    after.body.set(REVIEW_REASON, reason.unwrap_or(Value::Null));
    Ok(())
}

/// A duplicate is made void with the record that took it in, and remembers where it stood.
fn merge(fields: &Fields, current: &Record, after: &mut Record) -> Result<(), Refusal> {
    let Some(into) = fields.text(MERGED_INTO) else { return Ok(()) };
    if into.parse() == Ok::<RecordId, _>(current.rec) {
        return Err(Refusal::from([Problem::at(Code::FieldInvalid, MERGED_INTO)].as_slice()));
    }
    after.body.set(MERGED_INTO, into);
    after.body.set(REVIEW_BEFORE, current.body.get(REVIEW).cloned().unwrap_or(Value::Null));
    Ok(())
}
