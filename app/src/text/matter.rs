//! 协商: matters from somebody's words to the visit afterwards.

phrases! {
    title => "协商" | "Consultations";
    home_detail => "提出的事、办到哪一步" | "What was raised and how far it has come";
    one => "协商议题" | "Matter";
    new_title => "提一件事来协商" | "Raise a matter";
    open => "进行中" | "Under way";
    closed => "办结和转出的" | "Ended or passed on";
    none_title => "还没有协商议题" | "No matters yet";
    none => "群众反映的、委员想到的、党委政府点的题，都可以提出来协商。没有信号也能提。" | "What people say, what members think of and what the government asks can be raised here, with or without signal.";
    not_here_title => "这件事不在本机" | "This matter is not on this phone";

    what => "协商什么事" | "What it is about";
    what_aside => "一句话" | "in one line";
    source => "谁出的题" | "Who brought it up";
    raised_on => "提出的日期" | "Raised on";
    venue => "由哪个阵地来办" | "Which venue runs it";
    why => "缘由" | "What lies behind it";
    why_aside => "谁反映的、什么情况；不写群众的姓名和电话" | "who said what; no names or numbers of citizens";
    parties => "请谁一起来谈" | "Who sits at the table";
    parties_aside => "可以不填" | "optional";
    by_which => "走哪个流程" | "By which workflow";
    by_which_gone => "选好的流程已经停用，请另选一个；写好的都在。" | "The workflow chosen is no longer used; choose another. Everything you wrote is kept.";
    cannot_begin => "现在不能提交：这个账号没有对应的委员，或者流程还没有传到本机。写好的都在。" | "It cannot be sent now: this account is no member's, or the workflow has not come here. Everything is kept.";
    submit => "提出" | "Raise it";
    saved => "已存本机" | "Saved on this phone";
    draft_detail(at: String) => "草稿 · {at}" | "Draft · {at}";

    stage_since(name: &str, day: String) => "{name} · {day}起" | "{name} since {day}";
    due_in(days: i64) => "还剩 {days} 天" | "{days} days left";
    due_today => "今天到期" | "due today";
    overdue(days: i64) => "超期 {days} 天" | "{days} days overdue";
    stages => "走到哪一步" | "How far it has come";
    stage_now(name: &str) => "现在：{name}" | "Now: {name}";
    reason(words: &str) => "理由：{words}" | "Reason: {words}";
    move_on => "往下走" | "Take it on";
    move_to(name: &str) => "进到“{name}”" | "To “{name}”";
    ways_out => "转出去" | "Ways out";
    why_out => "为什么" | "Why";
    moved(name: &str) => "已存本机：{name}" | "Saved on this phone: {name}";
    moved_on_by_others => "下一步由别人来走：" | "Others take it on from here: ";
    lacking(what: String) => "还差：{what}" | "Missing: {what}";
    choose => "请选" | "Choose";
    cancel => "先不动" | "Not now";

    line => "来龙去脉" | "The line";
    thread => "线索链" | "From words to result";
    one_meeting => "活动" | "Activity";
    one_suggestion => "意见建议" | "Suggestion";
    several(n: usize) => "{n} 件" | "{n}";
    several_answered(n: usize, came: usize) => "{n} 件，答复 {came} 件" | "{n}, {came} answered";
    several_carried_out(n: usize, came: usize) => "{n} 条，落实 {came} 条" | "{n}, {came} carried out";
    meetings => "协商会" | "Meetings";
    add_meeting => "记一次协商会" | "Record a meeting";
    no_meetings => "还没有开过会" | "No meeting yet";
    suggestions(n: usize) => "意见建议 {n} 条" | "{n} suggestions";
    no_suggestions => "还没有意见建议" | "No suggestions yet";
    add_suggestion => "加一条建议" | "Add a suggestion";
    suggestion_words => "建议的内容" | "What is proposed";
    voice => "谁提的" | "Whose it is";
    add => "加上" | "Add";
    added => "已存本机：又一条建议" | "Saved on this phone: one more suggestion";
    no_word_yet => "还没有定" | "Not decided yet";
    because(reason: &str) => "原因：{reason}" | "Because: {reason}";
    facts => "是件什么事" | "What it is";
    waits => "没上传" | "Not uploaded";
    refused => "服务器没有收下" | "Not taken by the server";

    // What became of suggestions.
    outcomes => "建议去向表" | "What became of each";
    carried_out => "落实情况" | "Carried out";
    evidence => "凭什么说落实了" | "What shows it";
    evidence_is(words: &str) => "凭据：{words}" | "Shown by: {words}";
    pick => "选来合并归纳" | "Pick to condense";
    pick_none => "都不选" | "Pick none";
    condense(n: usize) => "把 {n} 条归纳成一条" | "Condense {n} into one";
    condense_means => "意思相同的几条写成一条。原来的话都留着，在它下面看得到；数字里只算归纳后的一条。" | "Write several that say the same as one. The original words stay readable under it; the one counts in their place.";
    condensed_words => "归纳后的建议" | "The one suggestion";
    condense_now => "归纳" | "Condense";
    condensed => "已归纳成一条。已存本机，上传后生效。" | "Condensed. Saved here; it takes effect once uploaded.";
    condensed_from(n: usize) => "由 {n} 条归纳" | "condensed from {n}";
    take_apart => "拆开" | "Take apart";
    taken_apart => "已拆开，原来的几条各算各的。已存本机，上传后生效。" | "Taken apart; each counts by itself again. Saved here; it takes effect once uploaded.";
    slip => "交办单" | "Hand-over slip";
    slip_code => "印上答复二维码" | "Put a code for the answer on it";
    slip_scan(until: &str) => "扫码在网上答复，{until} 以前有效" | "Scan to answer on the web, until {until}";
    slip_of => "交办事项" | "Matter";
    slip_talked => "与委员沟通情况" | "Talks with the member";
    slip_reply => "办理和答复情况" | "What was done, and the answer";
    slip_class => "答复类别" | "Class of the answer";
    slip_signed => "承办单位" | "The unit";
    slip_sign_here => "经办人：　　　　　　电话：　　　　　　日期：　　　　　　（盖章）" | "Name:            Phone:            Date:            (seal)";
    print => "打印" | "Print";

    // Hand-overs.
    is_over_time => "超期" | "Overdue";
    is_late => "答复超期" | "Answer late";
    none_given => "交给单位办的事会列在这里，先列超期没答复的。" | "What is given to units is listed here, late answers first.";
    one_hand_over => "交办事项" | "Hand-over";
    hand_overs(n: usize) => "交办 {n} 件" | "{n} hand-overs";
    no_hand_overs => "还没有交办" | "Not handed over yet";
    hand_over => "交办给单位" | "Hand over to a unit";
    hand_over_now => "交办" | "Hand over";
    handed_to(unit: &str) => "交办：{unit}" | "Handed to {unit}";
    handed(unit: &str) => "已交办给{unit}。已存本机，上传后生效。" | "Handed to {unit}. Saved here; it takes effect once uploaded.";
    unit => "承办单位" | "Unit";
    part => "主办还是协办" | "Part";
    ask => "要办什么" | "What is asked";
    remind => "催办" | "Remind";
    remind_words => "写给承办单位的话" | "What the unit is told";
    remind_means => "承办单位打开链接就能看到；委员也看得到。" | "The unit sees it behind its link, and so do the members.";
    reminded_now => "已催办。已存本机，上传后生效。" | "Reminded. Saved here; it takes effect once uploaded.";
    extend => "延期" | "Put off";
    extend_until => "延到哪一天" | "Until";
    extend_why => "为什么延期" | "Why";
    extended_now => "已延期。已存本机，上传后生效。" | "Put off. Saved here; it takes effect once uploaded.";
    extend_later => "要晚于现在的期限" | "Later than the present deadline.";
    extended => "延期到" | "Put off until";
    reminded_times(times: usize) => "催办 {times} 次" | "reminded {times} times";
    reminded => "催办" | "Reminded";
    handed_on => "交办日期" | "Given on";
    deadline => "答复期限" | "Answer by";
    answer_late(days: i64) => "答复超期 {days} 天" | "answer {days} days late";
    answer_due(day: String) => "应于 {day} 前答复" | "answer due {day}";
    answered(class: &str) => "已答复：{class}" | "Answered: {class}";

    // At the desk.
    beside => "协商以外的" | "Beside consultations";
    desk_title => "协商与交办" | "Consultations";
    ended => "办结" | "Ended";
    aside => "转出" | "Passed on";
    none_at_desk => "委员在手机上提出的事会列在这里。" | "What members raise on their phones is listed here.";
    adopted_of(adopted: u64, all: u64) => "采纳 {adopted} / {all} 条" | "{adopted} of {all} adopted";
    waits_here => "有改动还没有上传，上传后生效。" | "Changes are waiting to be uploaded.";
    settle => "定结果" | "Decide";
    settle_now => "定下" | "Decide";
    settled(outcome: &str) => "{outcome}。已存本机，上传后生效。" | "{outcome}. Saved here; it takes effect once uploaded.";
    outcome => "采纳与否" | "Outcome";
    outcome_why => "原因或者采纳了哪些（未采纳必填）" | "Why, or what of it (required where it is not adopted)";
}

/// The columns of the table of suggestions.
pub fn outcome_headings() -> [&'static str; 7] {
    if super::is_english() {
        ["No.", "Suggestion", "Whose", "Outcome", "Why, or what of it", "Carried out", "Shown by"]
    } else {
        ["序号", "建议", "谁提的", "采纳与否", "原因或采纳内容", "落实情况", "凭据"]
    }
}

/// The columns of the list of hand-overs.
pub fn given_headings() -> [&'static str; 7] {
    if super::is_english() {
        ["Unit", "Matter", "Part", "Stage", "Answer", "Venue", "Given on"]
    } else {
        ["承办单位", "从哪件事来", "主协办", "走到哪一步", "答复", "阵地", "交办日期"]
    }
}

/// The columns of the list at the desk.
pub fn headings() -> [&'static str; 7] {
    if super::is_english() {
        ["Matter", "Stage", "Time left", "Venue", "Raised on", "Meetings", "Suggestions"]
    } else {
        ["议题", "走到哪一步", "期限", "阵地", "提出日期", "协商会", "意见建议"]
    }
}
