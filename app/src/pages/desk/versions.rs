//! What was changed in a record since it was submitted: old and new, who, when and why.

use super::{
    roster::Roster,
    words::{field_in_words, value_in_words},
};
use crate::{
    components::desk_versions::{Change, Version},
    text::review as text,
};
use domain::{
    activity::{MERGED, NARRATIVE, REVIEW_REASON},
    fields::Fields,
    schema::is_review,
};
use serde_json::Value;
use sync::wire::{Act, desk::HistoryEntry};

/// The versions that changed the content, oldest first.
pub fn versions(history: &[HistoryEntry], roster: &Roster) -> Vec<Version> {
    let mut before = Fields::default();
    let mut versions = Vec::new();
    for entry in history.iter().filter(|entry| entry.ver.is_some()) {
        let (Act::Create(fields) | Act::Patch(fields)) = &entry.act else { continue };
        let changes = changes(&before, fields, roster);
        let is_first = matches!(entry.act, Act::Create(_)) && before.is_empty();
        if !is_first && !changes.is_empty() {
            let reason = fields.text(REVIEW_REASON).map(str::to_owned);
            versions.push(Version { at: entry.at, who: entry.name.clone(), reason, changes });
        }
        for (field, value) in &fields.0 {
            before.set(field.clone(), value.clone());
        }
    }
    versions
}

fn changes(before: &Fields, written: &Fields, roster: &Roster) -> Vec<Change> {
    // What a merge remembers is no content, and review is told by the history.
    let content = |field: &str| !is_review(field) && field.split(':').next() != Some(MERGED);
    let changed = |(field, value): &(&String, &Value)| before.get(field).unwrap_or(&Value::Null) != *value;
    written
        .0
        .iter()
        .filter(|(field, _)| content(field))
        .filter(changed)
        .map(|(field, value)| {
            let old = before.get(field).unwrap_or(&Value::Null);
            let said = |value: &Value| match value.as_str().filter(|_| field == NARRATIVE) {
                Some(words) => text::long_text(words.chars().count()),
                None => value_in_words(field, value, roster),
            };
            let old_text = old.as_str().filter(|_| field == NARRATIVE).map(str::to_owned);
            Change { field: field_in_words(field, roster), old: said(old), new: said(value), old_text }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{MemberId, UserId, VenueId};
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn a_correction_is_told_by_old_and_new_and_what_only_decided_is_no_version() {
        let member = MemberId(Uuid::from_u128(1));
        let fields = |value: Value| serde_json::from_value::<Fields>(value).unwrap();
        let entry =
            |act, ver| HistoryEntry {
                by: UserId(Uuid::nil()), name: "蒋文博".into(), at: 5, ver, refused: None, act
            };
        let created = json!({ "measure:person_times": 24, "narrative": "走访三户。", "type": "visit" });
        let corrected = json!({
            "review": "approved", "review_reason": "签到表是十八人次", "measure:person_times": 18,
            "narrative": "走访两户。", "type": "visit", "merged:x": {}, format!("attendance:{member}"): "leave",
        });
        let history = [
            entry(Act::Create(fields(created)), Some(1)),
            entry(Act::Patch(fields(json!({ "review": "approved" }))), Some(2)),
            entry(Act::Patch(fields(json!({ "measure:person_times": 1 }))), None),
            entry(Act::Patch(fields(corrected)), Some(3)),
        ];
        let told = versions(&history, &Roster::sample(member, VenueId(Uuid::from_u128(2))));
        assert_eq!((told.len(), told[0].reason.as_deref()), (1, Some("签到表是十八人次")));
        let changes: Vec<_> =
            told[0].changes.iter().map(|one| (one.field.as_str(), one.old.as_str(), one.new.as_str())).collect();
        assert_eq!(
            changes,
            [("田一川", "不在名单", "请假"), ("联系群众", "24", "18"), ("简要经过", "5 个字", "5 个字")]
        );
        assert_eq!(told[0].changes[2].old_text.as_deref(), Some("走访三户。"));
    }
}
