//! What was given for the demands of a workflow, and what somebody types for one.

use super::{Demand, Sort, Workflow};
use crate::{fields::Fields, hand_over::ReplyClass};
use serde_json::Value;
use std::collections::BTreeSet;

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
            Sort::Text | Sort::Day | Sort::ReplyClass => Value::from(typed),
        };
        self.is_met(&Fields([(self.field(), value.clone())].into())).then_some(value)
    }

    fn said(&self, body: &Fields, class: &impl Fn(ReplyClass) -> &'static str) -> Option<String> {
        let reply = body.parsed(&self.field()).filter(|_| self.sort == Sort::ReplyClass);
        reply.map(|reply| class(reply).to_owned()).or_else(|| self.known(body))
    }
}

impl Workflow {
    /// What was given so far, each with what was asked; once where several stages demand the same. Who calls says how a
    /// class of replies is called.
    pub fn given(&self, body: &Fields, class: impl Fn(ReplyClass) -> &'static str) -> Vec<(String, String)> {
        let demands = self.stages.iter().flat_map(|stage| &stage.demands);
        let mut seen = BTreeSet::new();
        let once = demands.filter(|demand| seen.insert(demand.id.as_str()));
        once.filter_map(|demand| Some((demand.name.clone(), demand.said(body, &class)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::preset;

    #[test]
    fn what_was_given_stands_once_with_what_was_asked_and_a_class_in_words() {
        let workflow = preset("hand_over_1").unwrap();
        let body = Fields::default().with("demand:reply_class", "a").with("demand:reply", "路灯已装好。");
        let given = workflow.given(&body, ReplyClass::zh);
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
        let given = workflow.given(&body, ReplyClass::zh);
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
        ];
        for (sort, typed) in unmet {
            assert_eq!(demand(sort).value_of(typed), None, "{sort:?} {typed}");
        }
    }
}
