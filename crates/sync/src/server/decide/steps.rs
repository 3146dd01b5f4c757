//! The steps of a review: which one a patch asks for, and what it does to the record.

use crate::server::record::Record;
use domain::{
    activity::{
        ATTENDANCE, Activity, BACK_FROM, CONFIRMED, CORRECTED, MERGED, MERGED_INTO, OBJECTION, REVIEW, REVIEW_BEFORE,
        REVIEW_REASON,
    },
    confirmation,
    duplicate::{last_taken_in, merged_field},
    fields::Fields,
    id::RecordId,
    kind::Kind,
    merge::Sight,
    problem::{Code, Problem, Refusal},
    review::{self, Review, ReviewAct},
    schema::is_review,
    validate::validate,
};
use jiff::civil::Date;
use serde_json::Value;

/// Refuses a body that may not be submitted.
pub fn refuse_incomplete(kind: Kind, body: &Fields) -> Result<(), Refusal> {
    let problems = validate(kind, body);
    if problems.is_empty() { Ok(()) } else { Err(Refusal::from(problems.as_slice())) }
}

/// Which review act a patch asks for. Naming the state that already holds is no act, except that an approved record may
/// be corrected. `sight` is what its writer has seen; `None` where that is not known, since the server was restored.
pub fn asked_for(fields: &Fields, current: &Record, sight: Option<Sight>) -> Result<Option<ReviewAct>, Refusal> {
    let (Some(to), Some(from)) = (fields.parsed::<Review>(REVIEW), Activity(&current.body).review()) else {
        return Ok(None);
    };
    let changes_content = fields.0.keys().any(|field| !is_review(field));
    let act = match (from, to) {
        (Review::Pending, Review::Pending) => return Ok(None),
        (Review::Approved, Review::Approved) if changes_content => ReviewAct::Correct,
        (Review::Void, _) if Activity(&current.body).merged_into().is_some() => {
            let is_of_people =
                |field: &String| [ATTENDANCE, OBJECTION].contains(&field.split(':').next().unwrap_or(""));
            let of_people = fields.0.keys().filter(|field| !is_review(field)).all(is_of_people);
            let back = review::restores(current.body.parsed(REVIEW_BEFORE), to, changes_content) && of_people;
            if back { ReviewAct::Restore } else { return Err(Code::ReviewMoved.into()) }
        }
        _ => review::act_between(from, to)?,
    };
    let must_have_seen = act != ReviewAct::Resubmit && act != ReviewAct::Restore;
    if must_have_seen && sight.is_some_and(|sight| !current.history.all_seen_by(sight)) {
        return Err(Code::ReviewUnseen.into());
    }
    // Nothing leads out of void, and from every state a way leads in: it must not go over what another has decided.
    if act == ReviewAct::Void && sight.is_some_and(|sight| !current.history.step_seen_by(sight)) {
        return Err(Code::ReviewMoved.into());
    }
    if act.needs_reason() && fields.text(REVIEW_REASON).is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Refusal::from([Problem::at(Code::ReasonMissing, REVIEW_REASON)].as_slice()));
    }
    Ok(Some(act))
}

/// Takes a step on a day; what the patch writes beside it is in `after` already.
pub fn take(act: ReviewAct, fields: &Fields, current: &Record, after: &mut Record, today: Date) -> Result<(), Refusal> {
    if matches!(act, ReviewAct::Resubmit | ReviewAct::Approve | ReviewAct::Correct) {
        refuse_incomplete(after.kind, &after.body)?;
    }
    if matches!(act, ReviewAct::Approve | ReviewAct::Correct) {
        let in_conflict = !after.history.conflicts(after.kind, &after.body).is_empty();
        let open_ends = review::refuse_open_ends(Activity(&after.body), in_conflict, today);
        // What counts though everybody denies it may be put right step by step: no step makes it worse. Nor does a merge,
        // which brings an objection, or undoing one, which leaves it with the only one who was there: it is settled then.
        let is_worse = !(review::is_denied(Activity(&current.body)) || fields.map(MERGED).next().is_some());
        if act != ReviewAct::Correct || in_conflict || is_worse || open_ends != Err(Code::ReviewObjected) {
            open_ends?;
        }
    }
    match act {
        ReviewAct::Correct => {
            if after.body == current.body {
                return Err(Code::CorrectionEmpty.into());
            }
            after.body.set(CORRECTED, Activity(&current.body).corrections() + 1);
        }
        ReviewAct::Void => {
            // A void may undo the last merge with it, where nothing would be left without what that brought.
            refuse_with_others_in_it(after)?;
            merge(fields, current, after)?;
        }
        ReviewAct::Restore => {
            after.body.set(BACK_FROM, current.body.get(MERGED_INTO).cloned().unwrap_or(Value::Null));
            after.body.set(MERGED_INTO, Value::Null);
            after.body.set(REVIEW_BEFORE, Value::Null);
        }
        ReviewAct::Resubmit | ReviewAct::Approve | ReviewAct::Return => {}
    }
    // The office answers for what it changes, before approval as after it: who agreed to the record goes on agreeing.
    if matches!(act, ReviewAct::Approve | ReviewAct::Correct)
        && let Some(confirmed) = confirmation::carried_over(&current.body, &after.body)
    {
        after.body.set(CONFIRMED, confirmed);
    }
    let to = fields.get(REVIEW).cloned().unwrap_or(Value::Null);
    after.body.set(REVIEW, to);
    // What is changed while it is approved says why, too: its author reads that.
    let goes_back = act == ReviewAct::Restore && fields.text(REVIEW) == Some(Review::Returned.id());
    let says_why = act.needs_reason()
        || goes_back
        || (act == ReviewAct::Approve && fields.0.keys().any(|field| !is_review(field)));
    let reason = if says_why { fields.get(REVIEW_REASON).cloned() } else { None };
    after.body.set(REVIEW_REASON, reason.unwrap_or(Value::Null));
    Ok(())
}

/// Refuses to take away what others were merged into: their work would go with it, and nobody would see it.
pub fn refuse_with_others_in_it(current: &Record) -> Result<(), Refusal> {
    if current.body.map(MERGED).next().is_some() { Err(Code::TookOthersIn.into()) } else { Ok(()) }
}

/// Whether a step changes what is closed: a correction, what comes back with what was said of its people meanwhile, and a
/// void that undoes a merge, which forgets what that changed.
pub fn opens(step: Option<ReviewAct>, fields: &Fields) -> bool {
    match step {
        Some(ReviewAct::Correct | ReviewAct::Restore) => true,
        Some(ReviewAct::Void) => undoes_merge(fields),
        _ => false,
    }
}

/// Whether a patch forgets a merge, which is how one is undone.
pub fn undoes_merge(fields: &Fields) -> bool {
    fields.0.iter().any(|(field, value)| field.split(':').next() == Some(MERGED) && value.is_null())
}

/// Refuses to undo a merge by somebody who has not seen all of it: what was said meanwhile goes with the other record.
pub fn refuse_unseen_undoing(fields: &Fields, current: &Record, sight: Option<Sight>) -> Result<(), Refusal> {
    let is_unseen = undoes_merge(fields) && sight.is_some_and(|sight| !current.history.all_seen_by(sight));
    if is_unseen { Err(Code::ReviewUnseen.into()) } else { Ok(()) }
}

/// Refuses to undo a merge where nobody would be left in what stays, as somebody else has changed it meanwhile: it is taken
/// out with the undoing then, or settled before.
pub fn refuse_emptying(
    step: Option<ReviewAct>,
    fields: &Fields,
    current: &Record,
    after: &Fields,
) -> Result<(), Refusal> {
    let is_of_merge = undoes_merge(fields) || step == Some(ReviewAct::Restore);
    // What goes back to its author says so, and what is void has nobody to be left.
    let is_said = step == Some(ReviewAct::Void) || fields.text(REVIEW) == Some(Review::Returned.id());
    if is_said || !is_of_merge {
        return Ok(());
    }
    let nobody = |body: &Fields| validate(current.kind, body).into_iter().find(|one| one.code == Code::NobodyPresent);
    match nobody(after) {
        Some(problem) if nobody(&current.body).is_none() => Err(Refusal::from([problem].as_slice())),
        _ => Ok(()),
    }
}

/// Refuses to undo a merge before a later one is undone: what that remembers would be wrong then.
pub fn refuse_out_of_order(fields: &Fields, current: &Record) -> Result<(), Refusal> {
    let last = last_taken_in(&current.body).map(merged_field);
    let forgets = |(field, value): (&String, &Value)| {
        let is_there = current.body.get(field).is_some();
        field.split(':').next() == Some(MERGED) && value.is_null() && is_there && Some(field) != last.as_ref()
    };
    if fields.0.iter().any(forgets) { Err(Code::MergeNotLast.into()) } else { Ok(()) }
}

/// A duplicate is made void with the record that took it in, and remembers where it stood.
fn merge(fields: &Fields, current: &Record, after: &mut Record) -> Result<(), Refusal> {
    let Some(into) = fields.text(MERGED_INTO) else { return Ok(()) };
    if into.parse() == Ok::<RecordId, _>(current.rec) {
        return Err(Refusal::from([Problem::at(Code::FieldInvalid, MERGED_INTO)].as_slice()));
    }
    after.body.set(MERGED_INTO, into);
    after.body.set(BACK_FROM, Value::Null);
    after.body.set(REVIEW_BEFORE, current.body.get(REVIEW).cloned().unwrap_or(Value::Null));
    Ok(())
}
