//! 记一次活动.

use domain::activity::Measure;

phrases! {
    title_new => "记一次活动" | "Record an activity";
    title_edit => "修改记录" | "Change the record";
    saved_at(time: String) => "已自动存 {time}" | "Saved {time}";
    repeat_last => "重复上次" | "Same as last time";
    repeat_what(kind: String) => "{kind}，同样的地方和人" | "{kind}, same place and people";

    kind => "1 做了什么" | "1 What was done";
    more_kinds(n: usize) => "更多 {n} 种" | "{n} more";
    place => "2 在哪里" | "2 Where";
    place_last => "上次用过的阵地" | "the venue of last time";
    elsewhere => "其他地方" | "Elsewhere";
    place_title => "在哪里" | "Where";
    find_venue => "找阵地" | "Find a venue";
    no_such_venue => "没有这个名字的阵地。可以在下面写地点。" | "No venue of this name; write the place below.";
    place_in_words => "不在阵地，写地点" | "Not at a venue: the place";
    done => "好了" | "Done";
    no_time => "还没填时间" | "No time yet";
    day => "日期" | "Day";
    last_day => "结束日期" | "Last day";
    from => "开始" | "From";
    to => "结束" | "To";
    ends_next_day(at: String) => "到{at}结束" | "Ends {at}";
    phase => "开展了没有" | "Held or planned";
    lies_ahead => "时间还没到，要记成“计划中”吗？" | "That lies ahead: is it planned?";

    who => "3 谁参加" | "3 Who took part";
    me => "我" | "Me";
    add_people => "添加委员" | "Add members";
    people_title => "谁参加了" | "Who took part";
    find_member => "拼音首字母或姓名" | "Pinyin initials or name";
    no_such_member => "名册里没有这个人" | "Nobody of this name in the roster";
    more_members(n: usize) => "还有 {n} 位，再打一两个字母" | "{n} more; type another letter";
    chosen(n: usize) => "已选 {n} 位" | "{n} chosen";
    remove(name: &str) => "移除{name}" | "Remove {name}";

    unit => "联系单位" | "Contact unit";
    optional => "可以不填" | "optional";
    choose_unit => "选联系单位" | "Choose a unit";
    find_unit => "找联系单位" | "Find a unit";
    no_such_unit => "名册里没有这个单位" | "No unit of this name in the roster";
    more_units(n: usize) => "还有 {n} 个，再打一两个字" | "{n} more; type on";
    crowded(place: &str, days: i32, n: usize) => "{place}：{days} 天内已经安排了 {n} 次，可能扎堆" | "{place}: {n} more planned within {days} days";
    planned_elsewhere => "另一场活动" | "another activity";
    crowded_only_hint => "只是提醒，照样可以提交。能错开几天更好。" | "Only a hint; you can submit all the same.";

    person_times_hint(n: i64) => "人次，每位委员各记 {n}" | "times, {n} for each member";
    problems_hint => "件，没有就留 0" | "solved; 0 if none";
    persons_hint => "人，这一场见到的" | "people met this time";
    not_a_number => "只能填整数，最多一百万" | "Whole numbers only, up to a million";
    less => "减一" | "One less";
    more => "加一" | "One more";

    narrative => "简要经过" | "What happened";
    dictation => "可用键盘上的话筒口述" | "You can dictate with the keyboard's microphone";

    keep_draft => "存草稿" | "Keep as draft";
    submit => "提交" | "Submit";
    saved => "已存本机" | "Saved on this phone";
    draft_saved => "草稿已存本机" | "Draft saved on this phone";
    lacking(n: usize, names: String) => "还差 {n} 项才能提交：{names}" | "{n} missing: {names}";
    no_home => "您的账号没有对应的委员，请选一个您的阵地" | "Your account is no member's; choose a venue of yours.";
    arranged_by_others => "时间、地点和人员由记录的人或召集人改，您可以补充经过、数字和照片。" | "When, where and who is changed by who recorded it or the convenor; you can add text, numbers and photos.";
    nothing_changed => "没有改动，不用提交" | "Nothing was changed.";
    throw_away => "删掉草稿" | "Delete the draft";
    throw_away_title => "删掉这条草稿？" | "Delete this draft?";
    throw_away_what => "写的内容会从本机删掉，找不回来。" | "What was written is deleted from this phone for good.";
    throw_away_edit => "已经交上去的记录不受影响，只丢掉这次还没提交的修改。" | "The submitted record stays; only the changes not yet submitted are dropped.";
    throw_away_now => "删掉" | "Delete";
    list_comma => "、" | ", ";
    closed_title => "这条记录不能改了" | "This record can no longer be changed";
}

/// The short name of a field, for the list of what is missing.
pub fn field_name(field: &str) -> &'static str {
    if let Some(measure) = field.strip_prefix("measure:").and_then(|id| id.parse::<Measure>().ok()) {
        return super::vocabulary::measure(measure);
    }
    let (zh, en) = match field.split(':').next().unwrap_or(field) {
        "type" => ("做了什么", "what was done"),
        "venue" | "place" => ("在哪里", "where"),
        "start" => ("开始时间", "start"),
        "end" => ("结束时间", "end"),
        "phase" => ("开展了没有", "held or planned"),
        "attendance" => ("谁参加", "who took part"),
        "cancel_reason" => ("取消原因", "why it was cancelled"),
        "objection" => ("不在场的说明", "objection"),
        "confirmed" => ("本人确认", "agreement"),
        "sign_in" | "door" => ("签到", "sign-in"),
        "recorded_for" => ("替谁记", "for whom"),
        "contact_unit" => ("联系单位", "contact unit"),
        "narrative" => ("简要经过", "what happened"),
        "online" => ("线上", "online"),
        "tags" => ("标签", "tags"),
        "photo" => ("照片", "photo"),
        "item" => ("清单项目", "item"),
        "measure" => ("数字", "numbers"),
        _ => ("其他内容", "something else"),
    };
    if super::is_english() { en } else { zh }
}
