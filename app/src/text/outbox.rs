//! 待上传.

phrases! {
    title => "待上传" | "To upload";
    empty => "全部已上传" | "All uploaded";
    empty_detail(when: String) => "上次同步 {when}。本机没有要传的。" | "Last synced {when}. Nothing on this phone waits.";
    never_synced => "还没有连上过服务器。" | "The server has not been reached yet.";
    try_now => "现在试传" | "Try now";
    trying => "正在试" | "Trying";
    offline => "离线" | "Offline";
    offline_for(time: String) => "离线 {time}" | "Offline for {time}";
    last_synced(when: String) => "上次同步 {when}" | "Last synced {when}";
    safe => "记录都已存在本机。有信号会自动上传，不用守着。" | "All records are saved on this phone. They go up by themselves when there is signal.";
    on_the_way => "正在上传，记录都已存在本机。" | "On its way; all records are saved on this phone.";
    expired => "登录已过期，先重新登录才能上传。记录都已存在本机。" | "Your session has ended; sign in again to upload. All records are saved on this phone.";
    why_offline => "等信号，有信号会自动上传。" | "Waits for signal, then goes up by itself.";
    why_expired => "等您重新登录。" | "Waits until you sign in again.";
    why_queued => "排着队，马上就传。" | "In line; it goes up in a moment.";
    saved(when: String) => "{when}存在本机" | "Saved here {when}";
    new_record => "新记录" | "New record";
    change => "修改" | "Change";
    total(n: usize) => "共 {n} 条" | "{n} in all";
    old(days: u64) => "最早的已经等了 {days} 天，请找个有信号的地方打开一下。" | "The oldest has waited for {days} days; please open the app where there is signal.";
    mend => "改一改再交" | "Mend and submit";
    anew => "另记一条再交" | "Submit as a new record";
    not_here => "这条记录已不在本机" | "The record is not on this phone any more";
    checklist => "清单" | "Checklist";
    wrong_with(field: &str, wrong: &str) => "{field}：{wrong}。" | "{field}: {wrong}";
    drop_it => "不要了" | "Discard";
    drop_title => "不要这些内容了？" | "Discard this?";
    drop_new => "这条记录没有传上去，只在本机有。丢掉后找不回来。" | "This record exists on this phone only. Once discarded it is gone for good.";
    drop_change => "只丢掉没传上去的修改，服务器上的记录不变。" | "Only the change that was not taken is dropped; the record on the server stays.";
    drop_now => "丢掉" | "Discard";
    dropped => "已丢掉" | "Discarded";
}
