//! One venue: its page and its checklists.

use domain::venue::VenueType;

phrases! {
    title => "阵地" | "Venue";
    not_here_title => "本机没有这个阵地" | "This venue is not on this phone";
    not_here => "可能已被撤销，或者名册还没有同步到本机。" | "It may have been closed, or the roster has not come to this phone yet.";
    record_here => "在这里记一次活动" | "Record an activity here";

    owes => "阵地的履职要求" | "What is asked of the venue";
    nothing_owed => "目前没有对这个阵地的要求" | "Nothing is asked of this venue at present";
    by_this_phone => "按本机收到的记录算，正式数字以工作人员的汇总为准。" | "Reckoned from the records on this phone; the office's figures are the official ones.";

    waits => "等召集人处理" | "Waits for the convenor";
    waits_more(n: usize) => "还有 {n} 条，在“记录”里看" | "{n} more, under Records";

    ahead => "接下来的活动" | "Ahead";
    nothing_ahead => "还没有安排活动。" | "Nothing is planned yet.";
    coming(names: String) => "参加：{names}" | "Coming: {names}";
    on_leave(names: String) => "请假：{names}" | "On leave: {names}";
    unanswered(names: String) => "没答复：{names}" | "No answer: {names}";
    nobody_invited => "还没有邀请人" | "Nobody is invited yet";
    and_more(names: String, n: usize) => "{names}等 {n} 人" | "{names} and others, {n} in all";

    away => "很久没来的委员" | "Not there for long";
    away_what(days: i64) => "{days} 天以上没到这里参加活动。只是提醒，不扣分。" | "No activity here for {days} days or more. Only a hint, without consequences.";
    nobody_away => "大家近期都来过。" | "Everybody was here lately.";
    away_since(day: String, days: i64) => "{day}来过，已 {days} 天" | "last on {day}, {days} days ago";
    never_came(days: i64) => "加入 {days} 天，还没来过" | "here since {days} days, never came";
    show_all(n: usize) => "看全部 {n} 位" | "Show all {n}";

    checklists => "清单" | "Checklists";
    progress(done: usize, all: usize) => "{all} 项，已有 {done} 项" | "{done} of {all} there";

    about => "基本情况" | "About the venue";
    kind => "类型" | "Type";
    place => "地点" | "Place";
    convenor => "召集人" | "Convenor";
    instructor => "指导员" | "Instructor";
    approval => "设立审批" | "Approval";
    approved_by(day: String, by: &str) => "{day} {by}" | "{day}, {by}";
    under => "归口专委会" | "Comes under";
    cluster => "所属组合" | "Cluster";
    members => "委员" | "Members";
    members_of(n: usize, names: String) => "{n} 位：{names}" | "{n}: {names}";
    comma => "、" | ", ";

    no_checklist_title => "没有这份清单" | "There is no such checklist";
    no_checklist => "可能已被撤下，或者还没有同步到本机。" | "It may have been withdrawn, or has not come to this phone yet.";
    there => "已有" | "There";
    not_there => "还没有" | "Not there";
    not_said => "没有填过" | "Nothing said yet";
    said_on(day: String) => "{day}填" | "as of {day}";
    details => "日期和备注" | "Day and note";
    details_of(item: &str) => "{item}：日期和备注" | "{item}: day and note";
    day => "日期" | "Day";
    note => "备注" | "Note";
    is_there => "有没有" | "Is it there?";
    keep => "保存" | "Save";
    kept => "已存本机" | "Saved on this phone";
    day_missing => "请选日期" | "Choose the day";
    note_too_long => "备注最多 500 字" | "At most 500 characters";
    only_convenor => "由召集人填写，本阵地的委员都能看到。" | "The convenor fills it in; everybody of the venue sees it.";
    refused => "有改动没传上去，内容在本机。" | "A change could not be uploaded; it is kept on this phone.";
    last(who: String, when: String) => "最后改动：{who} · {when}" | "Last change: {who} · {when}";
}

/// What a venue says of an item, on one line.
pub fn answer(done: bool, note: Option<&str>) -> String {
    let there = if done { there() } else { not_there() };
    note.map_or_else(|| there.to_owned(), |note| format!("{there} · {note}"))
}

/// What sort of venue it is.
pub fn venue_type(kind: VenueType) -> &'static str {
    use VenueType as T;
    if !super::is_english() {
        return kind.zh();
    }
    match kind {
        T::MemberStudio => "Members' studio",
        T::MemberStation => "Members' station",
        T::MemberHome => "Members' home",
        T::DeliberationRoom => "Deliberation room",
        T::DeliberationCouncil => "Deliberation council",
        T::TownshipLiaisonGroup => "Township liaison group",
        T::OpinionContactPoint => "Opinion contact point",
        T::SectorContactRoom => "Sector contact room",
        T::ReadingBase => "Reading base",
    }
}
