//! One catalogue of what can be wrong: stable codes for programs, plain sentences for people.

use serde::{Deserialize, Serialize};
use serde_json::Value;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $id:literal $zh:literal $en:literal),* $(,)?) => {
        /// A stable problem code. Codes are never renamed: old phones and scripts depend on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each code is explained by its two sentences")]
        pub enum Code { $($(#[$doc])* $variant),* }

        impl Code {
            /// Every code, for documentation and tests.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The stable text on the wire.
            pub const fn id(self) -> &'static str { match self { $(Code::$variant => $id),* } }

            /// What a person reads in Chinese: what happened and what to do.
            pub const fn zh(self) -> &'static str { match self { $(Code::$variant => $zh),* } }

            /// The same in English.
            pub const fn en(self) -> &'static str { match self { $(Code::$variant => $en),* } }
        }
    };
}

codes! {
    // What a form lacks; shown beside the field and refused by the server with the same code.
    TypeMissing "type_missing" "请选做了什么" "Choose what was done.",
    TypeUnknown "type_unknown" "这种活动类型不认识，请重新选" "This activity type is unknown; choose again.",
    PhaseMissing "phase_missing" "请选是已开展还是计划中" "Say whether it is planned or held.",
    PhaseUnknown "phase_unknown" "活动阶段不对，请重新选" "This phase is unknown; choose again.",
    StartMissing "start_missing" "请填开始时间" "Enter when it started.",
    StartInvalid "start_invalid" "开始时间写法不对" "The start time cannot be read.",
    YearUnlikely "year_unlikely" "请核对年份" "Check the year.",
    QuotaIncomplete "quota_incomplete" "请把履职要求填完整" "Fill in the whole quota.",
    EndInvalid "end_invalid" "结束时间写法不对" "The end time cannot be read.",
    EndBeforeStart "end_before_start" "结束时间早于开始时间，请改一下" "It ends before it starts; change one of the two.",
    PlaceMissing "place_missing" "请选在哪里" "Choose where it took place.",
    NobodyPresent "nobody_present" "请选谁参加了，至少一位委员" "Choose who took part: at least one member.",
    AttendanceInvalid "attendance_invalid" "参加情况写法不对" "The attendance cannot be read.",
    NarrativeMissing "narrative_missing" "请写简要经过，一两句也行" "Write what happened; a sentence or two will do.",
    NarrativeTooLong "narrative_too_long" "简要经过超过 5000 字，请删短些" "The text is longer than 5,000 characters; shorten it.",
    MeasureInvalid "measure_invalid" "数字要是 0 或更大的整数" "Numbers are whole and not below zero.",
    PhotoInvalid "photo_invalid" "有一张照片的信息写法不对，请删掉重新拍" "The description of a photo cannot be read; remove it and take it again.",
    PhotoTooMany "photo_too_many" "照片太多，最多 9 张，请删掉几张" "Too many photos: at most 9; remove some.",
    FieldInvalid "field_invalid" "有一项内容的写法不对" "One of the values has the wrong form.",
    NameMissing "name_missing" "请填名称" "Enter a name.",
    SpellInvalid "spell_invalid" "任职起止日期写法不对" "The dates of an affiliation cannot be read.",
    ChecklistMissing "checklist_missing" "请选是哪一份清单" "Choose the checklist.",
    ObjectionInvalid "objection_invalid" "请用 500 字以内说明" "Say why in at most 500 characters.",
    ConfirmationInvalid "confirmation_invalid" "签名没有认出来，请再签一次" "The signature cannot be read; sign again.",
    TitleMissing "title_missing" "请用一句话写清是什么事" "Say in one line what it is about.",
    TitleTooLong "title_too_long" "题目超过 60 字，请写短些" "The title is longer than 60 characters; shorten it.",
    SourceMissing "source_missing" "请选是谁出的题" "Choose who brought it up.",
    DayMissing "day_missing" "请填日期" "Enter the day.",
    OriginMissing "origin_missing" "请从协商或活动里添加建议" "Add suggestions from a consultation or an activity.",
    SortMissing "sort_missing" "请选是哪一种" "Choose which sort it is.",
    OwnerMissing "owner_missing" "请写由谁来办" "Say who is to do it.",
    DueMissing "due_missing" "请定完成期限，不早于下达的日期" "Set the last day, not before the day it is given.",
    ProposedMissing "proposed_missing" "请写建议怎么办" "Write what you propose.",
    WordsMissing "words_missing" "请写建议的内容" "Write what is proposed.",
    UnitMissing "unit_missing" "请写交给哪个单位" "Say which unit it is given to.",
    AskMissing "ask_missing" "请写要这个单位办什么" "Write what the unit is asked to do.",
    DeadlineMissing "deadline_missing" "请定答复期限，不早于交办日期" "Set a day to answer by, not before the day it is given.",
    WordsTooLong "words_too_long" "建议超过 1000 字，请写短些" "The suggestion is longer than 1,000 characters; shorten it.",
    RequestMissing "request_missing" "请写想反映什么，一两句就行" "Write what you ask for; a sentence or two will do.",
    RequestTooLong "request_too_long" "超过 1000 字，请写短些" "Longer than 1,000 characters; shorten it.",
    ContactNameTooLong "contact_name_too_long" "称呼超过 40 字，请写短些" "The name is longer than 40 characters; shorten it.",
    ContactPhoneInvalid "contact_phone_invalid" "电话只写数字，比如 139 开头的手机号，也可以不填" "A number has digits only; it may be left out.",
    ContactUnkept "contact_unkept" "这台手机存不下联系方式，请清一些空间，或者先把它抄在纸上、删空再提交" "This phone has no room for it: make some, or write it on paper and leave it empty here.",
    OutcomeReasonMissing "outcome_reason_missing" "没有采纳要写明原因" "Say why it was not adopted.",
    DemandMissing "demand_missing" "进到下一环节前要把这一项填好" "Fill this in before going on.",
    WorkflowBroken "workflow_broken" "流程走不通：有的环节到不了，或者没有终点" "The workflow leads nowhere: a stage is never reached or never ends.",
    ReasonMissing "reason_missing" "请写明理由，对方才知道怎么改" "Give a reason, so that the other knows what to change.",

    // Why one operation was refused; what was typed stays on the phone.
    KindUnknown "kind_unknown" "服务器还不认识这类记录，等升级后再试" "The server does not know this kind of record yet.",
    KindFeed "kind_feed" "这类记录不能放在这里" "This kind of record cannot be kept there.",
    FeedUnknown "feed_unknown" "找不到这个阵地或委员" "This venue or member is not known.",
    FeedMismatch "feed_mismatch" "这条记录不在这个阵地" "The record is kept elsewhere.",
    KindMismatch "kind_mismatch" "记录的种类对不上" "The record is of another kind.",
    NoGrant "no_grant" "您现在没有这个阵地的权限，内容留在本机，可以导出" "You have no access there now; the text stays on this phone.",
    NotAllowed "not_allowed" "您的身份不能做这一步" "Your role may not do this.",
    NotListed "not_listed" "您已经不在这条记录的名单里，不用再说明" "You are not on the list of this record, so nothing needs to be said.",
    RecordUnknown "record_unknown" "服务器上没有这条记录" "The server does not have this record.",
    RecordDeleted "record_deleted" "这条记录已被删除" "This record has been deleted.",
    MergedAway "merged_away" "这条和另一条是同一场，已经并入那一条，这里不用再填" "This record was merged into another of the same event; nothing needs to be said here.",
    ReviewClosed "review_closed" "这条记录已经审定，不能再改。要改请联系工作人员" "This record has been reviewed and is closed; ask the office.",
    ReviewMoved "review_moved" "别人已经先处理了这条记录，请看最新情况" "Somebody else has dealt with this record first; look again.",
    ReviewUnseen "review_unseen" "您看过之后内容又改了，请看过新内容再审" "The text changed after you read it; read it again, then decide.",
    ReviewNotHeld "review_not_held" "没有开展的活动不能审核通过" "An activity that has not taken place cannot be approved.",
    ReviewAhead "review_ahead" "活动的日期还没有到，不能审核通过" "The day of this activity is still to come; it cannot be approved yet.",
    ReviewObjected "review_objected" "在场的人都说自己不在场，请退回核对" "Everybody listed as present says not to have been there; return it to be checked.",
    ReviewConflict "review_conflict" "两部手机写的不一样，请先定下用哪一个" "Two phones wrote different things; decide first which one stands.",
    StageMoved "stage_moved" "这件事已经走到别的环节，请看最新情况再定" "The matter has moved to another stage; look again.",
    StageEnded "stage_ended" "这件事已经办结或者转出，不能再改" "The matter has ended and is closed.",
    WorkflowUnknown "workflow_unknown" "服务器上没有这个流程，或者已经停用" "The server does not have this workflow, or it is no longer used.",
    WorkflowFixed "workflow_fixed" "流程定下后不能改，请另建一个新版本" "A workflow does not change; make a new version.",
    MergeTarget "merge_target" "要并入的那条已经不在，或者已经作废，请重新看过再定" "The record to merge into is gone or void; look again.",
    MergeNotLast "merge_not_last" "之后又并入了别的记录，请先撤销后一次合并" "Another record was merged in since; undo that first.",
    TookOthersIn "took_others_in" "别的记录并入了这条。请先撤销合并，再删除或作废" "Other records were merged into this one; undo that first.",
    CorrectionEmpty "correction_empty" "没有改动任何内容，不用更正" "Nothing was changed, so there is nothing to correct.",
    SignInInvalid "sign_in_invalid" "签到码不对，请在现场重新扫一次" "The code is not of this activity; scan it again at the door.",
    SignInCancelled "sign_in_cancelled" "这次活动已经取消，不用签到" "This activity was cancelled; there is nothing to sign in to.",
    SignInStale "sign_in_stale" "签到码过时了，请在现场重新扫，或请召集人在名单上勾选" "The code is out of date; scan again, or ask the convenor to tick you off.",
    OpTooLarge "op_too_large" "这条记录太大，请删短些" "The record is too large; shorten it.",
    RecordTooLarge "record_too_large" "这条记录太大了，请另记一条" "The record has grown too large; write a new one.",
    OpTooOld "op_too_old" "这次改动在手机上放了一年多，服务器不再接收。内容留在本机，可以导出或重新填写" "The change lay on the phone for more than a year and is not taken any more; the text stays there.",
    OpInvalid "op_invalid" "这次改动的写法不对" "The change cannot be read.",
    SchemaTooNew "schema_too_new" "这条记录来自更新的版本，请等服务器升级" "The record comes from a newer version than the server's.",

    // Why a whole request failed; nothing of it was applied.
    ExpectedN "expected_n" "上传次序断了，手机会自动补传" "There is a gap in the upload; the phone repairs it.",
    DeviceCloned "device_cloned" "这台设备的资料被复制过，会自动换新编号再传" "This device's data was copied; it gets a new number and tries again.",
    Restored "restored" "服务器从备份恢复过，手机会自动把之后的内容再传一遍" "The server was restored from a backup; the phone sends what it lacks once more.",
    DeviceForeign "device_foreign" "这台设备登记在别人名下，请重新登录" "This device belongs to another person; sign in again.",
    Unauthenticated "unauthenticated" "登录已过期，请重新登录。没传的内容都还在本机" "Your session has ended; sign in again. Nothing unsent is lost.",
    BadCredentials "bad_credentials" "账号或密码不对，请再试一次" "The account or password is wrong; try again.",
    OriginMismatch "origin_mismatch" "请求来自别的网站，已拦下" "The request came from another site and was stopped.",
    Malformed "malformed" "请求的写法不对" "The request cannot be read.",
    TooLarge "too_large" "一次传得太多，会自动分批再传" "Too much at once; it is sent again in parts.",
    TooMany "too_many" "试得太频繁，请过一会儿再试" "Too many attempts; try again later.",
    Overloaded "overloaded" "现在用的人多，稍后会自动再传" "The server is busy; it will be tried again.",
    BlobTooLarge "blob_too_large" "照片太大，单张最多 8 MB" "The photo is too large: at most 8 MB.",
    BlobHash "blob_hash" "照片在路上传坏了，会自动重传" "The photo was damaged on the way; it is sent again.",
    BlobNotImage "blob_not_image" "这个文件不是照片，没有收下" "This file is not a picture that can be read; it was not taken in.",
    BlobPixels "blob_pixels" "照片的尺寸太大，没有收下，请换一张" "The picture has too many pixels; it was not taken in.",
    BlobOffset "blob_offset" "照片上传的进度对不上，会自动接着传" "The upload stands elsewhere; it goes on from there by itself.",
    PhotoLost "photo_lost" "这张照片在本机找不到了，或者已经损坏，请重新拍" "This photo is no longer on this phone, or is damaged; take it again.",
    TusVersion "tus_version" "上传方式的版本不对，请更新后再用" "This version of the upload protocol is not supported.",
    ChecksumUnknown "checksum_unknown" "不认识这种校验方式" "This checksum algorithm is not supported.",
    SealedUnreadable "sealed_unreadable" "联系方式用另一把钥匙封存，服务器现在打不开，请管理员放回原来的钥匙" "The details were sealed by another key; the administrator has to put that back.",
    NotFound "not_found" "没有找到" "Not found.",
    ProtoUnsupported "proto_unsupported" "版本太旧或太新，请更新后再用" "This version is not supported; update first.",
    Internal "internal" "服务器出了问题，您的内容没有丢，稍后再试" "The server failed; nothing of yours is lost. Try again later.",
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

/// Reads a code; one that this version does not know is `None`, and the caller shows the text it came with.
pub fn code(id: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| code.id() == id)
}

/// One thing that is wrong with a record, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// The field it is about; `None` where it is about the whole.
    pub field: Option<String>,
}

impl Problem {
    /// A problem with one field.
    pub fn at(code: Code, field: impl Into<String>) -> Self {
        Problem { code, field: Some(field.into()) }
    }

    /// A problem with the whole record or operation.
    pub fn of(code: Code) -> Self {
        Problem { code, field: None }
    }
}

/// Why an operation was refused, as it travels: a code and what helps to explain it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// The stable code.
    pub code: String,
    /// Fields concerned and the like; an object.
    #[serde(default)]
    pub detail: Value,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Refusal { code: code.id().into(), detail: Value::Object(Default::default()) }
    }
}

/// All problems of a record as one refusal: the code of the first, every one in the detail.
impl From<&[Problem]> for Refusal {
    fn from(problems: &[Problem]) -> Self {
        let list: Vec<Value> =
            problems.iter().map(|p| serde_json::json!({ "code": p.code.id(), "field": p.field })).collect();
        let code = problems.first().map_or(Code::OpInvalid, |p| p.code);
        Refusal { code: code.id().into(), detail: serde_json::json!({ "problems": list }) }
    }
}

impl Refusal {
    /// What a person reads, in Chinese. A code of a newer server falls back to a general sentence.
    pub fn zh(&self) -> &'static str {
        code(&self.code).map_or("服务器没有收下这次改动，内容留在本机", Code::zh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_unique_and_reads_back() {
        let ids: BTreeSet<_> = Code::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), Code::ALL.len());
        assert!(Code::ALL.iter().all(|each| code(each.id()) == Some(*each)));
    }
}
