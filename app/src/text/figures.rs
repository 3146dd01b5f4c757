//! What the page of figures says. Definitions are the committee's own words and stay Chinese.

use super::{is_english, time};
use domain::{day::Period, indicator::Indicator};
use jiff::civil::{Date, DateTime};

phrases! {
    period => "周期" | "Period";
    month => "月" | "Month";
    quarter => "季" | "Quarter";
    year => "年" | "Year";
    before(period: &str) => "上一期：{period}" | "Before: {period}";
    after(period: &str) => "下一期：{period}" | "After: {period}";
    comma => "，" | ", ";
    full_stop => "。" | ".";
    print => "打印一页" | "Print";
    as_of_moment(moment: &str) => "截至 {moment}" | "As of {moment}";
    all_synced => "手机上没有未同步的" | "Nothing waits on phones";
    unsynced_ops(number: &str) => "手机上还有 {number} 条未同步" | "{number} not yet synced from phones";
    pending(number: &str) => "待审 {number}" | "pending {number}";
    unanswered(number: &str) => "未答复 {number}" | "unanswered {number}";
    raised(number: &str) => "刚提出 {number}" | "just raised {number}";
    undecided(number: &str) => "未定 {number}" | "undecided {number}";
    beside(waits: &str) => "{waits}，不计入" | "{waits}, not counted";
    not_counted => "待审核，不计入" | "pending, not counted";
    raised_only => "刚提出，不计入" | "just raised, not counted";
    undecided_only => "还没有定，不计入" | "undecided, not counted";
    not_taken_up(number: &str) => "未派单 {number}" | "not taken up {number}";
    not_taken_up_only => "还没有派单，不计入" | "not taken up, not counted";
    not_compiled(number: &str) => "未编报 {number}" | "not compiled {number}";
    not_compiled_only => "还没有编报，不计入" | "not compiled, not counted";
    not_sent(number: &str) => "未报送 {number}" | "not sent on {number}";
    not_sent_only => "还没有报送，不计入" | "not sent on, not counted";
    sent => "已报送" | "Sent on";
    not_filed(number: &str) => "未立案 {number}" | "not filed {number}";
    not_filed_only => "还没有立案，不计入" | "not filed, not counted";
    filed => "已立案" | "Filed";
    compiled => "已编报" | "Compiled";
    dispatched => "已派单" | "Taken up";
    unanswered_only => "还没有答复，不计入" | "unanswered, not counted";
    answered => "已答复" | "Answered";
    taken_up => "已受理" | "Taken up";
    settled => "已定采纳与否" | "Decided";

    // The panel.
    definition => "口径" | "Definition";
    counted => "数什么" | "Counted";
    by_date => "归哪一期" | "Period";
    by_state => "哪些算" | "State";
    by_scope => "怎么分" | "Scopes";
    records_behind(number: &str) => "{number} 条记录" | "{number} records";
    first_of(shown: usize, total: &str) => "先列 {shown} 条，共 {total} 条" | "The first {shown} of {total}";
    withheld(number: &str) => "另有 {number} 条不在您的权限内，已计入。" | "{number} more are counted and not yours to read.";
    no_records => "没有记录。" | "No records.";
}

/// 1234567 as `1,234,567`.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The same for a count.
pub fn count(number: u64) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The name of a figure.
pub fn indicator(indicator: Indicator) -> &'static str {
    if !is_english() {
        return indicator.zh();
    }
    match indicator {
        Indicator::Activities => "Activities",
        Indicator::Persons => "People",
        Indicator::PersonTimes => "Contacts",
        Indicator::ProblemsSolved => "Problems solved",
        Indicator::Consultations => "Consultations",
        Indicator::Suggestions => "Suggestions",
        Indicator::HandOvers => "Hand-overs",
        Indicator::Requests => "Requests",
        Indicator::OpinionReports => "Opinion reports",
        Indicator::Proposals => "Proposals",
        Indicator::Outcomes => "Outcomes",
        Indicator::OutcomesConverted => "Outcomes turned into something",
        Indicator::Assignments => "Assignments",
        Indicator::AssignmentsDone => "Assignments done",
        Indicator::ConsultationsClosed => "Consultations ended",
        Indicator::SuggestionsImplemented => "Suggestions carried out",
        Indicator::HandOversFollowedUp => "Hand-overs followed up",
        Indicator::ProposalsReplied => "Proposals answered",
        Indicator::ProposalsFollowedUp => "Proposals followed up",
        Indicator::ProposalsClosed => "Proposals ended",
    }
}

/// The unit behind the number.
pub fn unit(indicator: Indicator) -> &'static str {
    if !is_english() {
        return indicator.definition().unit;
    }
    match indicator {
        Indicator::Activities => "held",
        Indicator::Persons => "people",
        Indicator::PersonTimes => "times",
        Indicator::ProblemsSolved => "solved",
        Indicator::Consultations => "matters",
        Indicator::Suggestions => "made",
        Indicator::HandOvers => "given",
        Indicator::Requests => "raised",
        Indicator::OpinionReports => "compiled",
        Indicator::Proposals => "filed",
        Indicator::Outcomes | Indicator::OutcomesConverted => "written",
        Indicator::Assignments | Indicator::AssignmentsDone => "given",
        Indicator::ConsultationsClosed => "matters",
        Indicator::SuggestionsImplemented => "suggestions",
        Indicator::HandOversFollowedUp => "given",
        Indicator::ProposalsReplied | Indicator::ProposalsFollowedUp | Indicator::ProposalsClosed => "proposals",
    }
}

/// How much waits beside a figure, in its own words: records wait for a review, matters to be taken up, suggestions for a
/// decision.
pub fn waiting(indicator: Indicator, number: i64) -> String {
    let number = grouped(number);
    match indicator {
        Indicator::Consultations => raised(&number),
        Indicator::Suggestions => undecided(&number),
        Indicator::HandOvers => unanswered(&number),
        Indicator::Requests => not_taken_up(&number),
        Indicator::OpinionReports => not_compiled(&number),
        Indicator::Proposals => not_filed(&number),
        Indicator::Outcomes => not_sent(&number),
        _ => pending(&number),
    }
}

/// What the records are that count, and those that wait beside them.
pub fn states(indicator: Indicator) -> (&'static str, &'static str) {
    match indicator {
        Indicator::Consultations => (taken_up(), raised_only()),
        Indicator::Suggestions => (settled(), undecided_only()),
        Indicator::HandOvers => (answered(), unanswered_only()),
        Indicator::Requests => (dispatched(), not_taken_up_only()),
        Indicator::OpinionReports => (compiled(), not_compiled_only()),
        Indicator::Proposals => (filed(), not_filed_only()),
        Indicator::Outcomes => (sent(), not_sent_only()),
        _ => (super::overview::approved(), not_counted()),
    }
}

/// A month within its year.
pub fn month_name(number: i8) -> String {
    if is_english() { format!("{number:02}") } else { format!("{number}月") }
}

/// The name of a period.
pub fn period_name(period: Period) -> String {
    match period {
        _ if !is_english() => period.zh(),
        Period::Year(year) => year.to_string(),
        Period::Quarter(year, quarter) => format!("Q{quarter} {year}"),
        Period::Month(year, month) => format!("{year}-{month:02}"),
    }
}

/// Up to when the figures are complete.
pub fn as_of(at: DateTime, today: Date) -> String {
    as_of_moment(&time::moment(at, today))
}

/// What has not reached the server yet.
pub fn unsynced(ops: u64) -> String {
    if ops == 0 { all_synced().into() } else { unsynced_ops(&count(ops)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (-12_345, "−12,345"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), text);
        }
    }
}
