//! The life of a record in words: what each operation did.

use super::{roster::Roster, words::field_in_words};
use crate::{
    components::{desk_history::HistoryLine, tone::Tone},
    text::{desk as text, review as words, vocabulary},
};
use domain::{
    activity::{self, Attendance, Measure},
    fields::Fields,
    id::UserId,
    photo::PHOTO,
    review::Review,
    schema::is_review,
    sign_in::{DOOR, SIGN_IN},
};
use std::collections::BTreeMap;
use sync::wire::{
    Act,
    desk::{HistoryEntry, RecordDetail},
};

/// One line for each operation, in the order given.
pub fn history(entries: &[HistoryEntry], roster: &Roster) -> Vec<HistoryLine> {
    let mut is_away = false;
    let mut lines = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut line = line(entry, roster);
        if let (Act::Patch(fields), Some(_)) = (&entry.act, entry.ver) {
            let step = fields.parsed::<Review>(activity::REVIEW);
            // What was merged away comes back by naming a state; that is no approval and no new submission.
            if is_away && step.is_some() {
                let what = (words::undo().to_owned(), changed(fields, roster));
                (line.what, line.detail, line.tone) = (what.0, what.1, Tone::Plain);
            }
            is_away = (is_away && step.is_none()) || fields.get(activity::MERGED_INTO).is_some();
        }
        lines.push(line);
    }
    lines
}

/// The names of everybody who did something to a record.
pub fn names(detail: &RecordDetail) -> BTreeMap<UserId, String> {
    detail.history.iter().map(|entry| (entry.by, entry.name.clone())).collect()
}

/// Who last decided about a record, and what came of it.
pub fn last_decision(detail: &RecordDetail) -> Option<(String, Review)> {
    let decided = |entry: &HistoryEntry| match &entry.act {
        Act::Patch(fields) if entry.ver.is_some() => {
            let review = fields.parsed::<Review>(activity::REVIEW)?;
            Some((entry.name.clone(), review))
        }
        _ => None,
    };
    detail.history.iter().rev().find_map(decided)
}

fn line(entry: &HistoryEntry, roster: &Roster) -> HistoryLine {
    let (what, detail, tone) = told(&entry.act, roster);
    let (detail, tone) = match &entry.refused {
        Some(refusal) => (Some(text::no_effect(&vocabulary::refusal(refusal))), Tone::Plain),
        None => (detail, tone),
    };
    HistoryLine { at: entry.at, who: entry.name.clone(), what, detail, tone, is_refused: entry.refused.is_some() }
}

/// What an act does, in a word.
pub fn told_act(act: &Act, roster: &Roster) -> String {
    told(act, roster).0
}

fn told(act: &Act, roster: &Roster) -> (String, Option<String>, Tone) {
    let plain = |what: &str, detail: Option<String>| (what.to_owned(), detail, Tone::Plain);
    match act {
        Act::Create(_) => plain(text::submitted(), None),
        Act::Patch(fields) => match fields.parsed::<Review>(activity::REVIEW) {
            Some(review) => reviewed(review, fields, roster),
            None => objected(fields, roster).unwrap_or_else(|| plain(text::edited(), changed(fields, roster))),
        },
        Act::Add(elem) => plain(text::tag_added(), Some(elem.elem.clone())),
        Act::Remove(elem) => plain(text::tag_removed(), Some(elem.elem.clone())),
        Act::Delete(_) => plain(text::deleted(), None),
    }
}

/// Somebody listed says not to have been there, or takes that back; `None` for any other change.
fn objected(fields: &Fields, roster: &Roster) -> Option<(String, Option<String>, Tone)> {
    let [(field, why)] = fields.0.iter().collect::<Vec<_>>()[..] else { return None };
    let member = field.strip_prefix(activity::OBJECTION)?.strip_prefix(':')?.parse().ok()?;
    Some(match why.as_str() {
        Some(why) => {
            let said = words::objects(roster.member(member), why);
            (words::objection().into(), Some(said), Tone::Act)
        }
        None => (words::objection_back().into(), Some(roster.member(member).to_owned()), Tone::Plain),
    })
}

fn reviewed(review: Review, fields: &Fields, roster: &Roster) -> (String, Option<String>, Tone) {
    let reason = fields.text(activity::REVIEW_REASON).map(str::to_owned);
    match review {
        Review::Approved if fields.0.keys().any(|field| !is_review(field)) => {
            let what = changed(fields, roster);
            let words = [reason, what].into_iter().flatten().collect::<Vec<_>>();
            (words::correct().into(), Some(words.join(" · ")), Tone::Done)
        }
        Review::Approved => (text::approve().into(), reason, Tone::Done),
        Review::Returned => (text::return_it().into(), reason, Tone::Act),
        Review::Void if fields.get(activity::MERGED_INTO).is_some() => (words::merged().into(), reason, Tone::Plain),
        Review::Void => (text::void().into(), reason, Tone::Act),
        Review::Pending => (text::resubmitted().into(), changed(fields, roster), Tone::Plain),
    }
}

/// The fields that changed, by name; short values beside them.
fn changed(fields: &Fields, roster: &Roster) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for (field, value) in &fields.0 {
        let part = match field.split_once(':') {
            Some((activity::ATTENDANCE, id)) => {
                let name = id.parse().map(|member| roster.member(member)).unwrap_or_else(|_| text::member());
                let state = value.as_str().and_then(|text| text.parse::<Attendance>().ok());
                state.map_or_else(|| text::off_list(name), |state| format!("{name}{}", vocabulary::attendance(state)))
            }
            Some((activity::MEASURE, id)) => {
                let name = id.parse::<Measure>().map_or(id, |measure| vocabulary::measure(measure));
                format!("{name} {}", value.as_i64().unwrap_or(0))
            }
            Some((SIGN_IN | activity::OBJECTION, _)) => field_in_words(field, roster),
            _ => match field_name(field) {
                Some(name) => name.to_owned(),
                None => continue,
            },
        };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    (!parts.is_empty()).then(|| parts.join(text::list_break()))
}

/// The Chinese name of a field; review fields are told by what they did, unknown ones are left out.
fn field_name(field: &str) -> Option<&'static str> {
    match field {
        activity::TYPE => Some(text::kind()),
        activity::PHASE => Some(text::phase()),
        activity::START | activity::END => Some(text::time()),
        activity::VENUE => Some(text::venue()),
        activity::PLACE => Some(text::at_place()),
        activity::ONLINE => Some(text::online()),
        activity::NARRATIVE => Some(text::narrative()),
        DOOR => Some(crate::text::door::opened()),
        activity::CONFIRMED | activity::RECORDED_FOR | activity::CONTACT_UNIT | activity::CANCEL_REASON => {
            Some(crate::text::activity::field_name(field))
        }
        activity::TAGS => Some(text::tags()),
        _ if field.split(':').next() == Some(PHOTO) => Some(crate::text::photo::photos()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        id::{MemberId, UserId, VenueId},
        problem::Code,
    };
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn member() -> MemberId {
        MemberId(Uuid::from_u128(1))
    }

    fn lines(acts: Vec<Act>) -> Vec<HistoryLine> {
        let entry = |act| HistoryEntry {
            by: UserId(Uuid::nil()),
            name: "蒋文博".into(),
            at: 5,
            ver: Some(1),
            refused: None,
            act,
        };
        let entries: Vec<HistoryEntry> = acts.into_iter().map(entry).collect();
        history(&entries, &Roster::sample(member(), VenueId(Uuid::from_u128(2))))
    }

    fn patch(fields: Value) -> Act {
        Act::Patch(serde_json::from_value(fields).unwrap())
    }

    #[test]
    fn a_return_is_told_with_its_reason_and_a_resubmission_with_what_changed() {
        let told = lines(vec![
            Act::Create(Fields::default()),
            patch(json!({"review": "returned", "review_reason": "人次不符"})),
            patch(json!({"review": "pending", "measure:person_times": 6, "narrative": "…", "mood": 1})),
            patch(json!({"review": "approved"})),
        ]);
        let words: Vec<_> = told.iter().map(|line| (line.what.as_str(), line.detail.as_deref())).collect();
        assert_eq!(
            words,
            [
                ("提交", None),
                ("退回修改", Some("人次不符")),
                ("改好再交", Some("联系群众 6、简要经过")),
                ("通过", None)
            ]
        );
    }

    #[test]
    fn what_was_merged_away_and_came_back_was_neither_approved_nor_submitted_again() {
        let objection = activity::objection_field(member());
        let told = lines(vec![
            patch(json!({"review": "void", "review_reason": "同一场", "merged_into": "x"})),
            patch(json!({"review": "pending", objection: "那天我在外地"})),
            patch(json!({"review": "approved"})),
        ]);
        let words: Vec<_> = told.iter().map(|line| line.what.as_str()).collect();
        assert_eq!(words, ["已合并", "撤销合并", "通过"]);
        assert!(told[1].detail.as_deref().is_some_and(|detail| detail.contains("田一川")));
    }

    #[test]
    fn a_change_names_people_and_start_and_end_as_one_time() {
        let field = activity::attendance_field(member());
        let told = lines(vec![patch(json!({"start": "2026-05-04T09:00", "end": null, field: "leave"}))]);
        assert_eq!(told[0].detail.as_deref(), Some("田一川请假、时间"));
    }

    #[test]
    fn signing_in_and_agreeing_are_told_as_what_they_are() {
        let (door, sign_in) = (json!({ "anchor": "0f" }), format!("sign_in:{}", member()));
        let told = lines(vec![
            patch(json!({ "door": door })),
            patch(json!({ sign_in: { "step": 1 }, activity::attendance_field(member()): "present" })),
            patch(json!({ "confirmed": { "how": "device" } })),
        ]);
        let words: Vec<_> = told.iter().filter_map(|line| line.detail.as_deref()).collect();
        assert_eq!(words, ["签到码已开", "田一川到场、田一川 · 签到", "本人确认"]);
    }

    #[test]
    fn an_objection_is_told_with_its_reason_and_what_is_taken_back_as_that() {
        let field = activity::objection_field(member());
        let told = lines(vec![patch(json!({ field.clone(): "那天我在外地" })), patch(json!({ field: null }))]);
        let words: Vec<_> = told.iter().map(|line| (line.what.as_str(), line.detail.as_deref())).collect();
        assert_eq!(words, [("提出异议", Some("田一川有异议：那天我在外地")), ("收回异议", Some("田一川"))]);
    }

    #[test]
    fn a_refused_step_says_that_it_had_no_effect() {
        let entry = HistoryEntry {
            by: UserId(Uuid::nil()),
            name: "蒋文博".into(),
            at: 5,
            ver: None,
            refused: Some(Code::ReviewMoved.into()),
            act: patch(json!({"review": "approved"})),
        };
        let told = history(&[entry], &Roster::default());
        assert_eq!((told[0].what.as_str(), told[0].is_refused), ("通过", true));
        assert!(told[0].detail.as_deref().is_some_and(|detail| detail.starts_with("没有生效：别人已经")));
    }
}
