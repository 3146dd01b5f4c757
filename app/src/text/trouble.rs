//! What went wrong, what is safe, and what to do.

use super::vocabulary;
use crate::{api::ApiError, state::SaveError, storage::StorageError};
use domain::problem::{Code, code};

phrases! {
    offline => "连不上服务器。请看看网络，稍后再试；已存本机的内容都在。" | "The server cannot be reached. Check the network and try again later; everything saved on this device is kept.";
    not_open => "没有保存。请先登录，内容还在草稿里。" | "Not saved. Sign in first; the text is still in the draft.";
    unsaved(why: &str) => "未保存：{why}" | "Not saved. {why}";

    unavailable => "这个浏览器不让网页存东西。请换用手机自带的浏览器，不要用无痕模式。" | "This browser does not let pages store anything. Use the phone's own browser, and no private window.";
    full => "手机存储满了。请清出一些空间再试，草稿还在。" | "The phone's storage is full. Free some space and try again; the draft is kept.";
    taken_over => "已在另一个页面打开，请到那个页面操作，或在这里重新打开。" | "It is open on another page. Go on there, or open it here again.";
    newer => "本机资料来自更新的版本。请刷新页面，更新后再用。" | "What is stored here was written by a newer version. Reload the page to update.";
    unreadable => "本机有一条没上传的内容读不出来。请不要清除浏览器数据，先联系工作人员。" | "Something not yet uploaded cannot be read on this device. Do not clear the browser's data; ask the office first.";
    failed => "手机存储出了问题。请重新打开本页再试，草稿还在。" | "The phone's storage has failed. Open this page again and retry; the draft is kept.";
}

/// Why the server gave no answer.
pub fn api(error: &ApiError) -> String {
    match error {
        ApiError::Offline => offline().to_owned(),
        ApiError::Refused { body, .. } => match code(&body.code) {
            Some(code) => vocabulary::problem(code).to_owned(),
            None if body.message.is_empty() => vocabulary::problem(Code::Internal).to_owned(),
            None => body.message.clone(),
        },
    }
}

/// Why something was not saved on this device; the text is still in the draft.
pub fn save(error: &SaveError) -> String {
    match error {
        SaveError::NotOpen => not_open().to_owned(),
        SaveError::Storage(error) => unsaved(storage(error)),
    }
}

/// Why the disk did not do it.
pub fn storage(error: &StorageError) -> &'static str {
    match error {
        StorageError::Unavailable => unavailable(),
        StorageError::Full => full(),
        StorageError::TakenOver => taken_over(),
        StorageError::Newer => newer(),
        StorageError::Unreadable(_) => unreadable(),
        StorageError::Failed(_) => failed(),
    }
}
