//! 任务: who does what until when.

use super::is_english;
use domain::assignment::AssignmentType;

phrases! {
    title => "任务" | "Assignments";
    one => "任务" | "Assignment";
    open => "要办的" | "To be done";
    closed => "办完和撤销的" | "Done or taken back";
    none_title => "没有任务" | "Nothing to do";
    none => "年度任务、批示督办、委员作业和年度述职下达后列在这里。" | "What you are given to do is listed here.";
    none_at_desk => "责任分解、批示督办、委员作业和述职列在这里，先列刚下达的。" | "The yearly plan, what leaders wrote, and what members are to do are listed here.";
    give => "下达任务" | "Give an assignment";
    give_now => "下达" | "Give it";
    given => "已下达" | "Given";
    sort => "是哪一种" | "What sort";
    what => "办什么事" | "What is to be done";
    details => "要求" | "What is asked";
    who => "由谁来办" | "Who does it";
    who_member => "委员" | "A member";
    who_other => "科室、专委会或单位" | "A department, a special committee or a unit";
    no_member => "不是委员个人" | "No member";
    deadline => "完成期限" | "Last day";
    given_on => "下达的日期" | "Given on";
    milestones => "节点" | "Milestones";
    milestone_on => "到哪一天" | "By which day";
    milestone_what => "做到什么" | "What is reached";
    milestone_half => "有一个节点没写全：日期和做到什么都要写，或者都清空。" | "A milestone needs both a day and what is reached, or neither.";
    milestone_add => "加一个节点" | "Add a milestone";
    about => "针对的数字" | "About the figure";
    instruct => "批示督办" | "Write an instruction";
    waiting(count: usize) => "有 {count} 件任务要办" | "{count} things to do";
}

/// Where it comes from.
pub fn assignment_type(sort: AssignmentType) -> &'static str {
    if !is_english() {
        return sort.zh();
    }
    match sort {
        AssignmentType::Task => "Task of the year",
        AssignmentType::Instruction => "A leader's instruction",
        AssignmentType::MemberTask => "Task of a member",
        AssignmentType::YearlyReport => "Yearly report",
    }
}

/// The columns of the list at the desk.
pub fn headings() -> [&'static str; 6] {
    if is_english() {
        ["Assignment", "Stage", "Sort", "Who does it", "Last day", "Given on"]
    } else {
        ["办什么事", "走到哪一步", "是哪一种", "由谁来办", "完成期限", "下达日期"]
    }
}
