//! What the overview says: one sentence, figures, who is behind, what sleeps, and the days of a month.

use super::{figures, is_english, vocabulary};
use domain::{activity::ActivityType, day::Period, indicator::Indicator, quota::Owner};
use jiff::civil::Date;

phrases! {
    title => "总览" | "Overview";
    main_figures => "主要数字" | "Main figures";
    failed_below => "下面是上一次读到的。" | "What follows was read before.";

    // The sentence.
    asks(when: &str, count: &str) => "{when}有{count}件事要您过问：" | "{when}, {count} to look into: ";
    asks_nothing(when: &str) => "{when}没有要过问的事。" | "{when}, nothing needs looking into.";
    has_nothing(when: &str) => "{when}还没有记录。活动提交并审核后，数字会出现在这里。" | "{when}, no records yet. Figures appear once activities are submitted and approved.";
    this_month => "本月" | "This month";
    this_quarter => "本季" | "This quarter";
    this_year => "本年" | "This year";
    asks_sleeping => "沉睡阵地 " | "sleeping venues ";
    asks_review => "待审核和待确认 " | "waiting for review or agreement ";
    asks_quota(name: &str) => "“{name}”没达标的 " | "behind in “{name}” ";
    asks_units => "答复超期的交办 " | "late answers of units ";
    number_matters(count: u64) => "{count} 件" | "{count}";
    asks_quotas => "没达标的要求 " | "requirements not met ";
    number_venues(count: usize) => "{count} 个" | "{count}";
    number_records(count: &str) => "{count} 条" | "{count}";
    number_requirements(count: usize) => "{count} 项" | "{count}";
    crowded_at(days: &str, place: &str) => "{days}{place} " | "{days} {place} ";
    crowded_count(count: usize) => "{count} 场扎堆" | "{count} at one place";
    crowded_places(count: usize) => "{count} 处扎堆" | "{count} crowded places";

    // Beside a figure.
    more(before: &str, by: &str) => "比{before}多 {by}" | "{by} more than {before}";
    fewer(before: &str, by: &str) => "比{before}少 {by}" | "{by} fewer than {before}";
    same(before: &str) => "与{before}持平" | "As in {before}";
    whole_before(before: &str, number: &str) => "{before}全期 {number}" | "All of {before}: {number}";
    last_month => "上月" | "the month before";
    last_quarter => "上季" | "the quarter before";
    last_year => "上年" | "the year before";
    times_not_people => "按次累计，不是人数" | "Times, not people";
    added_up => "各场相加，不是不同的人" | "Added up, not distinct people";

    concerned => "待审的数字，数的是有本专委会的委员到场、或在它的阵地举行的记录。其中有的由别的专委会或办公室审核。" | "What waits here are the records with members of this special committee present, or at its venues. Some of them are for others to review.";
    own_reviews => "看由本专委会审核的" | "What this special committee reviews";

    // Requirements.
    quotas => "履职要求" | "Requirements";
    approved_only => "只算已审核" | "Approved only";
    each_of(kind: &str) => "每个{kind}" | "each {kind}";
    no_quotas => "这一期没有要求。" | "Nothing is required in this period.";
    all_of(count: usize) => "全部 {count} 个" | "All {count}";
    furthest(count: usize) => "差得最多的 {count} 个" | "The {count} furthest behind";
    met_of(met: u64, owing: u64) => "{met} / {owing} 达标" | "{met} of {owing} met";
    met => "达标" | "Met";
    behind(by: &str) => "差 {by}" | "{by} short";
    nothing_due => "不要求" | "Not due";
    requirement => "要求" | "Required";
    approved => "已审核" | "Approved";
    chart => "图" | "Chart";
    name => "名称" | "Name";
    result => "结果" | "Result";

    // Sleeping venues.
    sleeping => "沉睡阵地" | "Sleeping venues";
    sleeping_means(quarter: &str) => "{quarter}没有已审核的活动" | "No approved activity in {quarter}";
    awake(count: u64) => "{count} 个阵地都有活动。" | "All {count} venues were active.";
    no_venues => "这个范围里没有阵地。" | "There are no venues in this scope.";
    last_on(day: &str) => "上一场 {day}" | "Last on {day}";
    never => "还没有过活动" | "None so far";
    asleep_for(days: i64) => "{days} 天" | "{days} days";
    and_more_named(count: usize, names: &str) => "还有 {count} 个：{names}" | "{count} more: {names}";
    and_more(count: usize) => "还有 {count} 个" | "{count} more";

    // The panel.
    split => "分开看" | "Parts";
    adds_to_more(sum: &str, whole: &str) => "各项相加 {sum}，大于合计 {whole}：合办的在每一项里各记一次，合计里只记一次。" | "The parts add up to {sum}, more than {whole}: what was done together counts once in each part and once in the whole.";
    adds_to_less(sum: &str, whole: &str) => "各项相加 {sum}，小于合计 {whole}：有的记录不属于其中任何一项；合办的在每一项里各记一次。" | "The parts add up to {sum}, less than {whole}: some records belong to none of them; what was done together counts once in each.";
    adds_up(whole: &str) => "各项相加正好是合计 {whole}；合办的在每一项里各记一次，别的时候不一定相等。" | "The parts add up to {whole}. What was done together counts once in each part, so they need not.";
    zeros(count: usize) => "另有 {count} 个是 0" | "{count} more have 0";
    show_all_parts(count: usize) => "看全部 {count} 个" | "Show all {count}";
    no_parts => "这一类里没有。" | "There are none of this sort.";
    sum_is(sum: &str, unit: &str) => "相加 {sum} {unit}" | "Sum {sum} {unit}";
    whole_scope(name: &str) => "回到{name}" | "Back to {name}";
    see_scope => "看它的总览" | "Its overview";
    see_venue => "看这个阵地" | "The venue";
    see_member => "看这位委员" | "The member";
    only_type(name: &str) => "只数{name}" | "Only: {name}";
    which_records => "看哪些记录" | "Which records";

    // The picker of the scope.
    pick_scope => "选范围" | "Pick a scope";
    no_scope => "没有这个范围，或不归您看" | "No such scope, or not one of yours";
    no_scope_detail => "可能是链接没有抄全，或这个阵地、组织已经不在了。上面可以另选范围。" | "The link may be incomplete, or what it names is gone. Another scope can be picked above.";
    find_scope => "按名称找" | "Find by name";
    none_found => "没有找到。" | "Nothing found.";

    // The month.
    month_of(month: &str) => "{month}日程" | "{month}";
    whole_month => "整月" | "Whole month";
    held => "已办" | "Held";
    waits => "待审" | "Pending";
    planned => "计划" | "Planned";
    one_dot => "一点一场" | "One dot each";
    crowded_note(place: &str, days: i64, count: usize) => "{place} {days} 天内 {count} 场" | "{place}: {count} within {days} days";
    crowded_from(venues: &str) => "来自 {venues}。建议合并走访。" | "From {venues}. Consider going together.";
    crowded_advice => "建议合并走访。" | "Consider going together.";
    day_load(day: &str, approved: i64, pending: i64, planned: i64) => "{day}：已办 {approved}，待审 {pending}，计划 {planned}" | "{day}: held {approved}, pending {pending}, planned {planned}";
    day_free(day: &str) => "{day}：没有" | "{day}: none";
    crowded_day => "扎堆" | "crowded";
}

/// Small numbers as one says them.
pub fn counted(count: usize) -> String {
    const SAID: [&str; 10] = ["一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
    if is_english() {
        return if count == 1 { "one thing".into() } else { format!("{count} things") };
    }
    count.checked_sub(1).and_then(|at| SAID.get(at)).map_or_else(|| count.to_string(), |said| (*said).to_owned())
}

/// A period as one says it today: 本季, or its name where it is another one.
pub fn said(period: Period, today: Date) -> String {
    match period {
        _ if !period.contains(today) => figures::period_name(period),
        Period::Month(..) => this_month().to_owned(),
        Period::Quarter(..) => this_quarter().to_owned(),
        Period::Year(_) => this_year().to_owned(),
    }
}

/// The period before, as one says it.
pub fn before(period: Period) -> &'static str {
    match period {
        Period::Month(..) => last_month(),
        Period::Quarter(..) => last_quarter(),
        Period::Year(_) => last_year(),
    }
}

/// Days that follow each other: 11月27–29日.
pub fn day_span(from: Date, until: Date) -> String {
    let (one, other) = ((from.month(), from.day()), (until.month(), until.day()));
    match (is_english(), one == other, one.0 == other.0) {
        (false, true, _) => format!("{}月{}日", one.0, one.1),
        (false, _, true) => format!("{}月{}–{}日", one.0, one.1, other.1),
        (false, ..) => format!("{}月{}日–{}月{}日", one.0, one.1, other.0, other.1),
        (true, true, _) => format!("{}/{}", one.0, one.1),
        (true, ..) => format!("{}/{}–{}/{}", one.0, one.1, other.0, other.1),
    }
}

/// A sort of scope, by its id.
pub fn sort(id: &str) -> &'static str {
    let (zh, en) = match id {
        "committee" => ("下级政协", "Committees below"),
        "venue" => ("阵地", "Venues"),
        "member" => ("委员", "Members"),
        "special_committee" => ("专委会", "Special committees"),
        "sector" => ("界别", "Sectors"),
        "sector_group" => ("界别活动组", "Sector groups"),
        "group" => ("党派团体", "Parties and groups"),
        "contact_unit" => ("联系单位", "Contact units"),
        "cluster" => ("阵地组合", "Clusters"),
        _ => ("其他", "Others"),
    };
    if is_english() { en } else { zh }
}

/// Who owes a requirement, by the id of the owner; of venues, only those of a type where one is said.
pub fn owner(id: &str, venue_type: Option<&str>) -> String {
    if let Some(kind) = venue_type {
        return each_of(&super::roster::venue_type(kind));
    }
    match id.parse::<Owner>() {
        Ok(owner) if !is_english() => owner.zh().to_owned(),
        _ => id.replace('_', " "),
    }
}

/// A type of activity, by its id; one of the committee's own shows its id.
pub fn activity_type(id: &str) -> String {
    id.parse::<ActivityType>().map_or_else(|_| id.to_owned(), |kind| vocabulary::activity_type(kind).to_owned())
}

/// What the records of a figure are told apart by: activities by their type, matters by who brought them up, suggestions by
/// what became of them.
pub fn told_apart(indicator: Indicator, id: &str) -> String {
    match indicator {
        Indicator::Consultations | Indicator::ConsultationsClosed => {
            id.parse().map_or(id.to_owned(), |it| vocabulary::source(it).to_owned())
        }
        Indicator::Suggestions | Indicator::SuggestionsImplemented => {
            id.parse().map_or(id.to_owned(), |it| vocabulary::outcome(it).to_owned())
        }
        Indicator::HandOvers | Indicator::HandOversFollowedUp => {
            id.parse().map_or(id.to_owned(), |it| vocabulary::reply_class(it).to_owned())
        }
        Indicator::OpinionReports => id.parse().map_or(id.to_owned(), |it| vocabulary::level(it).to_owned()),
        Indicator::Requests
        | Indicator::Proposals
        | Indicator::ProposalsReplied
        | Indicator::ProposalsFollowedUp
        | Indicator::ProposalsClosed => id.parse().map_or(id.to_owned(), |it| vocabulary::rating(it).to_owned()),
        Indicator::Outcomes | Indicator::OutcomesConverted => {
            id.parse().map_or(id.to_owned(), |it| super::outcome::outcome_type(it).to_owned())
        }
        Indicator::Assignments | Indicator::AssignmentsDone => {
            id.parse().map_or(id.to_owned(), |it| super::assignment::assignment_type(it).to_owned())
        }
        _ => activity_type(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_that_follow_each_other_name_their_month_once() {
        let from = date(2026, 11, 27);
        assert_eq!(day_span(from, from), "11月27日");
        assert_eq!(day_span(from, date(2026, 11, 29)), "11月27–29日");
        assert_eq!(day_span(from, date(2026, 12, 2)), "11月27日–12月2日");
    }

    #[test]
    fn two_things_are_said_as_one_says_them() {
        assert_eq!([counted(1), counted(2), counted(3), counted(11)], ["一", "两", "三", "11"]);
    }
}
