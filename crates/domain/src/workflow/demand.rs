//! What has to be given on entering a stage, and what it takes.

use super::{DEMAND, is_id, said};
use crate::{
    day::day, fields::Fields, hand_over::ReplyClass, id::MemberId, kind::text_enum, opinion_report::Level,
    rating::Rating,
};
use serde_json::Value;

text_enum! {
    /// What a demand takes.
    Sort {
        /// Words.
        Text = "text" "文字",
        /// A day.
        Day = "day" "日期",
        /// A whole number, not below zero.
        Count = "count" "数字",
        /// What a unit says has become of what it was given.
        ReplyClass = "reply_class" "答复类别",
        /// How content somebody is.
        Rating = "rating" "满意度",
        /// One member.
        Member = "member" "委员",
        /// A level of the country.
        Level = "level" "采用层级",
    }
}

/// What has to be given on entering a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// Its id within the workflow.
    pub id: String,
    /// What is asked, in words.
    pub name: String,
    /// What it takes.
    pub sort: Sort,
}

impl Demand {
    /// The field of what is led that answers it.
    pub fn field(&self) -> String {
        format!("{DEMAND}:{}", self.id)
    }

    pub(super) fn read(value: &Value) -> Option<Demand> {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let sort = text("sort")?.parse().ok()?;
        Some(Demand { id: text("id").filter(|id| is_id(id))?.into(), name: said(text("name"))?, sort })
    }

    pub(super) fn value(&self) -> Value {
        serde_json::json!({ "id": self.id, "name": self.name, "sort": self.sort })
    }

    /// Whether a body answers it.
    pub fn is_met(&self, body: &Fields) -> bool {
        let field = self.field();
        match self.sort {
            Sort::Text => body.text(&field).is_some_and(|text| !text.trim().is_empty()),
            Sort::Day => body.text(&field).and_then(day).is_some(),
            Sort::ReplyClass => body.parsed::<ReplyClass>(&field).is_some(),
            Sort::Rating => body.parsed::<Rating>(&field).is_some(),
            Sort::Member => body.parsed::<MemberId>(&field).is_some(),
            Sort::Level => body.parsed::<Level>(&field).is_some(),
            Sort::Count => body.int(&field).is_some_and(|count| count >= 0),
        }
    }
}
