//! 首页.

phrases! {
    quotas => "履职要求" | "What is asked of you";
    quota_in(name: &str, unit: &str) => "{name}（{unit}）" | "{name} ({unit})";
    title(name: &str) => "{name} 委员" | "{name}";
    things_wait(n: usize) => "有 {n} 件事等您处理" | "{n} things wait for you";
    drafts_wait(n: usize) => "有 {n} 条草稿还没提交" | "{n} drafts not submitted yet";
    pending_all(n: usize) => "{n} 条已交，等审核" | "{n} submitted, waiting for review";
    nothing_pending => "交上去的都审完了" | "Everything submitted has been reviewed";
    nothing_yet => "还没有记录。做完一次活动，就在这里记一条。" | "No records yet. After an activity, write it down here.";
    returned(n: usize) => "退回 {n} 条，等您修改" | "{n} returned, to mend";
    refused(n: usize) => "{n} 条需处理" | "{n} need you";
    refused_detail => "没传上去，内容都在本机" | "Not uploaded; kept on this phone";
    record_activity => "记一次活动" | "Record an activity";
    works_offline => "没信号也能记" | "Works without signal";
    plan_detail => "约时间、请人" | "A time and people";
    calendar_detail => "什么时候有什么" | "What is when";
    drafts => "没写完的草稿" | "Drafts";
    draft_detail(time: String) => "草稿 · {time}写的" | "Draft · written {time}";
    all_drafts(n: usize) => "全部 {n} 条草稿" | "All {n} drafts";
    usual => "常用" | "Often used";
    standing => "我的履职记录" | "My records";
    demo => "演示数据：单位和人都是编的。" | "Demonstration: the committee and its people are invented.";
}
