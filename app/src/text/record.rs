//! One record: its page, its badges.

use domain::{
    fields::Fields,
    merge::{Conflict, DELETED},
};
use serde_json::Value;

phrases! {
    title => "记录" | "Record";
    draft => "草稿" | "Draft";
    waiting => "待上传" | "Waiting to upload";
    uploaded => "已上传" | "Uploaded";
    refused => "需处理" | "Needs you";
    with_reason(state: &str, reason: &str) => "{state}：{reason}" | "{state}: {reason}";
    returned_title => "退回修改" | "Returned";
    returned_by(who: String, when: String) => "{who} · {when}" | "{who} · {when}";
    mend => "修改" | "Change";
    mend_now => "去修改" | "Mend it";
    go_on => "接着写" | "Go on writing";
    draft_waits => "这条有改了一半、还没提交的内容。" | "There are changes to this record that are not submitted yet.";
    saved_here => "已存本机，有信号会自动上传。" | "Saved on this phone; it goes up by itself when there is signal.";
    typed_here => "没有被采用的内容" | "What was typed and not taken";
    wanted => "要做的" | "What was to be done";
    wanted_delete => "删除这条记录" | "Delete this record";
    wanted_again => "再次提交" | "Submit it again";
    wanted_tag(tag: &str) => "加标签“{tag}”" | "Add the tag “{tag}”";
    wanted_no_tag(tag: &str) => "去掉标签“{tag}”" | "Remove the tag “{tag}”";
    copy => "复制" | "Copy";
    copied => "已复制" | "Copied";
    not_copied => "没能复制，请长按文字选取。" | "Could not copy; press and hold the text to select it.";
    refused_title => "没传上去" | "Could not be uploaded";
    refused_safe => "内容都在本机。" | "Everything is kept on this phone.";
    to_outbox => "去处理" | "Deal with it";
    conflicts_title => "有两个说法" | "There are two versions";
    conflict_between(field: &str, shown: String, other: String, who: String) => "{field}：现在是“{shown}”，{who}写的是“{other}”。两个都留着。" | "{field}: now “{shown}”, {who} wrote “{other}”. Both are kept.";
    conflict_deleted(who: String) => "{who}删过这条记录，同时有人在改，所以留下了。" | "{who} deleted this record while somebody changed it, so it was kept.";
    somebody => "有人" | "somebody";
    nothing => "空" | "nothing";
    something => "有内容" | "something";
    yes => "是" | "yes";
    no => "否" | "no";
    when => "时间" | "When";
    place => "地点" | "Where";
    people => "参加" | "Who";
    narrative => "经过" | "What happened";
    history => "版本" | "Version";
    version(n: u64) => "第 {n} 版" | "Version {n}";
    last_written(who: String, when: String) => "{who} · {when}" | "{who} · {when}";
    last => "最后改动" | "Last change";
    kept_in => "放在" | "Kept in";
    own_feed => "我自己的记录" | "My own records";
    with_state(name: &str, state: &str) => "{name}（{state}）" | "{name} ({state})";
    tags => "标签" | "Tags";
    on_site => "现场" | "On site";
    agreed => "同意" | "Agreed";
    signed_in => "在现场扫了签到码" | "Read the code at the door";
    online => "线上" | "Online";
    coming_title => "还没有收到这条记录" | "This record has not come yet";
    coming => "正在接收，收到后就显示在这里。" | "It is being received and will be shown here.";
    not_here_title => "本机没有这条记录" | "This record is not on this phone";
    not_here => "可能已被删除，或者您没有它的权限。有信号时会自动更新。" | "It may have been deleted, or you have no access to it. It is updated when there is signal.";
}

/// A value of a field as it was written; what has parts that no field is known by is only said to be there.
pub fn value(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => nothing().to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(true)) => yes().to_owned(),
        Some(Value::Bool(false)) => no().to_owned(),
        Some(Value::Array(list)) => {
            list.iter().map(|one| self::value(Some(one))).collect::<Vec<_>>().join(super::activity::list_comma())
        }
        Some(Value::Object(_)) => something().to_owned(),
    }
}

/// What two phones wrote without knowing of each other; `who` wrote the value that does not stand.
pub fn conflict_sentence(conflict: &Conflict, body: &Fields, who: String) -> String {
    if conflict.field == DELETED {
        return conflict_deleted(who);
    }
    let field = super::activity::field_name(&conflict.field);
    conflict_between(field, value(body.get(&conflict.field)), value(Some(&conflict.value)), who)
}
