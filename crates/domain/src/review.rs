//! The review of a record 审核: what the office has said of it.

use crate::{
    activity::{Activity, Phase},
    kind::text_enum,
    problem::Code,
};
use jiff::civil::Date;

text_enum! {
    /// Where the review of a record stands. Only approved records count.
    Review {
        /// Submitted, not yet looked at.
        Pending = "pending" "待审核",
        /// Sent back with a reason; the author mends it and submits again.
        Returned = "returned" "退回修改",
        /// Counts from now on.
        Approved = "approved" "已审核",
        /// Taken out, with a reason; never counts, stays readable.
        Void = "void" "作废",
    }
}

/// What somebody wants to do with the review of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewAct {
    /// The author submits a returned record again.
    Resubmit,
    /// A reviewer approves.
    Approve,
    /// A reviewer sends it back.
    Return,
    /// A reviewer takes it out; an author withdraws what nobody has approved.
    Void,
    /// A reviewer changes an approved record and says why; it goes on counting, as corrected.
    Correct,
    /// A reviewer brings back what had been merged into another record.
    Restore,
}

impl ReviewAct {
    /// Whether the act says why.
    pub const fn needs_reason(self) -> bool {
        matches!(self, ReviewAct::Return | ReviewAct::Void | ReviewAct::Correct)
    }
}

/// The act that leads from one state to another.
///
/// # Errors
/// [`Code::ReviewMoved`] where no act does: somebody else was faster, or the state never leads there.
pub const fn act_between(from: Review, to: Review) -> Result<ReviewAct, Code> {
    match (from, to) {
        (Review::Returned, Review::Pending) => Ok(ReviewAct::Resubmit),
        (Review::Pending, Review::Approved) => Ok(ReviewAct::Approve),
        (Review::Pending, Review::Returned) => Ok(ReviewAct::Return),
        (Review::Pending | Review::Returned | Review::Approved, Review::Void) => Ok(ReviewAct::Void),
        _ => Err(Code::ReviewMoved),
    }
}

/// Whether a record that was merged into another comes back by this step: to where it stood before, and nowhere else. Where
/// something was said of its people meanwhile, what counted waits to be looked at again.
pub fn restores(before: Option<Review>, to: Review, was_spoken_of: bool) -> bool {
    let looked_at_again = was_spoken_of && before == Some(Review::Approved);
    match to {
        Review::Pending => before == Some(to) || looked_at_again,
        Review::Approved => before == Some(to) && !was_spoken_of,
        // Where nobody is left in it, its author has to look at it.
        Review::Returned => before == Some(to) || was_spoken_of,
        Review::Void => false,
    }
}

/// Whether an activity may be approved as it stands. Approval closes it, so nothing may be left open in it.
///
/// # Errors
/// [`Code::ReviewNotHeld`] for what has not taken place: what is still to come could never become held and count
/// afterwards, and what was cancelled has nothing to count.
/// [`Code::ReviewAhead`] for what says to have taken place on a day that is still to come.
/// [`Code::ReviewObjected`] where everybody who is said to have been there objects.
/// [`Code::ReviewConflict`] while values wait for a person: they could never be settled afterwards.
pub fn refuse_open_ends(activity: Activity<'_>, in_conflict: bool, today: Date) -> Result<(), Code> {
    match () {
        () if activity.phase() != Some(Phase::Held) => Err(Code::ReviewNotHeld),
        () if activity.day().is_some_and(|day| day > today) => Err(Code::ReviewAhead),
        () if is_denied(activity) => Err(Code::ReviewObjected),
        () if in_conflict => Err(Code::ReviewConflict),
        () => Ok(()),
    }
}

/// Whether everybody who is said to have been there objects.
pub fn is_denied(activity: Activity<'_>) -> bool {
    let objects = |member| activity.objections().any(|(objector, _)| objector == member);
    activity.objections().next().is_some() && activity.present().all(objects)
}

/// Whether the content of a record in this state may still be edited by its people.
pub const fn is_open(state: Review) -> bool {
    matches!(state, Review::Pending | Review::Returned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        activity::{PHASE, START, attendance_field, objection_field},
        fields::Fields,
        id::MemberId,
    };
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn nothing_leads_out_of_void_and_nothing_un_approves_but_void() {
        for to in Review::ALL {
            assert_eq!(act_between(Review::Void, *to), Err(Code::ReviewMoved));
            let from_approved = act_between(Review::Approved, *to);
            assert_eq!(from_approved.is_ok(), *to == Review::Void, "{to}");
        }
    }

    #[test]
    fn only_what_took_place_and_is_settled_is_approved() {
        let today = date(2026, 5, 4);
        let refused = |body: &Fields, in_conflict| refuse_open_ends(Activity(body), in_conflict, today).err();
        for (phase, in_conflict, code) in [
            (Some(Phase::Held), false, None),
            (Some(Phase::Cancelled), false, Some(Code::ReviewNotHeld)),
            (None, false, Some(Code::ReviewNotHeld)),
            (Some(Phase::Planned), false, Some(Code::ReviewNotHeld)),
            (Some(Phase::Planned), true, Some(Code::ReviewNotHeld)),
            (Some(Phase::Held), true, Some(Code::ReviewConflict)),
        ] {
            let body = phase.map_or(Fields::default(), |phase| Fields::default().with(PHASE, phase.id()));
            assert_eq!(refused(&body, in_conflict), code, "{phase:?} {in_conflict}");
        }
        let held = |start: &str| Fields::default().with(PHASE, "held").with(START, start);
        assert_eq!(refused(&held("2026-05-05T09:00"), false), Some(Code::ReviewAhead));
        assert_eq!(refused(&held("2026-05-04T23:59"), false), None);
    }

    #[test]
    fn what_everybody_said_to_have_been_there_denies_is_not_approved() {
        let (one, two) = (MemberId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(2)));
        let denied = Fields::default()
            .with(PHASE, "held")
            .with(attendance_field(one), "present")
            .with(objection_field(one), "那天我在外地");
        let refused = |body: &Fields| refuse_open_ends(Activity(body), false, date(2026, 5, 4)).err();
        assert_eq!(refused(&denied), Some(Code::ReviewObjected));
        assert_eq!(refused(&denied.with(attendance_field(two), "present")), None, "somebody was there");
    }

    #[test]
    fn a_second_approval_of_the_same_record_is_told_that_it_came_late() {
        assert_eq!(act_between(Review::Approved, Review::Approved), Err(Code::ReviewMoved));
    }
}
