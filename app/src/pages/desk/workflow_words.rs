//! Workflows in words: what their stages say, and what is wrong with one that is being written.

use super::workflow_wrong::Wrong;
use crate::{components::desk_rows::NamedRow, text::workflow as words};
use domain::{
    policy::Role,
    workflow::{Stage, Workflow},
};

/// The names of several things in one line.
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join("、")
}

/// The roles that take a matter on.
pub fn roles(who: &[Role]) -> String {
    listed(who.iter().map(|role| words::role(*role)))
}

/// The stages in order, or the ways out.
pub fn names(workflow: &Workflow, aside: bool) -> String {
    let names = workflow.stages.iter().filter(|stage| stage.aside == aside).map(|stage| stage.name.as_str());
    if aside { listed(names) } else { names.collect::<Vec<_>>().join(" → ") }
}

/// Each stage as a line of a table.
pub fn rows(workflow: &Workflow) -> Vec<NamedRow> {
    let follow = |stage: &Stage| match stage {
        stage if stage.to.is_empty() && !stage.aside => words::end().to_owned(),
        stage => listed(workflow.after(stage).map(|next| next.name.as_str())),
    };
    let demands = |stage: &Stage| {
        let asked: Vec<String> =
            stage.demands.iter().map(|it| format!("{}（{}）", it.name, words::sort(it.sort))).collect();
        listed(asked.iter().map(String::as_str))
    };
    let stays = |stage: &Stage| match stage.days.filter(|_| !stage.to.is_empty()) {
        Some(days) => words::days(days),
        None if stage.to.is_empty() => String::new(),
        None => words::no_limit().to_owned(),
    };
    let row = |stage: &Stage| NamedRow {
        href: None,
        name: stage.name.clone(),
        remark: stage.aside.then(words::way_out),
        cells: vec![
            if stage.to.is_empty() { String::new() } else { roles(&stage.who) },
            follow(stage),
            demands(stage),
            stays(stage),
        ],
    };
    workflow.stages.iter().map(row).collect()
}

/// What is wrong with the whole.
pub fn wrong(wrong: Wrong) -> String {
    match wrong {
        Wrong::NameMissing => words::wrong_name().to_owned(),
        Wrong::NameTaken => words::wrong_name_taken().to_owned(),
        Wrong::NameTooLong => words::wrong_name_long().to_owned(),
        Wrong::TooLarge => words::wrong_large().to_owned(),
        other => wrong_of_stage(other),
    }
}

/// What is wrong with a stage.
pub fn wrong_of_stage(wrong: Wrong) -> String {
    match wrong {
        Wrong::NameMissing => words::wrong_stage_name().to_owned(),
        Wrong::NameTaken => words::wrong_stage_taken().to_owned(),
        Wrong::NameTooLong => words::wrong_stage_long().to_owned(),
        Wrong::DaysUnread => words::wrong_days().to_owned(),
        Wrong::DemandNameMissing => words::wrong_demand().to_owned(),
        Wrong::TooLarge => words::wrong_large().to_owned(),
        Wrong::Leads(fault) => words::fault(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::workflow::preset;

    #[test]
    fn a_workflow_is_told_by_the_names_of_its_stages() {
        let short = preset("consultation_short_1").unwrap();
        assert_eq!(names(&short, false), "提出 → 协商 → 建议 → 交办 → 结果 → 回访评价");
        assert_eq!(names(&short, true), "不予立项、并案、转提案、转社情民意");
        let told = rows(&short);
        let cells = |name: &str| told.iter().find(|row| row.name == name).unwrap().cells.join("|");
        assert_eq!(cells("结果"), "提出的委员、阵地召集人、工作人员|交办、回访评价|办理结果（文字）|30 天");
        assert_eq!(cells("回访评价"), "|到这里办结|回访日期（日期）|");
        assert_eq!(cells("不予立项"), "|||");
    }
}
