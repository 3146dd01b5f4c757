//! What the review says beside the desk's own words: keys, hints, approving together, correcting, merging, deciding.

use super::is_english;
use crate::pages::desk::Left;

phrases! {
    tab_mine => "今天已办" | "Done today";
    none_mine => "今天还没有审过记录" | "Nothing decided today yet";
    none_mine_detail => "您今天通过、退回、作废的记录会列在这里。" | "What you approve, return or void today is listed here.";
    decided_at(what: &str, at: &str) => "{what} {at}" | "{what} {at}";
    of_all => "全部专委会和阵地" | "All committees and venues";
    of_label => "谁的记录" | "Whose records";
    special_committees => "专委会" | "Special committees";
    venues => "阵地" | "Venues";
    counted(name: &str, count: u64) => "{name}（{count}）" | "{name} ({count})";
    none_of => "这里没有等着审的记录" | "Nothing of these waits";
    none_of_detail => "别的专委会和阵地可能还有，看“全部”。" | "Others may still have some; look at all.";
    below => "下级政协（只能看）" | "Committees below (to read)";
    none_below => "这个政协没有这样的记录" | "This committee has none of these";
    none_below_detail => "下级政协的记录由它们自己审核。" | "Committees below review their own records.";
    done_below => "下级政协的记录由它们自己审核；要看哪些还等着，请在上面选一个政协。" | "Committees below review their own records; to see what waits there, choose one above.";
    reviewed_by(name: &str) => "由{name}审核，这里只能看。" | "Reviewed by {name}; here one can only read.";
    not_yours => "这条不由您审核，这里只能看。" | "You do not review this record; here one can only read.";
    first_listed(shown: usize, total: &str) => "共 {total} 条，先列最早的 {shown} 条；办完几条，后面的会补上来。" | "{total} in all; the oldest {shown} are listed, and the next follow as these are done.";

    // Keys.
    key_select => "选中" | "Select";
    key_all => "全部按键" | "All keys";
    key_correct => "更正后通过" | "Correct and approve";
    key_compare => "并排比较" | "Compare";
    key_pick => "选退回的理由" | "Pick a reason";
    key_send => "在面板里确定" | "Confirm in a panel";
    key_close => "关闭面板" | "Close a panel";
    keys_title => "按键" | "Keys";
    keys_switch => "用按键审核" | "Review by keys";
    keys_why => "用语音控制电脑的，可以关掉，免得误按。" | "Whoever speaks to the computer may switch them off.";

    // Selecting and approving together.
    plain(count: usize) => "{count} 条没有提示" | "{count} without hints";
    selected(count: usize) => "已选 {count} 条" | "{count} selected";
    let_go => "取消选择" | "Clear";
    select_row(title: &str) => "选中：{title}" | "Select: {title}";
    together => "一起通过" | "Approve together";
    together_title(count: usize) => "一起通过 {count} 条" | "Approve {count} together";
    together_what(count: usize) => "这 {count} 条没有提示、冲突和异议。每一条各记一次审核，写您的名字。" | "These {count} have no hint, conflict or objection. Each is approved by itself, in your name.";
    together_none => "没有可以一起通过的，请一条一条看。" | "None can be approved together; look at each.";
    together_left(count: usize) => "另外 {count} 条要单独看" | "{count} more to be looked at";
    together_now(count: usize) => "通过这 {count} 条" | "Approve these {count}";
    together_done(count: usize) => "通过 {count} 条。已存本机，上传后生效。" | "Approve {count}. Kept on this computer; they count once uploaded.";
    hint_count(count: usize) => "{count} 提示" | "{count} hints";
    differs => "有两个说法" | "Two versions";
    objected => "有异议" | "Objection";

    // Hints.
    look => "看一眼" | "Worth a look";
    look_means => "只是提示，不扣分，由您判断" | "Only hints, no penalty: you decide";
    look_none => "没有要特别看的。" | "Nothing in particular.";
    same_text => "经过写得一样" | "The same text";
    same_photo => "照片一样" | "The same photo";
    same_photo_as(who: &str, day: &str, title: &str) => "{who} {day}的“{title}”用过同一张照片。" | "“{title}” by {who}, {day}, shows the same photo.";
    same_text_as(who: &str, day: &str, title: &str) => "与{who} {day}的“{title}”一字不差。" | "Word for word as “{title}” by {who}, {day}.";
    overlap => "同一时间有两场" | "Two at the same time";
    overlap_with(members: &str, title: &str, when: &str) => "{members}同一时间也在“{title}”（{when}）。" | "{members} is also at “{title}” ({when}).";
    many => "人次比到场的人多很多" | "Many more contacts than people";
    many_means(times: &str, present: usize) => "写了 {times} 人次，到场委员 {present} 位。" | "{times} contacts by {present} members present.";
    ahead => "日期还没到就填了" | "Entered before its day";
    ahead_means(days: i32) => "填的时候，活动的日期还有 {days} 天才到。" | "When it was entered, its day was still {days} days ahead.";
    had_left => "交来时已不在这里" | "Came after its writer had left";
    had_left_means => "填报人交来时已离开这个阵地，手机当时还不知道。" | "The writer had left this venue when it came; the phone did not know yet.";
    late => "隔了很久才填" | "Entered long after";
    late_means(days: i32) => "活动 {days} 天以后才填。" | "Entered {days} days after it happened.";
    alike => "可能是同一场" | "May be the same";
    at_same_venue => "同一阵地" | "the same venue";
    shared(count: usize) => "{count} 位委员相同" | "{count} members in both";
    together_for(minutes: i64) => "时间重叠 {minutes} 分钟" | "{minutes} minutes in common";
    apart => "时间不重叠" | "not at the same time";
    compare => "并排比较" | "Compare";
    half_merged => "合并没有做完" | "Half merged";

    // Dealt with by somebody else.
    of_member(name: &str, what: &str) => "{name} · {what}" | "{name} · {what}";
    dealt_with_by(name: &str, what: &str) => "{name}已经先处理了：{what}。您写的还在，可以复制。" | "{name} has already dealt with this: {what}. What you typed is kept and can be copied.";
    beaten(name: &str, what: &str) => "{name}已经先处理了：{what}。" | "{name} has already dealt with this: {what}.";

    // Correcting.
    correct => "更正" | "Correct";
    correct_approve => "更正后通过" | "Correct and approve";
    correct_title => "更正这条记录" | "Correct this record";
    correct_means => "只改错的地方。原来的内容留在版本里，填报人看得到。" | "Change only what is wrong. The old content stays among the versions, and the author sees it.";
    correct_why => "更正的理由" | "Why it is corrected";
    correct_read => "填报人和以后查阅的人会看到" | "The author and later readers will see it";
    correct_now => "更正" | "Correct it";
    corrected => "已更正" | "Corrected";
    corrected_times(times: i64) => "已更正 {times} 次" | "Corrected {times} times";
    nothing_changed => "内容没有改动。" | "Nothing was changed.";
    no_venue => "不在阵地" | "Not at a venue";
    contact_unit => "联系单位" | "Contact unit";
    no_unit => "没有" | "None";
    start => "开始" | "From";
    end => "结束" | "To";
    attendance => "参加" | "Who took part";
    add_member => "添加委员：姓名或拼音首字母" | "Add a member: name or initials";
    attendance_of(name: &str) => "{name}的参加情况" | "Attendance of {name}";
    off_list => "不在名单" | "Not on the list";

    // Versions.
    versions => "改过什么" | "What changed";
    no_versions => "提交以后没有改过。" | "Nothing was changed since it was submitted.";
    from_to(field: &str, old: &str, new: &str) => "{field}：{old} → {new}" | "{field}: {old} → {new}";
    nothing => "空" | "nothing";
    long_text(characters: usize) => "{characters} 个字" | "{characters} characters";
    show_old => "看原来的" | "Show the old text";

    // Merging.
    merge_title => "是同一场吗" | "Are they the same?";
    merge_means => "留一条，另一条作废并指向它。参加人员合在一起；数字不一样的，请您定。" | "One stays, the other is voided and points to it. Attendance is united; where numbers differ, you decide.";
    keep_this => "留这条" | "Keep this one";
    kept => "留下" | "Stays";
    voided => "作废" | "Voided";
    left_out(names: &str) => "{names} 说自己不在场、已查明不在场，或者还没有确认，不随合并算到场。" | "{names} objects, was found not to have been there, or has not agreed yet, and is not counted as there by merging.";
    with_objections(names: &str) => "{names} 在另一条里说自己不在场，异议会一起并过来，等您定。" | "{names} objects in the other record; the objection comes along and waits for you.";
    united => "合并后的参加人员" | "Attendance united";
    measure_differs(name: &str) => "{name}不一样，以哪个为准？" | "{name} differs: which holds?";
    measure_lacking => "请定下以哪个为准" | "Say which holds";
    merge_why => "理由" | "Why";
    merge_reason => "与另一条是同一场活动，合并。" | "Of the same activity as another record; merged.";
    merge_now => "合并" | "Merge";
    merge_moved => "这两条里有一条刚有改动，什么也没有做。已换成最新的，请再看一遍再定。" | "One of the two records has just changed, so nothing was done. The newest is shown now; look again.";
    merge_on_way => "留下的那条已存，等服务器收下后再作废另一条。" | "The one that stays is saved; the other is voided once the server has taken it.";
    merged => "已合并" | "Merged";
    merged_in(title: &str) => "并入了“{title}”。" | "“{title}” was merged into it.";
    merged_away(title: &str) => "已并入“{title}”。" | "It was merged into “{title}”.";
    merge_changed => "并入的那条后来又改过人员或数字。请先撤销合并，再并排比较一次。" | "People or numbers of the other record were changed since. Undo the merge, then compare again.";
    found_differs(name: &str) => "{name}到场没有？两条说的不一样" | "Was {name} there? The two differ";
    found_there => "到场，按留下的这条" | "There, as the one that stays says";
    found_not(how: &str) => "没有到场（{how}），按另一条查明的" | "Not there ({how}), as was found by the other";
    found_off => "移出名单" | "off the list";
    found_lacking => "请定下这位到场没有" | "Say whether this person was there";
    merge_unfinished(title: &str) => "合并没有做完：“{title}”还没有作废。" | "The merge is not finished: “{title}” is not yet void.";
    undo_unfinished(title: &str) => "撤销合并没有做完：“{title}”已经恢复，这条还作废着。" | "Undoing the merge is not finished: “{title}” is as before, this one is still void.";
    finish => "接着合并" | "Finish merging";
    undo => "撤销合并" | "Undo the merge";
    undo_later_first => "之后又并入了别的记录。要撤销这一次，先撤销后一次。" | "Another record was merged in since. To undo this one, undo that one first.";
    both_took_in => "这两条都并入过别的记录。请先在其中一条的页面上撤销合并。" | "Others were merged into both of these. Undo that on the page of one of them first.";
    undo_reason => "撤销合并。" | "The merge is undone.";
    undo_empties => "撤销合并后没有人在场，作废。" | "Nobody is left in it once the merge is undone, so it is void.";
    undo_spoken => "合并以后有人提过异议，或者改过到场。撤销后，这些跟着人回到原来的记录；原来已审核的，回到待审核再看一遍。" | "Since the merge somebody objected or attendance was changed. Undoing takes that back to the record of the person; if it was approved, it waits to be looked at again.";
    undo_nobody => "撤销合并时，名单上的人已查明都没有到场。请核对是谁参加的，改好再交；确实没有这场，就删掉。" | "When the merge was undone, nobody listed was found to have been there. Check who took part and submit again; delete it if it did not happen.";
    undone_again => "已撤销合并。并入的那条带着异议和到场的改动回来了，请再看一遍。" | "The merge is undone. The record that was merged in comes back with the objection or the changed attendance; look at it again.";
    objection_first => "有人说自己不在场，先把异议定下来，再通过。" | "Somebody says not to have been there; settle that before you approve.";
    undone => "已撤销合并" | "The merge is undone";
    restore => "恢复这条" | "Restore it";

    // Deciding between two values, and objections.
    decide_title => "有两个说法，请定一个" | "Two versions: choose one";
    wrote(who: &str, when: &str) => "{who} · {when}" | "{who} · {when}";
    other_value => "都不对，写" | "Neither; write";
    take_typed => "用写的" | "Take what I wrote";
    decided_value => "已定下" | "Decided";
    deleted_meanwhile(who: &str) => "{who}删过这条记录，同时有人在改，所以留下了。" | "{who} deleted it while somebody changed it, so it was kept.";
    keep_it => "留下" | "Keep it";
    objection => "提出异议" | "Objection";
    objection_back => "收回异议" | "Objection withdrawn";
    objects(name: &str, why: &str) => "{name}有异议：{why}" | "{name} objects: {why}";
    settle_off => "移出名单" | "Take off the list";
    settle_leave => "改为请假" | "On leave";
    settle_void => "作废这条记录" | "Void the record";
    settle_present => "查过了，到场" | "Was present";
    settled => "处理异议" | "Objection settled";
    undo_first(said: &str) => "{said}。没有别人在场，要作废。这条并入过别的记录，先在它的页面上撤销合并。" | "{said}. Nobody else was there, so it should be void; first undo the merge on its own page.";
    settle_reason(why: &str, what: &str) => "处理异议“{why}”：{what}。" | "Objection “{why}” settled: {what}.";
    awaits => "待本人确认" | "Not yet confirmed";
    recorded_for => "代录" | "Recorded for";
    overtaken(name: &str) => "{name}，确认以后内容改过，待本人再确认" | "{name}, changed after agreeing; not yet confirmed again";
    unconfirmed(name: &str) => "{name}，待本人确认" | "{name}, not yet confirmed";
    by_device(name: &str) => "{name}，本人已在手机上确认" | "{name}, confirmed on the own phone";
    by_signature(name: &str) => "{name}，本人已手写签名" | "{name}, confirmed by signature";
    origin => "来自" | "Grew out of";

    // What the server refused.
    refused => "需处理" | "Needs you";
    refused_none => "没有要处理的" | "Nothing needs you";
    refused_none_detail => "您在这台电脑上做的，服务器都收下了。" | "The server has taken everything done on this computer.";
    refused_safe => "这些没有办成，写的内容都在这台电脑上。" | "These did not go through; what was written is kept on this computer.";
    tried(what: &str) => "想做的：{what}" | "Tried: {what}";
    copy => "复制" | "Copy";
    copied => "已复制" | "Copied";
    not_copied => "没能复制，请选中文字复制。" | "Could not copy; select the text instead.";
    dismiss => "不要了" | "Dismiss";
    again => "按现在的内容再做一次" | "Try again on the record as it is";
    open_it => "打开记录" | "Open the record";
    reason => "理由" | "Reason";
}

/// Why a record is not approved together with others.
pub fn left(why: Left) -> &'static str {
    let (zh, en) = match why {
        Left::CameBack => ("没办成", "did not go through"),
        Left::InConflict => ("有两个说法", "two versions"),
        Left::Objected => ("有异议", "objection"),
        Left::Unconfirmed => ("待本人确认", "not confirmed"),
        Left::Hinted => ("有提示", "hints"),
        Left::MayBeSame => ("可能是同一场", "may be the same"),
    };
    if is_english() { en } else { zh }
}
