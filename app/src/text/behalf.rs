//! 代录: recorded for somebody else, agreed to by that person; and objections by those who are listed.

phrases! {
    for_whom => "替谁记" | "For whom";
    for_another => "替别人记（代录）" | "Record for somebody else";
    for_another_title => "替谁记" | "For whom is this?";
    for_me_again => "改回记自己的" | "For myself after all";
    about => "要本人确认以后才计入。" | "It counts once that person has agreed.";
    badge => "待本人确认" | "To be confirmed";
    recorded_for(who: &str) => "替{who}记的" | "Recorded for {who}";
    recorded_by(author: &str, who: &str) => "{author}替{who}记的" | "{author} recorded it for {who}";
    waits(who: &str) => "待{who}本人确认，确认以后才计入。" | "It counts once {who} has agreed.";
    overtaken(who: &str) => "{who}确认以后内容改过，要再确认一次才计入。" | "It was changed after {who} agreed; it counts once {who} agrees again.";
    for_you_again => "您确认以后，这条内容改过，请再看一遍" | "This was changed after you agreed; read it again";
    signed_before => "签字以后内容改过，请本人再签一次" | "It was changed after signing; have it signed again";
    for_you => "这是替您记的，请看清楚再确认" | "This was recorded for you; read it, then agree";
    confirm => "确认，是我参加的" | "Yes, I was there";
    confirmed_saved => "已存本机：本人确认" | "Saved on this phone: agreed";
    by_device => "本人已在自己的手机上确认" | "Agreed on the own device";
    by_signature => "本人已签字" | "Signed by hand";
    signature_of(who: &str) => "{who}的签字" | "Signature of {who}";
    sign_here => "请本人在这里签字" | "Have it signed here";
    sign_title(who: &str) => "请{who}签字" | "Signature of {who}";
    sign_area => "手写签名的地方" | "Place to sign by finger";
    sign_about => "请本人用手指在框里写名字。" | "Write the name in the box with a finger.";
    sign_other_way => "不方便手写的，可以在本人自己的手机上打开消息，点一下确认。" | "Who cannot write here can agree on the own phone, under messages.";
    sign_again => "重写" | "Again";
    sign_keep => "签好了" | "Done";
    sign_saved => "已存本机：本人签字" | "Saved on this phone: signed";
    sign_empty => "框里还没有字" | "Nothing is written yet";
    waiting => "等您确认的代录" | "Recorded for you, to be confirmed";
    waiting_n(n: usize) => "{n} 条代录等您确认" | "{n} records to confirm";

    object => "我不在场" | "I was not there";
    object_title => "您当时不在场？" | "Were you not there?";
    object_about => "写一句原因，召集人和审核的人会看到。您就不算参加了这次活动。" | "Say why; the convenor and the office will read it, and you are not counted as present.";
    object_why => "原因" | "Why";
    object_missing => "请写一句原因" | "Please say why";
    object_too_long => "太长了，请写短些" | "Too long; make it shorter";
    object_now => "说明不在场" | "Say so";
    objected_saved => "已存本机：不在场的说明" | "Saved on this phone";
    objected(who: &str, why: &str) => "{who}说自己不在场：{why}" | "{who} says not to have been there: {why}";
    objected_by_me(why: &str) => "您说自己不在场：{why}" | "You said you were not there: {why}";
    take_back => "收回，我在场" | "Take it back, I was there";
    taken_back => "已存本机：收回了" | "Saved on this phone: taken back";

    corrected => "已更正" | "Corrected";
    corrected_times(n: i64) => "审核以后更正过 {n} 次" | "Corrected {n} times after approval";
    approved_changed => "审核时更正过" | "Corrected while it was approved";
    corrected_why(why: &str) => "原因：{why}" | "Reason: {why}";
    merged => "已并入" | "Merged";
    merged_into => "和另一条是同一场，已并入那一条，这条不再计数。" | "It was the same event as another record and has been merged into it; it no longer counts.";
    see_other => "看那一条" | "See that record";
}
