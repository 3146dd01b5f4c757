//! Days, times and spans as people say them.

use super::is_english;
use jiff::civil::{Date, DateTime, Weekday};

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// 14:36.
pub fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// 今天, 昨天, 6月11日, or 2025年6月11日 in another year.
pub fn day(day: Date, today: Date) -> String {
    if day == today {
        return if is_english() { "today".into() } else { "今天".into() };
    }
    if today.yesterday().is_ok_and(|yesterday| day == yesterday) {
        return if is_english() { "yesterday".into() } else { "昨天".into() };
    }
    day_of(day, today.year())
}

/// 2025.6.11, for tables.
pub fn short_day(day: Date) -> String {
    format!("{}.{}.{}", day.year(), day.month(), day.day())
}

/// 6月11日, or 2025年6月11日 in another year than the one talked of.
pub fn day_of(day: Date, year_said: i16) -> String {
    let (year, month, number) = (day.year(), day.month(), day.day());
    match (is_english(), year == year_said) {
        (false, true) => format!("{month}月{number}日"),
        (false, false) => format!("{year}年{month}月{number}日"),
        (true, true) => format!("{number} {}", month_name(month)),
        (true, false) => format!("{number} {} {year}", month_name(month)),
    }
}

/// 6月12日 星期五.
pub fn long_day(day: Date) -> String {
    let (month, number) = (day.month(), day.day());
    if is_english() {
        format!("{}, {number} {}", weekday(day.weekday()), month_name(month))
    } else {
        format!("{month}月{number}日 {}", weekday(day.weekday()))
    }
}

/// 2026年6月.
pub fn month(day: Date) -> String {
    if is_english() {
        format!("{} {}", month_name(day.month()), day.year())
    } else {
        format!("{}年{}月", day.year(), day.month())
    }
}

/// 今天 14:36.
pub fn moment(at: DateTime, today: Date) -> String {
    format!("{} {}", day(at.date(), today), clock(at))
}

/// 今天 13:30–14:30; 今天 22:00 – 次日 01:00; the day of the end where it is a later one.
pub fn span(start: DateTime, end: Option<DateTime>, today: Date) -> String {
    let from = moment(start, today);
    match end {
        None => from,
        Some(end) if end.date() == start.date() => format!("{from}–{}", clock(end)),
        Some(end) if is_next_day(start, end) => format!("{from} – {}", next_day(end)),
        Some(end) => format!("{from} – {}", moment(end, today)),
    }
}

/// Whether something ends on the day after the one it began on.
pub fn is_next_day(start: DateTime, end: DateTime) -> bool {
    start.date().tomorrow().is_ok_and(|day| day == end.date())
}

/// 次日 01:00.
pub fn next_day(end: DateTime) -> String {
    format!("{} {}", if is_english() { "next day" } else { "次日" }, clock(end))
}

/// 2 天, 3 小时 or 20 分钟; what is shorter than a minute is one.
pub fn long(ms: u64) -> String {
    let (n, zh, en) = match ms {
        DAY.. => (ms / DAY, "天", "d"),
        HOUR.. => (ms / HOUR, "小时", "h"),
        _ => ((ms / MINUTE).max(1), "分钟", "min"),
    };
    format!("{n} {}", if is_english() { en } else { zh })
}

/// Whole days in a span.
pub const fn whole_days(ms: u64) -> u64 {
    ms / DAY
}

/// The days of the week from Monday on, as a calendar heads its columns and as they are read aloud.
pub fn weekdays() -> [(&'static str, &'static str); 7] {
    const SHORT: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    std::array::from_fn(|at| {
        let day =
            i8::try_from(at).ok().and_then(|at| Weekday::from_monday_zero_offset(at).ok()).unwrap_or(Weekday::Monday);
        let long = weekday(day);
        (if is_english() { &long[..3] } else { SHORT[at] }, long)
    })
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

fn weekday(day: Weekday) -> &'static str {
    let (zh, en) = match day {
        Weekday::Monday => ("星期一", "Monday"),
        Weekday::Tuesday => ("星期二", "Tuesday"),
        Weekday::Wednesday => ("星期三", "Wednesday"),
        Weekday::Thursday => ("星期四", "Thursday"),
        Weekday::Friday => ("星期五", "Friday"),
        Weekday::Saturday => ("星期六", "Saturday"),
        Weekday::Sunday => ("星期日", "Sunday"),
    };
    if is_english() { en } else { zh }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_said_as_shortly_as_it_stays_clear() {
        let today = date(2026, 6, 12);
        for (day_said, words) in [
            (date(2026, 6, 12), "今天"),
            (date(2026, 6, 11), "昨天"),
            (date(2026, 6, 13), "6月13日"),
            (date(2025, 12, 31), "2025年12月31日"),
        ] {
            assert_eq!(day(day_said, today), words);
        }
        assert_eq!(long_day(today), "6月12日 星期五");
    }

    #[test]
    fn a_span_names_its_day_once_unless_it_ends_on_another() {
        let today = date(2026, 6, 12);
        let start = date(2026, 6, 11).at(13, 30, 0, 0);
        assert_eq!(span(start, Some(date(2026, 6, 11).at(14, 30, 0, 0)), today), "昨天 13:30–14:30");
        assert_eq!(span(start, Some(date(2026, 6, 12).at(1, 0, 0, 0)), today), "昨天 13:30 – 次日 01:00");
        assert_eq!(span(start, Some(date(2026, 6, 13).at(9, 0, 0, 0)), today), "昨天 13:30 – 6月13日 09:00");
        assert_eq!(span(start, None, today), "昨天 13:30");
    }

    #[test]
    fn a_duration_is_rounded_down_to_its_largest_unit() {
        for (ms, words) in [(5_000, "1 分钟"), (HOUR - 1, "59 分钟"), (DAY - 1, "23 小时"), (2 * DAY + HOUR, "2 天")]
        {
            assert_eq!(long(ms), words);
        }
    }
}
