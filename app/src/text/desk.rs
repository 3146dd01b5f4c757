//! What the desk says.

use domain::{activity::Measure, day::Period};
use jiff::civil::{Date, DateTime};

/// The name of the product.
pub const PRODUCT: &str = "商量";
/// The name of the rail for screen readers.
pub const RAIL: &str = "主导航";
/// The page of records that wait.
pub const REVIEW: &str = "待审核";
/// The page of figures.
pub const FIGURES: &str = "数据";
/// The page of one record.
pub const RECORD: &str = "记录";
/// Ends the session.
pub const SIGN_OUT: &str = "退出登录";
/// Everything has reached the server.
pub const ALL_SENT: &str = "全部已上传";

/// Tabs and list of the review page.
pub const TAB_PENDING: &str = "待审";
/// The other tab.
pub const TAB_RETURNED: &str = "已退回";
/// The name of the list for screen readers.
pub const QUEUE: &str = "记录列表";
/// The name of the middle column for screen readers.
pub const OPEN_RECORD: &str = "正在看的记录";
/// The name of the right column for screen readers.
pub const BESIDE: &str = "填报人和经过";
/// A row that the server sent back.
pub const NOT_DONE: &str = "没办成";
/// Back to the list, on a phone.
pub const TO_LIST: &str = "回到列表";
/// Nothing waits.
pub const DONE_TITLE: &str = "都审完了";
/// What happens next.
pub const DONE_HINT: &str = "新的记录来了，会排在这里。";
/// Nothing was returned.
pub const NONE_RETURNED: &str = "没有退回的记录";
/// What a returned record waits for.
pub const NONE_RETURNED_HINT: &str = "退回的记录在这里等填报人改好再交。";

/// The buttons of a reviewer.
pub const APPROVE: &str = "通过";
/// Sends it back.
pub const RETURN: &str = "退回修改";
/// Takes it out.
pub const VOID: &str = "作废";
/// Closes what is open.
pub const CANCEL: &str = "取消";
/// Closes a panel.
pub const CLOSE: &str = "关闭";
/// Confirms a return.
pub const RETURN_NOW: &str = "退回";
/// Confirms a void.
pub const VOID_NOW: &str = "作废这条记录";
/// Takes note of a refusal.
pub const UNDERSTOOD: &str = "知道了";
/// Asks again.
pub const RETRY: &str = "再试一次";
/// Shows the newer text.
pub const SHOW_NEW: &str = "看新内容";
/// Somebody has changed it since.
pub const CHANGED: &str = "您打开之后，这条记录又改过。先看新内容再审。";
/// What j and k do.
pub const KEY_STEP: &str = "上下";

/// The question of the return panel.
pub const WHAT_TO_MEND: &str = "哪里要改";
/// How to pick a template.
pub const BY_NUMBER: &str = "按数字选";
/// The typed reason.
pub const WORDS: &str = "对委员说的话";
/// Who reads it.
pub const WORDS_READ: &str = "填报人会看到这句";
/// The reason of a void.
pub const VOID_REASON: &str = "作废的理由";
/// Who reads that.
pub const VOID_READ: &str = "填报人和以后查阅的人会看到";
/// What a void does.
pub const VOID_WHAT: &str = "作废后不再计入任何数字，不能恢复；记录和经过仍可查阅。";
/// Reasons that come up again and again; the person picks one and goes on typing.
pub const RETURN_REASONS: [&str; 4] =
    ["简要经过太简单，请写清做了什么、有什么结果。", "人次与经过对不上，请核对后改一下。", "时间或地点不对，请核对后改一下。", "参加的委员不全，请补上。"];
/// The same for a void.
pub const VOID_REASONS: [&str; 3] = ["与另一条记录是同一场活动，重复填报。", "活动没有开展。", "不属于履职活动。"];

/// Sections beside a record.
pub const AUTHOR: &str = "填报人";
/// Its life.
pub const HISTORY: &str = "经过";
/// Opens the page of one record.
pub const FULL_RECORD: &str = "单独打开这条记录";
/// Figures.
pub const PERIOD: &str = "周期";
/// Shown in place of a scope's name.
pub const NO_VENUE: &str = "没有记入阵地";
/// The last line of the table.
pub const TOTAL: &str = "全区合计";
/// Why it may differ from the sum of its parts.
pub const TOTAL_ONCE: &str = "每条记录只计一次";
/// The first column.
pub const VENUE: &str = "阵地";
/// The title of a table for screen readers.
pub const TABLE: &str = "各阵地的数字，点开看口径和记录";
/// A figure that nothing waits beside.
pub const NOTHING_YET: &str = "这段时间还没有记录。活动提交并审核后，数字会出现在这里。";
/// How to read the table.
pub const LEGEND: &str = "已审核的计入；虚线框里是待审核的，不计入。点一个数，看口径和记录。";
/// Prints.
pub const PRINT: &str = "打印一页";
/// The definition of a figure.
pub const DEFINITION: &str = "口径";
/// Rows of the definition.
pub const COUNTED: &str = "数什么";
/// See above.
pub const BY_DATE: &str = "归哪一期";
/// See above.
pub const BY_STATE: &str = "哪些算";
/// See above.
pub const BY_SCOPE: &str = "怎么分";
/// A decision is on this computer only.
pub const DECISION_WAITS: &str = "已存本机，待上传。";
/// What waits is never added.
pub const NOT_COUNTED: &str = "待审核，不计入";
/// The other half of a figure.
pub const SEE_PENDING: &str = "看待审的";
/// See above.
pub const SEE_APPROVED: &str = "看已审的";
/// No record behind a figure.
pub const NO_RECORDS: &str = "没有记录。";

/// For people whose work is elsewhere.
pub const ELSEWHERE_TITLE: &str = "您的工作在手机版";
/// What they can do.
pub const ELSEWHERE: &str = "记活动、看审核结果、改退回的记录，都在手机版。这里是工作人员审核记录、领导看数据的地方。";
/// For the administrator.
pub const ADMIN_TITLE: &str = "管理在服务器上";
/// What they can do.
pub const ADMIN: &str = "建账号、备份、看日志，在服务器上用 shangliang 命令。审核和数据要由工作人员、主席会议成员的账号来看。";
/// The way there.
pub const TO_PHONE: &str = "打开手机版";
/// The session has ended.
pub const EXPIRED: &str = "登录已过期。没传的审核都存在本机，重新登录后接着传。";
/// The same, in the rail.
pub const EXPIRED_SHORT: &str = "登录已过期";
/// Signs in again.
pub const SIGN_IN_AGAIN: &str = "重新登录";
/// An address that leads nowhere.
pub const NO_PAGE: &str = "没有这一页";

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

/// What the browser's tab says.
pub fn page_title(page: &str) -> String {
    format!("{page} · {PRODUCT}")
}

/// Whether single keys act.
pub const fn keys(on: bool) -> &'static str {
    if on { "按键已开" } else { "按键已关" }
}

/// What somebody is, after the name.
pub fn member_of(sectors: &str) -> String {
    if sectors.is_empty() { "委员".into() } else { format!("委员 · {sectors}") }
}

/// The pill beside a figure in its panel.
pub fn pending_not_counted(number: i64) -> String {
    format!("待审 {}，不计入", grouped(number))
}

/// A day: `6月12日`, with the year where it is not this one.
pub fn day(day: Date, today: Date) -> String {
    let year = if day.year() == today.year() { String::new() } else { format!("{}年", day.year()) };
    format!("{year}{}月{}日", day.month(), day.day())
}

/// A moment: `6月12日 14:40`.
pub fn moment(at: DateTime, today: Date) -> String {
    format!("{} {:02}:{:02}", day(at.date(), today), at.hour(), at.minute())
}

/// From when to when: `6月11日 14:00–15:30`.
pub fn span(start: DateTime, end: Option<DateTime>, today: Date) -> String {
    let from = moment(start, today);
    match end {
        Some(end) if end.date() == start.date() => format!("{from}–{:02}:{:02}", end.hour(), end.minute()),
        Some(end) => format!("{from} 至 {}", moment(end, today)),
        None => from,
    }
}

/// The button that leads to the period before or after.
pub fn step_label(before: bool, period: Period) -> String {
    format!("{}：{}", if before { "上一期" } else { "下一期" }, period.zh())
}

/// Up to when the figures are complete.
pub fn as_of(at: DateTime, today: Date) -> String {
    format!("截至 {}", moment(at, today))
}

/// What has not reached the server yet.
pub fn unsynced(ops: u64) -> String {
    if ops == 0 { "手机上没有未同步的".into() } else { format!("手机上还有 {} 条未同步", grouped(to_i64(ops))) }
}

/// The pill beside a figure.
pub fn pending(number: i64) -> String {
    format!("待审 {}", grouped(number))
}

/// The server sent decisions back.
pub fn refused(records: usize) -> String {
    format!("{records} 条没办成")
}

/// The server is not reached; what waits is safe here.
pub fn offline(waiting: Option<String>) -> String {
    match waiting {
        Some(waiting) => format!("连不上服务器，{waiting}，都已存本机"),
        None => "连不上服务器".into(),
    }
}

/// How many wait on this computer.
pub fn waiting(records: usize) -> String {
    format!("{records} 条待上传")
}

/// Where one is in the list.
pub fn place(at: usize, of: u64) -> String {
    format!("第 {at} 条，共 {} 条", grouped(to_i64(of)))
}

/// Said aloud once a decision is on the disk.
pub fn decided(what: &str, title: &str) -> String {
    format!("{what}：{title}。已存本机。")
}

/// The heading of the return panel.
pub fn return_to(name: &str) -> String {
    format!("退回给{name}修改")
}

/// How many others of the same author are in the list.
pub fn others_of_author(count: usize) -> String {
    if count == 0 { "列表里没有其他记录".into() } else { format!("列表里还有 {count} 条") }
}

/// The list could not be read anew.
pub fn stale(at: DateTime, today: Date) -> String {
    format!("连不上服务器，列表是 {} 的。可以接着审，先存本机，连上后自动上传。", moment(at, today))
}

/// More than the page shows.
pub fn first_of(shown: usize, total: u64) -> String {
    format!("先列 {shown} 条，共 {} 条", grouped(to_i64(total)))
}

/// How many records a figure is made of.
pub fn records(total: u64) -> String {
    format!("{} 条记录", grouped(to_i64(total)))
}

/// A measure with its unit.
pub fn measure(measure: Measure, number: i64) -> String {
    format!("{} {}", grouped(number), measure.unit_zh())
}

/// A count as a signed number; counts stay far below the limit.
fn to_i64(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (-12_345, "−12,345"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn a_time_names_the_day_once_and_the_year_only_where_it_is_another() {
        let today = date(2026, 6, 12);
        let start = date(2026, 6, 11).at(14, 0, 0, 0);
        assert_eq!(span(start, Some(date(2026, 6, 11).at(15, 30, 0, 0)), today), "6月11日 14:00–15:30");
        assert_eq!(span(start, Some(date(2026, 6, 12).at(9, 5, 0, 0)), today), "6月11日 14:00 至 6月12日 09:05");
        assert_eq!(span(date(2025, 12, 1).at(9, 0, 0, 0), None, today), "2025年12月1日 09:00");
    }
}
