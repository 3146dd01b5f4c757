//! 日历.

use jiff::civil::Weekday;

phrases! {
    title => "日历" | "Calendar";
    whose => "看谁的" | "Whose";
    mine => "我的" | "Mine";
    venue => "阵地" | "Venue";
    all => "全部" | "All";
    earlier => "上个月" | "Previous month";
    later => "下个月" | "Next month";
    done => "已开展" | "Held";
    planned => "计划中" | "Planned";
    day_label(day: String, done: usize, planned: usize) => "{day}，已开展 {done}，计划 {planned}" | "{day}: {done} held, {planned} planned";
    day_free(day: String) => "{day}，没有活动" | "{day}: nothing";
    nothing => "这一天没有活动" | "Nothing on this day";
    on_phone => "只有这台手机上有的活动：自己的、自己阵地的、请了您的。" | "Only what this phone holds: your own, your venues', and what you are invited to.";
    plan_here => "安排活动" | "Plan an activity";
    crowded(place: &str, from: String, until: String, n: usize) => "扎堆提醒：{place} {from}到{until}安排了 {n} 次" | "Crowded: {place}, {from} to {until}, {n} planned";
    month_counts(done: usize, planned: usize) => "已开展 {done} · 计划 {planned}" | "{done} held · {planned} planned";
}

/// The head of a column.
pub fn weekday(day: Weekday) -> &'static str {
    let (zh, en) = match day {
        Weekday::Monday => ("一", "Mo"),
        Weekday::Tuesday => ("二", "Tu"),
        Weekday::Wednesday => ("三", "We"),
        Weekday::Thursday => ("四", "Th"),
        Weekday::Friday => ("五", "Fr"),
        Weekday::Saturday => ("六", "Sa"),
        Weekday::Sunday => ("日", "Su"),
    };
    if super::is_english() { en } else { zh }
}
