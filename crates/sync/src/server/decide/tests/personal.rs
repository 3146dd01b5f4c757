//! What members say of themselves: answers, objections, agreement, signing in at the door.

use super::*;
use crate::fixture::*;
use domain::{
    activity::Attendance,
    confirmation,
    policy::{Held, Scope},
    sign_in::{self, DOOR, Door, Link, sign_in_field},
};

const SECRET: Link = [5; 16];

/// A member of another venue, who receives nothing of this one.
fn visitor() -> Actor {
    let held = vec![Held { role: Role::Member, scope: Scope::Member(WU) }];
    Actor { held, ..wu() }
}

fn planned() -> Fields {
    let door = Door::new(SECRET, NOW - 60_000, 60_000, 60);
    let fields = activity().with("phase", "planned").with(DOOR, door.value());
    fields.with(format!("attendance:{WU}"), "invited")
}

fn announced(fields: Fields) -> Step {
    (lin(), PHONE, op(1, 0, Act::Create(fields)))
}

fn visit(n: u64, fields: Fields) -> Step {
    (visitor(), OTHER_PHONE, op(n, 1, Act::Patch(fields)))
}

fn answer(value: &str) -> Fields {
    Fields::default().with(format!("attendance:{WU}"), value)
}

fn sign_in(at: u64) -> Fields {
    let shown = Door::new(SECRET, NOW - 60_000, 60_000, 60).shown(SECRET, at).unwrap();
    answer("present").with(sign_in_field(WU), shown.value())
}

#[test]
fn who_is_invited_from_elsewhere_answers_and_changes_nothing_else() {
    let said = play(&[announced(planned()), visit(1, answer("leave"))]);
    assert_eq!(Activity(&said.body).attendance_of(WU), Some(Attendance::Leave));
    for fields in [
        answer("present"),
        answer("leave").with("place", "别处"),
        Fields::default().with(format!("attendance:{LIN}"), "leave"),
        Fields::default(),
    ] {
        assert_eq!(refused(&[announced(planned()), visit(1, fields)]), Code::NoGrant.id());
    }
    let uninvited = planned().0.into_iter().filter(|(field, _)| *field != format!("attendance:{WU}")).collect();
    assert_eq!(refused(&[announced(uninvited), visit(1, answer("accepted"))]), Code::NotListed.id());
}

#[test]
fn a_code_read_at_the_door_signs_in_whoever_was_there_listed_or_not() {
    let unlisted = planned().0.into_iter().filter(|(field, _)| *field != format!("attendance:{WU}")).collect();
    for fields in [planned(), unlisted] {
        let record = play(&[announced(fields), visit(1, sign_in(NOW))]);
        assert_eq!(Activity(&record.body).attendance_of(WU), Some(Attendance::Present));
    }
}

#[test]
fn a_code_of_another_time_another_door_or_another_person_is_refused() {
    let stale = sign_in(NOW + 10 * 60_000);
    assert_eq!(refused(&[announced(planned()), visit(1, stale)]), Code::SignInStale.id());
    let other_door = planned().with(DOOR, Door::new([6; 16], NOW - 60_000, 60_000, 60).value());
    assert_eq!(refused(&[announced(other_door), visit(1, sign_in(NOW))]), Code::SignInInvalid.id());
    let for_another =
        Fields::default().with(sign_in_field(LIN), sign_in(NOW).get(&sign_in_field(WU)).cloned().unwrap());
    assert_eq!(refused(&[announced(planned()), visit(1, for_another.clone())]), Code::NoGrant.id());
    let colleague = (wu(), OTHER_PHONE, op(1, 1, Act::Patch(for_another)));
    assert_eq!(refused(&[announced(planned()), colleague]), Code::NotAllowed.id());
}

#[test]
fn a_code_that_came_before_its_door_may_be_sent_again_later_and_no_other() {
    let late = NOW + 40 * 60_000;
    let door = Door::new(SECRET, late - 60_000, 60_000, 60);
    let announced_late = planned().with(DOOR, door.value());
    let read = |at: u64| {
        let shown = door.shown(SECRET, late).unwrap();
        answer("present").with(sign_in_field(WU), sign_in::at_the_door(shown, at))
    };
    // The operation is of NOW; who says to have read the code later than that is not believed.
    assert_eq!(refused(&[announced(announced_late.clone()), visit(1, read(late))]), Code::SignInStale.id());
    let shown = Door::new(SECRET, NOW - 60_000, 60_000, 60).shown(SECRET, NOW - 30_000).unwrap();
    let again = |at| answer("present").with(sign_in_field(WU), sign_in::at_the_door(shown, at));
    play(&[announced(planned()), visit(1, again(NOW - 30_000))]);
    assert_eq!(refused(&[announced(planned()), visit(1, again(NOW - 30 * 60_000))]), Code::SignInStale.id());
}

#[test]
fn what_was_recorded_for_somebody_is_agreed_to_by_that_person_or_a_signature() {
    let for_wu = || activity().with("recorded_for", WU.to_string());
    let agree = || Fields::default().with("confirmed", confirmation::by_device(&for_wu()));
    let record = play(&[announced(for_wu()), visit(1, agree())]);
    assert!(!Activity(&record.body).awaits_confirmation());
    let author = (lin(), PHONE, op(2, 1, Act::Patch(agree())));
    assert_eq!(refused(&[announced(for_wu()), author]), Code::NotAllowed.id());
    let claimed = for_wu().with("confirmed", confirmation::by_device(&for_wu()));
    assert_eq!(refused(&[announced(claimed)]), Code::NotAllowed.id());
    let signed = for_wu().with("confirmed", confirmation::by_signature(&for_wu(), "M0 0L10 10"));
    assert!(!Activity(&play(&[announced(signed)]).body).awaits_confirmation());
    let script = for_wu().with("confirmed", confirmation::by_signature(&for_wu(), "<script>"));
    assert_eq!(refused(&[announced(script)]), Code::ConfirmationInvalid.id());
}

#[test]
fn what_was_agreed_to_waits_again_when_it_is_changed_and_not_when_the_office_corrects_it() {
    let for_wu = activity().with("recorded_for", WU.to_string()).with("measure:person_times", 12);
    let agree = Fields::default().with("confirmed", confirmation::by_device(&for_wu));
    let agreed = [announced(for_wu), visit(1, agree)];
    let more = Fields::default().with("measure:person_times", 60);
    let then = |step: Step| play(&[agreed[0].clone(), agreed[1].clone(), step]);
    let changed = then((lin(), PHONE, op(2, 2, Act::Patch(more.clone()))));
    assert!(Activity(&changed.body).awaits_confirmation());
    let approval = (staff(), DESK, op(1, 2, review("approved", None)));
    let correction = more.with("review", "approved").with("review_reason", "数错了");
    let correction = (staff(), DESK, op(2, 3, Act::Patch(correction)));
    let corrected = play(&[agreed[0].clone(), agreed[1].clone(), approval, correction]);
    assert_eq!(corrected.body.int("measure:person_times"), Some(60));
    assert!(!Activity(&corrected.body).awaits_confirmation());
    // What is changed while it is approved is the office's word too, and says why.
    let at_once =
        Fields::default().with("measure:person_times", 60).with("review", "approved").with("review_reason", "数错了");
    let at_once = then((staff(), DESK, op(1, 2, Act::Patch(at_once))));
    assert!(!Activity(&at_once.body).awaits_confirmation());
    assert_eq!((Activity(&at_once.body).review_reason(), Activity(&at_once.body).corrections()), (Some("数错了"), 0));
    let plain = then((staff(), DESK, op(1, 2, review("approved", Some("看过了")))));
    assert_eq!(Activity(&plain.body).review_reason(), None, "an approval has nothing to explain");
}

#[test]
fn who_is_no_longer_said_to_have_been_there_has_nothing_left_to_object_to() {
    let listed = activity().with(format!("attendance:{WU}"), "present");
    let objection = visit(1, Fields::default().with(format!("objection:{WU}"), "那天我在外地"));
    for state in [Value::from("leave"), Value::from("absent"), Value::Null] {
        let settled = (lin(), PHONE, op(2, 2, patch(&format!("attendance:{WU}"), state.clone())));
        let record = play(&[announced(listed.clone()), objection.clone(), settled]);
        assert_eq!(Activity(&record.body).objections().count(), 0, "{state}");
    }
    let there = (lin(), PHONE, op(2, 2, patch(&format!("attendance:{WU}"), "present")));
    assert_eq!(Activity(&play(&[announced(listed.clone()), objection.clone(), there]).body).objections().count(), 1);
    // What comes after one was taken off is told so, wherever one looks from.
    let off = (lin(), PHONE, op(2, 1, patch(&format!("attendance:{WU}"), Value::Null)));
    assert_eq!(refused(&[announced(listed.clone()), off.clone(), objection.clone()]), Code::NotListed.id());
    let (_, device, late) = objection;
    assert_eq!(refused(&[announced(listed), off, (wu(), device, late)]), Code::NotListed.id());
}

#[test]
fn agreeing_and_objecting_come_after_the_approval_too_and_attendance_does_not() {
    let fields = activity().with("recorded_for", WU.to_string()).with(format!("attendance:{WU}"), "present");
    let approved = [announced(fields), (staff(), DESK, op(1, 1, review("approved", None)))];
    let then = |fields| {
        let mut steps = approved.to_vec();
        steps.push(visit(1, fields));
        steps
    };
    let objection = Fields::default().with(format!("objection:{WU}"), "那天我在外地");
    let record = play(&then(objection.clone()));
    assert_eq!(Activity(&record.body).objections().next(), Some((WU, "那天我在外地")));
    play(&then(Fields::default().with("confirmed", confirmation::by_device(&activity()))));
    assert_eq!(refused(&then(answer("leave"))), Code::ReviewClosed.id());
    let of_another = (lin(), PHONE, op(2, 1, patch(&format!("objection:{WU}"), "不在")));
    assert_eq!(refused(&[announced(activity()), of_another]), Code::NotAllowed.id());
}

#[test]
fn who_records_for_the_own_person_has_nobody_to_ask() {
    let record = play(&[announced(activity().with("recorded_for", LIN.to_string()))]);
    assert_eq!(Activity(&record.body).recorded_for(), None);
}

#[test]
fn nobody_signs_in_to_what_was_cancelled() {
    let cancelled = Fields::default().with("phase", "cancelled");
    let cancelled = (lin(), PHONE, op(2, 1, Act::Patch(cancelled)));
    let shown = Door::new(SECRET, NOW - 60_000, 60_000, 60).shown(SECRET, NOW).unwrap();
    let read = answer("present").with(sign_in_field(WU), sign_in::at_the_door(shown, NOW));
    assert_eq!(refused(&[announced(planned()), cancelled, visit(1, read)]), Code::SignInCancelled.id());
}

#[test]
fn who_took_part_adds_what_came_of_it_and_does_not_say_who_else_was_there() {
    let held = activity().with(format!("attendance:{WU}"), "present");
    let add = |fields: Fields| (wu(), OTHER_PHONE, op(1, 1, Act::Patch(fields)));
    let added = Fields::default().with("narrative", "还看了村里的水井。").with("measure:persons", 7);
    assert_eq!(play(&[announced(held.clone()), add(added)]).body.int("measure:persons"), Some(7));
    for (field, value) in [(format!("attendance:{LIN}"), "leave"), ("start".into(), "2026-05-05T09:00")] {
        let moved = add(Fields::default().with(field, value));
        assert_eq!(refused(&[announced(held.clone()), moved]), Code::NotAllowed.id());
    }
    let of_a_plan = add(Fields::default().with("narrative", "改成后天。"));
    assert_eq!(refused(&[announced(planned()), of_a_plan]), Code::NotAllowed.id());
}

#[test]
fn an_objection_is_not_lost_in_silence_where_its_writer_was_taken_off_and_put_back_meanwhile() {
    let made = (lin(), PHONE, op(1, 0, Act::Create(activity().with(format!("attendance:{WU}"), "present"))));
    let list = |n, base, state: Value| {
        (lin(), PHONE, Op { hlc: Hlc::at(NOW + n), ..op(n, base, Act::Patch(answer_of(state))) })
    };
    let before = [made, list(2, 1, Value::Null), list(3, 2, "present".into())];
    let objects = |n, base, at: u64, why: Value| {
        let said = Fields([(format!("objection:{WU}"), why)].into());
        (wu(), OTHER_PHONE, Op { hlc: Hlc::at(at), ..op(n, base, Act::Patch(said)) })
    };
    let then = |more: &[Step]| before.iter().chain(more).cloned().collect::<Vec<_>>();
    let late = objects(1, 1, NOW, "那天我在外地".into());
    assert_eq!(refused(&then(std::slice::from_ref(&late))), Code::NotListed.id());
    let again = play(&then(&[objects(2, 3, NOW + 9, "那天我在外地".into())]));
    assert_eq!(Activity(&again.body).objections().count(), 1, "said to what is known by now it stands");
    // Heard before it all, it goes with the list and stands again with it: the order of arrival makes no difference.
    let heard = [before[0].clone(), objects(1, 1, NOW, "那天我在外地".into())];
    let stale =
        |n, state: Value| (lin(), PHONE, Op { hlc: Hlc::at(NOW + n), ..op(n, 1, Act::Patch(answer_of(state))) });
    let off = play(&[&heard[..], &[stale(2, Value::Null)]].concat());
    assert!(Activity(&off.body).objections().next().is_none());
    let back = play(&[&heard[..], &[stale(2, Value::Null), stale(3, "present".into())]].concat());
    assert_eq!(Activity(&back.body).objections().collect::<Vec<_>>(), [(WU, "那天我在外地")]);
    // Who is on leave by now has nothing to object to.
    let on_leave = [before[0].clone(), list(2, 1, "leave".into()), late.clone()];
    assert!(Activity(&play(&on_leave).body).objections().next().is_none());
    // Who has taken it back on another phone meanwhile has lost nothing.
    let mut elsewhere = then(&[objects(1, 3, NOW + 9, "不在".into()), objects(2, 4, NOW + 10, Value::Null)]);
    elsewhere.push((wu(), DESK, Op { hlc: Hlc::at(NOW), ..late.2 }));
    assert!(Activity(&play(&elsewhere).body).objections().next().is_none());
}

fn answer_of(state: Value) -> Fields {
    Fields([(format!("attendance:{WU}"), state)].into())
}
