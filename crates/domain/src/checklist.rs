//! Checklists 清单: what a venue has to have, item by item. Which items there are is the committee's to say.

use crate::{
    day::day,
    fields::Fields,
    id::{RecordId, VenueId},
    photo::{Photo, photos},
};
use jiff::civil::Date;
use serde_json::Value;

/// Of a checklist: its name in Chinese.
pub const NAME: &str = "name";
/// Of a checklist, flat map: item id → what is asked, in words. Of a check: item id → an answer.
pub const ITEM: &str = "item";
/// Of a check: the checklist.
pub const CHECKLIST: &str = "checklist";
/// Of a check: the venue.
pub const VENUE: &str = "venue";
/// Of a photo of a check: the item that it shows.
const SHOWS: &str = "item";
/// The longest note, in characters.
pub const NOTE_MAX: usize = 500;

/// The id of the check of one venue with one checklist: two phones that begin it without signal begin the same one.
pub fn check_id(checklist: RecordId, venue: VenueId) -> RecordId {
    RecordId::between(checklist, venue.into())
}

/// The flat key of what is asked in a checklist, and of what a check says of it.
pub fn item_field(item: &str) -> String {
    format!("{ITEM}:{item}")
}

/// A typed view over the fields of a checklist.
#[derive(Debug, Clone, Copy)]
pub struct Checklist<'a>(pub &'a Fields);

impl<'a> Checklist<'a> {
    /// The name; empty where none was given.
    pub fn name(self) -> &'a str {
        self.0.text(NAME).unwrap_or("")
    }

    /// The items in the order of their ids, each with what is asked.
    pub fn items(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.map(ITEM).filter_map(|(id, words)| Some((id, words.as_str()?)))
    }
}

/// What a venue says of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether it is there.
    pub done: bool,
    /// Since when, or when somebody looked.
    pub on: Date,
    /// A remark.
    pub note: Option<String>,
}

impl Answer {
    /// Reads the value object of one flat key.
    pub fn read(value: &Value) -> Option<Answer> {
        let note = match value.get("note") {
            None | Some(Value::Null) => None,
            Some(note) => Some(note.as_str().filter(|note| note.chars().count() <= NOTE_MAX)?.to_owned()),
        };
        let on = value.get("on").and_then(Value::as_str).and_then(day)?;
        Some(Answer { done: value.get("done").and_then(Value::as_bool)?, on, note })
    }

    /// The value object that [`Answer::read`] reads.
    pub fn value(&self) -> Value {
        serde_json::json!({ "done": self.done, "on": self.on.to_string(), "note": self.note })
    }
}

/// The value object of a photo of a check: the photo, and the item that it shows.
pub fn evidence(photo: &Photo, item: &str) -> Value {
    let mut value = photo.value();
    if let Some(object) = value.as_object_mut() {
        object.insert(SHOWS.to_owned(), item.into());
    }
    value
}

/// A typed view over the fields of a check: how far one venue has come with one checklist.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a>(pub &'a Fields);

impl<'a> Check<'a> {
    /// The checklist.
    pub fn checklist(self) -> Option<RecordId> {
        self.0.parsed(CHECKLIST)
    }

    /// The venue.
    pub fn venue(self) -> Option<VenueId> {
        self.0.parsed(VENUE)
    }

    /// What is said of one item.
    pub fn answer(self, item: &str) -> Option<Answer> {
        self.0.get(&item_field(item)).and_then(Answer::read)
    }

    /// The photos that show one item, each with its flat key.
    pub fn photos(self, item: &str) -> impl Iterator<Item = (String, Photo)> {
        let of = move |field: &str| self.0.get(field)?.get(SHOWS)?.as_str();
        photos(self.0).filter(move |(field, _)| of(field) == Some(item))
    }

    /// How many items of the checklist are there. What was answered of an item that is no longer asked does not count.
    pub fn done(self, checklist: Checklist<'_>) -> usize {
        checklist.items().filter(|(item, _)| self.answer(item).is_some_and(|answer| answer.done)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_what_is_asked_and_there_counts_as_done() {
        let asked = Fields::default().with("item:1", "场地").with("item:2", "标识").with("item:3", "制度");
        let said = |done| Answer { done, on: date(2026, 5, 4), note: None }.value();
        let check = Fields::default().with("item:1", said(true)).with("item:2", said(false)).with("item:9", said(true));
        assert_eq!(Check(&check).done(Checklist(&asked)), 1);
        let (one, other) = (RecordId(uuid::Uuid::from_u128(1)), VenueId(uuid::Uuid::from_u128(2)));
        assert_eq!(check_id(one, other), check_id(one, other));
        assert_ne!(check_id(one, other), check_id(other.into(), VenueId::from(one)));
    }

    #[test]
    fn a_photo_is_found_with_the_item_that_it_shows_and_reads_like_any_other() {
        use crate::photo::{Format, Sha256};
        let photo = |n: u8| Photo { sha256: Sha256::of(&[n]), len: 1, format: Format::Jpeg };
        let check = Fields::default()
            .with(photo(1).field(1), evidence(&photo(1), "1"))
            .with(photo(2).field(2), evidence(&photo(2), "2"));
        assert_eq!(Check(&check).photos("2").map(|(_, photo)| photo).collect::<Vec<_>>(), [photo(2)]);
        assert_eq!(photos(&check).count(), 2);
    }

    #[test]
    fn an_answer_reads_back_what_it_wrote_and_nothing_else() {
        let answer = Answer { done: true, on: date(2026, 5, 4), note: Some("门牌已挂".into()) };
        assert_eq!(Answer::read(&answer.value()), Some(answer));
        assert_eq!(Answer::read(&serde_json::json!({"done": "yes", "on": "2026-05-04"})), None);
        assert_eq!(Answer::read(&serde_json::json!({"done": true, "on": "soon"})), None);
    }
}
