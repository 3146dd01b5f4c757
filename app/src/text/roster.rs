//! What the roster says, and the pages of a venue and of a member with their year.

use super::is_english;
use domain::{affiliation::Affiliation, venue::VenueType};

phrases! {
    title => "名册" | "Roster";
    sections => "名册里的哪一类" | "Which part of the roster";
    members => "委员" | "Members";
    venues => "阵地" | "Venues";
    parts => "组织" | "Organisation";
    find => "姓名、名称或拼音" | "Name, or pinyin";
    filters => "筛选" | "Filters";
    all => "全部" | "All";
    on_day => "按哪一天" | "As of";
    name => "姓名" | "Name";
    venue_name => "名称" | "Name";
    sector => "界别" | "Sector";
    special_committee => "专委会" | "Special committee";
    group => "党派团体" | "Party or group";
    venue => "阵地" | "Venue";
    kind => "类型" | "Type";
    convenor => "召集人" | "Convenor";
    people => "人数" | "Members";
    away => "这一天不在任" | "Not serving on this day";
    found_and_away(there: usize, away: usize) => "{there} 条，另有 {away} 条这一天不在任" | "{there} found, and {away} not serving on this day";
    found(count: usize) => "{count} 条" | "{count} found";
    none_title => "没有找到" | "Nothing found";
    none => "换两个字，或去掉几个筛选再试。姓名也可以打拼音首字母。" | "Try other words, or fewer filters. Names answer to pinyin initials too.";
    bare_title => "这个政协自己没有委员和阵地" | "This committee has no members or venues of its own";
    bare => "下级政协各有自己的名册，请在上面的“政协”里选一个。" | "Each committee below has a roster of its own: choose one above.";
    show_more(count: usize) => "再看 {count} 条" | "{count} more";
    elsewhere => "名册里其他政协的" | "In other committees";
    elsewhere_offline => "连不上服务器，下级政协的名册暂时找不了。" | "Server not reached: rosters of committees below cannot be searched now.";

    // The page of a venue or a member.
    venue_page => "阵地" | "Venue";
    member_page => "委员" | "Member";
    not_found => "没有这一页，或不在您的范围里" | "No such page, or not in your scope";
    not_found_detail => "请从名册或总览里点进来。" | "Come here from the roster or the overview.";
    to_roster => "打开名册" | "Open the roster";
    figures => "这一年的数字" | "The year in figures";
    figures_denied => "这一年的数字不在您的范围里。" | "The figures of this year are not in your scope.";
    by_month => "按月" | "By month";
    month => "月份" | "Month";
    records => "这一年的记录" | "Records of the year";
    no_records => "这一年还没有记录。" | "No records in this year.";
    too_many(total: &str) => "这一年有 {total} 条，太多，不按月画；请到总览按月看。" | "{total} records: too many to draw by month; see the overview month by month.";
    not_by_month(number: &str) => "其中 {number} 条不在您的权限内，没有按月列出。" | "{number} of them are not yours to read and are not drawn by month.";
    quotas => "履职要求" | "Requirements";
    no_quotas => "这一年没有要求。" | "Nothing is required in this year.";
    spells => "归属与任职" | "Affiliations";
    spell_kind => "类别" | "Sort";
    spell_to => "名称" | "Name";
    from => "从" | "From";
    until => "到" | "Until";
    ongoing => "至今" | "ongoing";
    no_spells => "没有登记归属。" | "No affiliation is recorded.";
    facts => "基本情况" | "About";
    place => "地点" | "Place";
    instructor => "指导员" | "Instructor";
    approval => "设立审批" | "Approval";
    no_approval => "没有登记设立审批" | "No approval is recorded";
    approved_by(day: &str, by: &str) => "{day} {by}批准" | "{day}, by {by}";
    paper(number: &str) => "文号 {number}" | "No. {number}";
    venue_members => "这里的委员" | "Members here";
    last_there => "最近到场" | "Last there";
    not_there => "这两年没来过" | "Not in these two years";
    long_away(days: i64) => "{days} 天没来" | "{days} days ago";
    no_members => "没有委员登记在这里。" | "No member is registered here.";
    checklists => "清单" | "Checklists";
    no_checklists => "没有设清单。" | "There are no checklists.";
    done_of(done: usize, all: usize) => "{done} / {all} 项" | "{done} of {all}";
    item_done => "有" | "Yes";
    item_missing => "缺" | "Missing";
    item_unanswered => "未填" | "Not answered";

    // The calendar.
    calendar => "日程" | "Calendar";
    day_has(count: usize) => "{count} 场" | "{count}";
    whole_month => "看整月" | "Whole month";
    month_free => "这个月没有活动。" | "No activities in this month.";
    day_free => "这一天没有活动。" | "No activities on this day.";
    crowded_places => "扎堆" | "Crowded";
    not_crowded => "没有扎堆。" | "Nothing is crowded.";
}

/// What one may belong to.
pub fn affiliation(kind: Affiliation) -> &'static str {
    if !is_english() {
        return kind.zh();
    }
    match kind {
        Affiliation::Venue => "Venue",
        Affiliation::Sector => "Sector",
        Affiliation::SectorGroup => "Sector group",
        Affiliation::SpecialCommittee => "Special committee",
        Affiliation::Group => "Party or group",
        Affiliation::ContactUnit => "Contact unit",
        Affiliation::Cluster => "Cluster",
        Affiliation::Term => "Term",
    }
}

/// A type of venue, by its id; one of the committee's own shows its id.
pub fn venue_type(id: &str) -> String {
    let Ok(kind) = id.parse::<VenueType>() else { return id.to_owned() };
    if !is_english() {
        return kind.zh().to_owned();
    }
    let en = match kind {
        VenueType::MemberStudio => "Members' studio",
        VenueType::MemberStation => "Members' station",
        VenueType::MemberHome => "Members' home",
        VenueType::DeliberationRoom => "Deliberation room",
        VenueType::DeliberationCouncil => "Deliberation council",
        VenueType::TownshipLiaisonGroup => "Township liaison group",
        VenueType::OpinionContactPoint => "Opinion contact point",
        VenueType::SectorContactRoom => "Sector contact room",
        VenueType::ReadingBase => "Reading base",
    };
    en.to_owned()
}
