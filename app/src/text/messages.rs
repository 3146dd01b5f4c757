//! 消息.

phrases! {
    title => "消息" | "Messages";
    for_you => "等您处理" | "For you";
    reminders => "快到期的要求" | "Due soon";
    unread => "未读" | "Unread";
    decided_by(who: String, when: String) => "{who} · {when}" | "{who} · {when}";
    because(reason: &str) => "理由：{reason}" | "Reason: {reason}";
    recent => "最近审过的" | "Reviewed lately";
    empty => "没有消息" | "No messages";
    empty_detail => "退回的记录和审核结果会出现在这里。" | "Returned records and results of reviews appear here.";
    returned_by(who: String) => "{who}退回" | "Returned by {who}";
    office => "工作人员" | "The office";
    no_reason => "没有写理由，可以问问工作人员。" | "No reason was given; ask the office.";
}
