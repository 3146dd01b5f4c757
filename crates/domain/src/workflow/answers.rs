//! What was given for the demands of a workflow, and what somebody types for one.

use super::{ANSWER_MAX, Demand, Sort, Workflow};
use crate::{fields::Fields, hand_over::ReplyClass, id::MemberId, opinion_report::Level, rating::Rating};
use serde_json::Value;
use std::collections::BTreeSet;

/// What was given and is no text of its own: who shows it says how it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// What a unit says has become of it.
    Class(ReplyClass),
    /// How content somebody is.
    Rating(Rating),
    /// A member.
    Member(MemberId),
    /// A level of the country.
    Level(Level),
}

impl Said {
    /// What it is called in Chinese; of a member there is no name here.
    pub const fn zh(self) -> Option<&'static str> {
        match self {
            Said::Class(class) => Some(class.zh()),
            Said::Rating(rating) => Some(rating.zh()),
            Said::Level(level) => Some(level.zh()),
            Said::Member(_) => None,
        }
    }
}

impl Demand {
    /// What a body gives for it, as it is typed; `None` where that is nothing.
    pub fn known(&self, body: &Fields) -> Option<String> {
        match body.get(&self.field())? {
            Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// What was typed, as the value of its field; `None` where that does not meet it.
    pub fn value_of(&self, typed: &str) -> Option<Value> {
        let typed = typed.trim();
        let value = match self.sort {
            Sort::Count => Value::from(typed.parse::<u64>().ok()?),
            _ => Value::from(Some(typed).filter(|typed| typed.chars().count() <= ANSWER_MAX)?),
        };
        self.is_met(&Fields([(self.field(), value.clone())].into())).then_some(value)
    }

    fn said(&self, body: &Fields, called: &impl Fn(Said) -> Option<String>) -> Option<String> {
        let field = self.field();
        let said = match self.sort {
            Sort::ReplyClass => body.parsed(&field).map(Said::Class),
            Sort::Rating => body.parsed(&field).map(Said::Rating),
            Sort::Member => body.parsed(&field).map(Said::Member),
            Sort::Level => body.parsed(&field).map(Said::Level),
            Sort::Text | Sort::Day | Sort::Count => return self.known(body),
        };
        called(said?)
    }
}

impl Workflow {
    /// What was given so far, each with what was asked; once where several stages demand the same. Who calls says what is
    /// no text is called; what has no name is left out.
    pub fn given(&self, body: &Fields, called: impl Fn(Said) -> Option<String>) -> Vec<(String, String)> {
        let demands = self.stages.iter().flat_map(|stage| &stage.demands);
        let mut seen = BTreeSet::new();
        let once = demands.filter(|demand| seen.insert(demand.id.as_str()));
        once.filter_map(|demand| Some((demand.name.clone(), demand.said(body, &called)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::preset;

    fn zh(said: Said) -> Option<String> {
        said.zh().map(str::to_owned)
    }

    #[test]
    fn what_was_given_stands_once_with_what_was_asked_and_a_class_in_words() {
        let workflow = preset("hand_over_1").unwrap();
        let body = Fields::default().with("demand:reply_class", "a").with("demand:reply", "路灯已装好。");
        let given = workflow.given(&body, zh);
        let answers: Vec<&str> = given.iter().map(|(_, answer)| answer.as_str()).collect();
        assert_eq!(answers.len(), 2, "{given:?}");
        assert!(answers.contains(&ReplyClass::ALL[0].zh()) && answers.contains(&"路灯已装好。"), "{given:?}");
    }

    #[test]
    fn two_demands_of_one_name_are_two() {
        let mut workflow = preset("hand_over_1").unwrap();
        let again = |id: &str| Demand { id: id.into(), name: "办理说明".into(), sort: Sort::Text };
        workflow.stages[1].demands = vec![again("one"), again("two")];
        workflow.stages[2].demands = vec![again("one")];
        let body = Fields::default().with("demand:one", "先看").with("demand:two", "后办");
        let given = workflow.given(&body, zh);
        assert_eq!(given.iter().map(|(_, answer)| answer.as_str()).collect::<Vec<_>>(), ["先看", "后办"]);
    }

    #[test]
    fn what_is_typed_becomes_a_value_only_where_it_meets_what_is_asked() {
        let demand = |sort| Demand { id: "it".into(), name: "数".into(), sort };
        assert_eq!(demand(Sort::Count).value_of(" 12 "), Some(Value::from(12)));
        assert_eq!(demand(Sort::Text).value_of(" 好 "), Some(Value::from("好")));
        let unmet = [
            (Sort::Count, "-1"),
            (Sort::Count, "几"),
            (Sort::Text, "  "),
            (Sort::Day, "明天"),
            (Sort::ReplyClass, "x"),
            (Sort::Rating, "好"),
            (Sort::Member, "王建国"),
        ];
        for (sort, typed) in unmet {
            assert_eq!(demand(sort).value_of(typed), None, "{sort:?} {typed}");
        }
    }
}
