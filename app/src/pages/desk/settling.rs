//! What a person settles in a record: two values written at once, and objections to being listed.

use super::{
    decision::{Decision, may_become},
    roster::Roster,
    words::{field_in_words, value_in_words},
};
use crate::{
    clock,
    components::desk_settle::{DeskChoice, DeskSettle, Way},
    routes::desk as route,
    text::{review as text, time},
};
use domain::{
    activity::{Activity, Attendance, MEASURE, NARRATIVE, Phase, attendance_field, objection_field},
    fields::Fields,
    id::{MemberId, UserId},
    merge::{Conflict, DELETED},
    review::{self, Review},
};
use jiff::civil::Date;
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use sync::wire::desk::DeskRow;

/// Names of accounts, as the history tells them: staff are not in the roster.
pub type Names = BTreeMap<UserId, String>;

/// Every choice that is open; nothing where all is settled, or the record is closed.
#[component]
pub fn Settling(
    /// The record as it was read.
    row: DeskRow,
    /// Names of members.
    roster: Memo<Roster>,
    /// Names of those who wrote.
    names: Signal<Names>,
    /// While something is being saved.
    #[prop(into)]
    busy: Signal<bool>,
    /// The way that was taken.
    on_settle: Callback<Way>,
) -> impl IntoView {
    let state = Activity(&row.row.body).review();
    let is_open = state.is_some_and(|state| review::is_open(state) || state == Review::Approved);
    let row = StoredValue::new(row);
    let today = clock::today();
    let choices = move || {
        let (roster, names) = (roster.read(), names.get());
        row.with_value(|row| {
            let conflicts = row.row.conflicts.iter().map(|conflict| choice(conflict, row, &roster, &names, today));
            let objections =
                Activity(&row.row.body).objections().map(|(member, why)| objection(member, why, row, &roster, today));
            conflicts.chain(objections).collect::<Vec<_>>()
        })
    };
    is_open.then(|| view! { {move || view! { <DeskSettle choices=choices() busy=busy on_take=on_settle /> }} })
}

/// Two values, each with who wrote it and when, and room for a third.
fn choice(conflict: &Conflict, row: &DeskRow, roster: &Roster, names: &Names, today: Date) -> DeskChoice {
    let name = |user: UserId| names.get(&user).cloned().unwrap_or_else(|| roster.account(user).to_owned());
    let when = |at: u64| time::moment(clock::local(at), today);
    if conflict.field == DELETED {
        // Whoever writes on settles the flag, so the phase as it stands is written once more.
        let phase = row.row.body.get("phase").cloned().unwrap_or(Value::Null);
        let ways = vec![Way::new(text::keep_it(), "", one("phase", phase))];
        return DeskChoice { title: text::deleted_meanwhile(&name(conflict.by)), link: None, ways, typed: None };
    }
    let field = &conflict.field;
    let said = |value: &Value| value_in_words(field, value, roster);
    let stands = row.row.body.get(field).cloned().unwrap_or(Value::Null);
    let wrote = conflict.stands.map_or((row.row.by, row.row.at), |wrote| (wrote.by, wrote.at));
    let now = text::wrote(&name(wrote.0), &when(wrote.1));
    let then = text::wrote(&name(conflict.by), &when(conflict.at));
    let ways = vec![
        Way::new(&said(&stands), &now, one(field, stands.clone())),
        Way::new(&said(&conflict.value), &then, one(field, conflict.value.clone())),
    ];
    // Numbers and texts may both be wrong; states are few and stand in the form of corrections.
    let is_typed = field.starts_with(MEASURE) || field == NARRATIVE;
    let title = format!("{}：{}", field_in_words(field, roster), text::decide_title());
    DeskChoice { title, link: None, ways, typed: is_typed.then(|| field.clone()) }
}

/// What was said against being listed, with the ways to settle it. Where nobody else is said to have been there, nothing is
/// left without that person: then the record is taken out. So it may be where all of them deny it.
fn objection(member: MemberId, why: &str, row: &DeskRow, roster: &Roster, today: Date) -> DeskChoice {
    let way = |state: Option<Attendance>, words: &'static str| {
        let attendance = state.map_or(Value::Null, |state| Value::from(state.id()));
        let mut fields = one(&attendance_field(member), attendance);
        fields.0.insert(objection_field(member), Value::Null);
        let reason = text::settle_reason(why, words);
        Way { said: text::settled(), reason, ..Way::new(words, "", fields) }
    };
    let activity = Activity(&row.row.body);
    let denies = |one| one == member || activity.objections().any(|(objector, _)| objector == one);
    let is_held = activity.phase() == Some(Phase::Held);
    let is_denied = is_held && activity.present().all(denies);
    // Who else is listed may deny it too: each is settled by itself, until nobody is left.
    let is_alone = is_held && activity.present().all(|one| one == member);
    let takes_out = || {
        let reason = text::settle_reason(why, text::settle_void());
        Way { said: text::settled(), ..Way::new(text::settle_void(), "", Decision::Void(reason).fields()) }
    };
    let may_go = may_become(&row.row, Review::Void, today);
    let mut ways = Vec::new();
    if !is_alone {
        ways.extend([way(None, text::settle_off()), way(Some(Attendance::Leave), text::settle_leave())]);
    }
    ways.push(way(Some(Attendance::Present), text::settle_present()));
    // What cannot be taken back stands last.
    if is_denied && may_go {
        ways.push(takes_out());
    }
    let said = text::objects(roster.member(member), why);
    let must_undo = is_alone && !may_go;
    let title = if must_undo { text::undo_first(&said) } else { said };
    let link = must_undo.then(|| (text::open_it(), route::record(row.row.rec)));
    DeskChoice { title, link, ways, typed: None }
}

/// A field with its value, null included: that takes the field away.
fn one(field: &str, value: Value) -> Fields {
    Fields([(field.to_owned(), value)].into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::{decision::settled_by, review_queue::tests::row};
    use domain::{
        duplicate::merged_field,
        id::{RecordId, VenueId},
        merge::Wrote,
    };
    use jiff::civil::date;
    use serde_json::json;
    use uuid::Uuid;

    const TODAY: Date = date(2026, 5, 4);

    fn user(n: u128) -> UserId {
        UserId(Uuid::from_u128(n))
    }

    fn member() -> MemberId {
        MemberId(Uuid::from_u128(1))
    }

    fn roster() -> Roster {
        Roster::sample(member(), VenueId(Uuid::from_u128(2)))
    }

    #[test]
    fn both_values_are_told_with_their_writers_and_a_choice_writes_the_value() {
        let mut row = row(1, 3);
        row.row.body.set("measure:person_times", 18);
        let stands = Some(Wrote { by: user(7), at: 0 });
        let conflict = Conflict { field: "measure:person_times".into(), value: json!(15), by: user(8), at: 0, stands };
        let names = Names::from([(user(7), "甲".to_owned()), (user(8), "乙".to_owned())]);
        let choice = choice(&conflict, &row, &roster(), &names, TODAY);
        let told: Vec<_> =
            choice.ways.iter().map(|way| (way.words.as_str(), way.who.starts_with(['甲', '乙']))).collect();
        assert_eq!((told, choice.typed.is_some()), (vec![("18", true), ("15", true)], true));
        assert_eq!(choice.ways[1].fields.int("measure:person_times"), Some(15));
    }

    #[test]
    fn a_value_that_was_taken_away_can_be_taken_away_again() {
        let conflict = Conflict { field: "narrative".into(), value: Value::Null, by: user(8), at: 0, stands: None };
        let choice = choice(&conflict, &row(1, 3), &roster(), &Names::new(), TODAY);
        assert_eq!(choice.ways[1].fields.get("narrative"), Some(&Value::Null));
    }

    #[test]
    fn settling_an_objection_clears_it_together_with_the_attendance() {
        let choice = objection(member(), "那天我在外地", &row(1, 3), &roster(), TODAY);
        assert_eq!(choice.title, "田一川有异议：那天我在外地");
        let off = &choice.ways[0].fields;
        assert_eq!(off.get(&attendance_field(member())), Some(&Value::Null));
        assert_eq!(off.get(&objection_field(member())), Some(&Value::Null));
        assert_eq!(choice.ways[1].fields.text(&attendance_field(member())), Some("leave"));
    }

    #[test]
    fn where_nobody_else_was_there_an_objection_that_is_right_takes_the_record_out() {
        let mut row = row(1, 3);
        row.row.body = Fields::default().with("phase", "held").with("review", "approved");
        row.row.body.set(attendance_field(member()), "present");
        let ways = |row: &DeskRow| objection(member(), "那天我在外地", row, &roster(), TODAY).ways;
        let alone = ways(&row);
        assert_eq!(alone.iter().map(|way| way.words.as_str()).collect::<Vec<_>>(), ["查过了，到场", "作废这条记录"]);
        let taken_out = settled_by(&row, &alone[1]);
        assert_eq!(taken_out.text("review"), Some("void"));
        assert!(taken_out.text("review_reason").is_some_and(|reason| reason.contains("那天我在外地")));
        let other = MemberId(Uuid::from_u128(9));
        row.row.body.set(attendance_field(other), "present");
        assert_eq!(ways(&row).len(), 3);
        row.row.body.set(objection_field(other), "我也不在");
        assert_eq!(ways(&row).len(), 4, "both deny it: each goes alone, or the record as a whole");
        row.row.body.set(merged_field(RecordId(Uuid::from_u128(5))), json!({}));
        assert_eq!(ways(&row).len(), 3, "what took others in is not taken out");
        row.row.body.set(attendance_field(other), "leave");
        row.row.body.set(objection_field(other), Value::Null);
        let choice = objection(member(), "那天我在外地", &row, &roster(), TODAY);
        assert_eq!((choice.ways.len(), choice.link.is_some()), (1, true), "what was merged in is given back first");
    }
}
