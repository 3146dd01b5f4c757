//! 协商成果: what was written, where it went, what it was turned into.

use super::is_english;
use domain::outcome::OutcomeType;

phrases! {
    title => "协商成果" | "Outcomes";
    one => "协商成果" | "Outcome";
    open => "在办的" | "Under way";
    closed => "归档和未采用的" | "Filed away or not used";
    none_title => "还没有协商成果" | "No outcomes yet";
    none => "建议案、调研报告、大会发言、专报，写清题目和要点就能提交。没有信号也能写。" | "Reports, speeches and formal proposals: say what they are about, with or without signal.";
    none_at_desk => "建议案、调研报告、大会发言和专报列在这里，先列还没有报送的。" | "Reports, speeches and formal proposals are listed here, what nobody has sent on first.";
    new_title => "记一件成果" | "Write down an outcome";
    sort => "是哪一种" | "What it is";
    about => "题目" | "Title";
    content => "要点" | "What it says";
    content_aside => "主要情况和建议" | "what is the case, what is proposed";
    write_down => "记一件成果" | "Write down an outcome";
    submit => "提交" | "Submit";
    of_office => "机关、专委会" | "The office or a special committee";
    from_matter => "写成成果" | "Write an outcome of it";
    became => "形成的成果" | "Outcomes of it";
}

/// What was written.
pub fn outcome_type(sort: OutcomeType) -> &'static str {
    if !is_english() {
        return sort.zh();
    }
    match sort {
        OutcomeType::FormalProposal => "Formal proposal",
        OutcomeType::ResearchReport => "Research report",
        OutcomeType::PlenarySpeech => "Plenary speech",
        OutcomeType::SpecialReport => "Special report",
    }
}

/// The columns of the list at the desk.
pub fn headings() -> [&'static str; 5] {
    if is_english() {
        ["Outcome", "Stage", "What it is", "By", "Submitted on"]
    } else {
        ["题目", "走到哪一步", "是哪一种", "谁的", "提交日期"]
    }
}
