//! What the desk says: its frame, the review and the record.

use super::is_english;
use domain::policy::Role;

phrases! {
    rail => "主导航" | "Main";
    review => "待审核" | "To review";
    submissions => "提案与社情民意" | "Proposals and reports";
    record => "记录" | "Record";
    committee => "政协" | "Committee";
    sign_out => "退出登录" | "Sign out";
    page_title(page: &str) => "{page} · 商量" | "{page} · Shangliang";

    // How the computer stands to the server.
    all_sent => "全部已上传" | "All uploaded";
    waiting(records: usize) => "{records} 条待上传" | "{records} waiting to upload";
    offline => "连不上服务器" | "Server not reached";
    offline_with(waiting: &str) => "连不上服务器，{waiting}，都已存本机" | "Server not reached; {waiting}, kept on this computer";
    not_done(records: usize) => "{records} 条没办成" | "{records} did not go through";
    expired => "登录已过期" | "Session ended";
    expired_kept => "登录已过期。没传的审核都存在本机，重新登录后接着传。" | "Your session has ended. Decisions not yet sent are kept on this computer and go up once you sign in again.";
    reading => "正在打开" | "Opening";

    // For those whose work is not here.
    elsewhere_title => "您的工作在手机版" | "Your work is in the phone app";
    elsewhere => "记活动、看审核结果、改退回的记录，都在手机版。这里是工作人员审核记录、领导看数据的地方。" | "Recording activities and mending returned records is done in the phone app. Here the office reviews records and leaders read figures.";
    admin_title => "管理在服务器上" | "Administration is done at the server";
    admin => "建账号、备份、看日志，在服务器上用 shangliang 命令。审核和数据要用工作人员、主席会议成员的账号看。" | "Accounts, backups and logs are managed with the shangliang command at the server. Reviews and figures need an account of the office or of a leader.";
    to_phone => "打开手机版" | "Open the phone app";
    no_page => "没有这一页" | "There is no such page";

    // The list.
    tab_pending => "待审" | "Waiting";
    tab_returned => "已退回" | "Returned";
    queue => "记录列表" | "Records";
    open_record => "正在看的记录" | "The record being read";
    beside => "填报人和经过" | "Author and history";
    came_back => "没办成" | "Did not go through";
    to_list => "回到列表" | "Back to the list";
    done_title => "都审完了" | "All reviewed";
    done_detail => "新的记录来了，会排在这里。" | "New records will line up here.";
    none_returned => "没有退回的记录" | "Nothing was returned";
    none_returned_detail => "退回的记录在这里等填报人改好再交。" | "Returned records wait here until their authors have mended them.";
    stale(at: &str) => "连不上服务器，列表是 {at} 的。可以接着审，先存本机，连上后自动上传。" | "Server not reached; this list is from {at}. You can go on: decisions are kept here and go up later.";
    place(at: usize, of: &str) => "第 {at} 条，共 {of} 条" | "{at} of {of}";

    // Deciding.
    approve => "通过" | "Approve";
    return_it => "退回修改" | "Return";
    void => "作废" | "Void";
    cancel => "取消" | "Cancel";
    close => "关闭" | "Close";
    return_now => "退回" | "Return it";
    void_now => "作废这条记录" | "Void this record";
    return_to(name: &str) => "退回给{name}修改" | "Return to {name}";
    understood => "知道了" | "All right";
    show_new => "看新内容" | "Show the new text";
    changed => "您打开之后，这条记录又改过。先看新内容再审。" | "This record has changed since you opened it. Read the new text first.";
    show_next => "看下一条" | "Show the next";
    dealt_with => "别人已经先处理了这条记录。" | "Somebody else has dealt with this record.";
    decision_waits => "已存本机，待上传。" | "Kept on this computer, waiting to upload.";
    kept(what: &str) => "{what}。已存本机，上传后生效。" | "{what}. Kept on this computer; it counts once uploaded.";
    decided(what: &str, title: &str) => "{what}：{title}。已存本机，上传后生效。" | "{what}: {title}. Kept on this computer; it counts once uploaded.";
    not_reviewer_title => "审核由工作人员来做" | "The office reviews";
    not_reviewer => "结果和每一条记录都在“总览”里。" | "The results and every record are under Overview.";
    approved => "已通过" | "Approved";
    returned => "已退回" | "Returned";
    voided => "已作废" | "Voided";
    key_step => "上下" | "Next, previous";
    keys_off => "按键已关" | "Keys off";

    // Reasons.
    what_to_mend => "哪里要改" | "What to mend";
    why => "为什么" | "Why";
    by_number => "按数字选" | "Pick by number";
    words => "对委员说的话" | "Words to the member";
    words_read => "填报人会看到这句" | "The author will read this";
    void_words => "作废的理由" | "Why it is void";
    void_read => "填报人和以后查阅的人会看到" | "The author and later readers will see it";
    void_means => "作废后不再计入任何数字，不能恢复；记录和经过仍可查阅。" | "A void record counts nowhere and cannot be restored; it stays readable with its history.";

    // Beside a record.
    author => "填报人" | "Author";
    member => "委员" | "Member";
    member_of(sectors: &str) => "委员 · {sectors}" | "Member · {sectors}";
    alone => "列表里没有其他记录" | "No other record in the list";
    others(count: usize) => "列表里还有 {count} 条" | "{count} more in the list";
    history => "经过" | "History";
    full_record => "单独打开这条记录" | "Open this record on its own";
    left_roster => "不在名册的委员" | "A member not on the roster";
    left_venue => "不在名册的阵地" | "A venue not on the roster";
    written_together => "两台手机同时改过，没有采用的内容也留着：" | "Two phones changed this at once; what was not taken is kept:";

    // The life of a record.
    submitted => "提交" | "Submitted";
    edited => "修改" | "Changed";
    resubmitted => "改好再交" | "Mended and submitted";
    tag_added => "加标签" | "Tagged";
    tag_removed => "去标签" | "Untagged";
    deleted => "删除" | "Deleted";
    no_effect(why: &str) => "没有生效：{why}" | "Had no effect: {why}";
    off_list(name: &str) => "{name}移出名单" | "{name} off the list";

    // Fields.
    kind => "类型" | "Type";
    phase => "阶段" | "Phase";
    time => "时间" | "Time";
    venue => "阵地" | "Venue";
    at_place => "地点" | "Place";
    online => "线上线下" | "Online or not";
    narrative => "简要经过" | "What happened";
    tags => "标签" | "Tags";
    people(state: &str, count: usize) => "{state} {count} 人" | "{state}: {count}";
    list_break => "、" | ", ";
}

/// Reasons for a return that come up again and again; one picks one and goes on typing.
pub fn return_reasons() -> &'static [&'static str] {
    if is_english() {
        &[
            "The text is too short: say what was done and what came of it.",
            "The contacts do not match the text; check and correct them.",
            "The time or the place is wrong; check and correct it.",
            "Some of the members who took part are missing; add them.",
        ]
    } else {
        &[
            "简要经过太简单，请写清做了什么、有什么结果。",
            "人次与经过对不上，请核对后改一下。",
            "时间或地点不对，请核对后改一下。",
            "参加的委员不全，请补上。",
        ]
    }
}

/// The same for a void.
pub fn void_reasons() -> &'static [&'static str] {
    if is_english() {
        &["The same activity was recorded twice.", "The activity did not take place.", "It is not a duty activity."]
    } else {
        &["与另一条记录是同一场活动，重复填报。", "活动没有开展。", "不属于履职活动。"]
    }
}

/// As what somebody works at the desk.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Staff if is_english() => "Staff",
        Role::Leader if is_english() => "Leader",
        other => other.zh(),
    }
}
