//! 群众诉求: what citizens ask for, and who takes it on.

phrases! {
    title => "群众诉求" | "Requests";
    home_detail => "群众扫码提交、当面反映的事" | "What citizens send or say";
    one => "群众诉求" | "Request";
    waiting(n: usize) => "群众诉求 {n} 件等着办" | "{n} requests wait";
    open => "正在办的" | "Under way";
    closed => "办结和转出的" | "Ended or passed on";
    none_title => "还没有群众诉求" | "No requests yet";
    none => "群众扫阵地的二维码就能提交，也可以当面说、由您记下来。没有信号也能记。" | "Citizens send them by the code of a venue, or say them and you write them down, with or without signal.";
    new_title => "记一件群众诉求" | "Write a request down";
    what => "什么事" | "What it is";
    what_aside => "照群众的话写；不写姓名和电话" | "in the citizen's words; no name or number";
    sort => "是哪一类" | "Sort";
    place => "在哪里" | "Where";
    place_aside => "可以不填" | "optional";
    a_citizen => "群众" | "A citizen";
    channel => "怎么来的" | "How it came";
    raised_on => "反映的日期" | "Raised on";
    contact => "怎么联系" | "How to reach them";
    contact_aside => "可以不填。先存在本机，上传后由服务器加密保存，本机随即删除" | "Optional. Kept on this phone until uploaded, then sealed by the server and deleted here.";
    contact_name => "怎么称呼" | "Name";
    contact_phone => "电话" | "Number";
    submit => "提交" | "Submit";
    saved => "已存本机" | "Saved on this phone";
    to_matter => "提成协商议题" | "Raise as a matter";
    became_reason(title: &str) => "转为协商议题：{title}" | "Raised as a matter: {title}";
    became => "转成的议题" | "What it became";

    // Who a citizen is.
    sealed => "联系方式" | "How to reach them";
    sealed_note => "加密保存。打开会留下记录，用完不要抄在别处。" | "Kept sealed. Opening it is written down; do not copy it elsewhere.";
    sealed_none => "没有留联系方式。" | "No way to reach them was left.";
    sealed_here => "联系方式还在本机，上传后加密保存。" | "Still on this phone; sealed by the server once uploaded.";
    open_sealed => "打开看" | "Open";
    opening => "正在打开" | "Opening";
    sealed_offline => "要联网才能看，请有信号时再打开。" | "This needs the network; open it once there is signal.";
    sealed_refused => "只有召集人、归口的工作人员和接单的委员能看。" | "Only the convenor, the staff in charge and the member who took it on may see it.";
    sealed_gone => "联系方式还没有从记录人的手机传上来，或者已经过了保存期限。" | "It has not come from the phone of whoever wrote it down yet, or its time is over.";
    sealed_signed_out => "登录已过期，请重新登录后再看。" | "Your session has ended; sign in again.";
    sealed_later => "现在忙，请过一会儿再看。" | "Busy now; try again later.";
    sealed_broken => "服务器现在打不开，请联系管理员。" | "The server cannot open it now; ask the administrator.";
    reads => "谁看过" | "Who opened it";
    no_reads => "还没有人看过。" | "Nobody has.";

    // At the desk.
    none_at_desk => "群众扫码提交的、当面说的都列在这里，先列还没有派单的。" | "What citizens send or say is listed here, what nobody has taken up first.";
    show_code => "请群众扫码" | "Show the code";
    see_all => "看全部" | "See all";
    take_away => "删除这件诉求" | "Delete this request";
    take_away_means => "里面写了不该给别人看的内容（别人的姓名电话、攻击性的话）时用。各部手机上的内容、联系方式和查询码都会删掉，不能恢复。" | "For what is not for others to read, such as another person's number. It goes from every phone, with how to reach them and the code, and does not come back.";
    taken_away => "已删除。已存本机，上传后生效。" | "Deleted. Saved here; it takes effect once uploaded.";
    poster => "张贴的二维码" | "Poster";
    poster_title => "有事好商量" | "Let us talk it over";
    poster_scan => "扫一扫，写下您的难处、心愿和建议。不用注册，提交后凭查询码看办到哪一步。" | "Scan, and write down what troubles you, what you wish for, what you propose. No account; a code tells you how far it has come.";
    poster_or => "也可以在手机上打开" | "Or open";
    rated_of(content: i64, all: i64) => "满意 {content} / {all} 件" | "{content} of {all} content";
}

/// The columns of the list at the desk.
pub fn headings() -> [&'static str; 6] {
    if super::is_english() {
        ["Request", "Stage", "Sort", "Taken on by", "Venue", "Raised on"]
    } else {
        ["什么事", "走到哪一步", "类别", "谁来办", "阵地", "反映日期"]
    }
}
