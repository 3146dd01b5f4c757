//! 记录.

phrases! {
    title => "记录" | "Records";
    search => "搜索" | "Search";
    search_label => "搜记录里的字" | "Search in records";
    stop_search => "不搜了" | "Stop searching";
    filter => "筛选" | "Filter";
    all => "全部" | "All";
    for_me => "等我" | "For me";
    pending => "待审" | "Pending";
    approved => "已审" | "Approved";
    month_counts(n: usize, approved: usize) => "{n} 条 · 已审 {approved}" | "{n} · {approved} approved";
    drafts => "草稿" | "Drafts";
    draft_count(n: usize) => "{n} 条" | "{n}";
    no_date => "没写日期" | "No date";
    nothing => "还没有记录" | "No records yet";
    nothing_detail => "做完一次活动，点“记一次活动”写一条，没信号也能记。" | "After an activity, write one down; it works without signal.";
    nothing_for_me => "没有等您处理的" | "Nothing waits for you";
    nothing_for_me_detail => "退回的、没传上去的、没写完的，会排在这里。" | "What was returned, could not be uploaded or is not finished will stand here.";
    nothing_pending => "没有待审的" | "Nothing is pending";
    nothing_pending_detail => "交上去还没审的，会排在这里。" | "What is submitted and not yet reviewed will stand here.";
    nothing_approved => "还没有审过的" | "Nothing approved yet";
    nothing_approved_detail => "工作人员审核以后，会排在这里。" | "It will stand here once the office has reviewed it.";
    nothing_found => "没有搜到" | "Nothing found";
    nothing_found_detail => "换个词试试。只搜本机上的记录。" | "Try another word. Only records on this phone are searched.";
    more => "再看更早的" | "Earlier ones";
}
