//! 社情民意信息: what people say and need, as members and groups report it.

phrases! {
    title => "社情民意" | "Opinion reports";
    one => "社情民意信息" | "Opinion report";
    open => "在办的" | "Under way";
    closed => "办结和转出的" | "Ended or passed on";
    none_title => "还没有社情民意信息" | "No opinion reports yet";
    none => "群众的想法、基层的难处、好的建议，写清情况和建议就能提交。没有信号也能写。" | "What people think, what is hard, what would help: say what is the case and what you propose, with or without signal.";
    none_at_desk => "委员提交的会列在这里，先列还没有编报的。" | "What members submit is listed here, what nobody has compiled first.";
    new_title => "写一条社情民意" | "Write an opinion report";
    about => "反映什么" | "What it is about";
    about_aside => "一句话" | "in one line";
    content => "情况和建议" | "What is the case, and what you propose";
    content_aside => "什么情况、为什么、建议怎么办；不写群众的姓名和电话" | "what, why, what should be done; no names or numbers of citizens";
    raised_on => "提交的日期" | "Submitted on";
    venue => "记在哪个阵地" | "Credited to which venue";
    venue_none => "不记阵地" | "None";
    submit => "提交" | "Submit";
    write_down => "代录集体来稿" | "Write down what a group reports";
    choose_group => "请选是哪个党派团体" | "Choose the group";
    by => "委员" | "Member";
    group => "党派团体" | "Group";
    adopted_of(adopted: i64, all: i64) => "采用 {adopted} / {all} 条" | "{adopted} of {all} adopted";
}

/// The columns of the list at the desk.
pub fn headings() -> [&'static str; 5] {
    if super::is_english() {
        ["Report", "Stage", "Submitted by", "Adopted", "Submitted on"]
    } else {
        ["反映什么", "走到哪一步", "谁提交的", "采用", "提交日期"]
    }
}
