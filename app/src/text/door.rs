//! 签到: the code at the door, the list, and the page that the code opens.

phrases! {
    title => "签到" | "Sign-in";
    way => "怎么签" | "How";
    by_code => "扫码" | "By code";
    by_list => "名单" | "By list";
    open => "开始扫码签到" | "Show the code";
    open_about => "请到场的委员用手机扫一扫。没有网络也能签，有信号后自动上传。" | "Those who are there scan it. It works without a network and goes up later.";
    other_phone => "签到码是在另一台手机上开的。在这里开，那边的码就不能再用。" | "The code was opened on another phone. Opened here, the other one stops working.";
    over => "上次开的签到码已经用完了，请重新开。" | "The code shown before has run out; open it again.";
    opened => "签到码已开" | "The code is shown";
    opened_saved => "已存本机：签到码已开" | "Saved on this phone: the code is shown";
    qr => "签到二维码" | "Code to sign in by";
    changes(seconds: u64) => "每分钟换一次，还有 {seconds} 秒" | "Changes every minute, {seconds} s left";
    how_to_scan => "用手机相机或微信“扫一扫”" | "Scan with the camera or WeChat";
    signed_in(n: usize) => "已签到 {n} 位" | "Signed in: {n}";
    nobody => "还没有人签到" | "Nobody yet";
    arrives_later => "没信号的手机签了到，要等上传后才会出现在这里。" | "A phone without signal shows up here once it has uploaded.";
    with_code => "扫码" | "by code";
    by_hand => "勾选" | "ticked";
    tick_about => "来了的打勾；没来也没请假的按“缺席”。马上存本机。" | "Tick who came; press Absent for who neither came nor excused themselves. It is saved at once.";
    absent => "缺席" | "Absent";
    absent_of(name: &str) => "{name}缺席" | "{name} is absent";
    add => "添加没邀请的委员" | "Add somebody not invited";
    closed_title => "不能再签到" | "Sign-in is closed";
    closed => "这条记录已经审定，或者活动取消了。" | "The record has been reviewed, or the activity was cancelled.";
    not_yours_title => "只有召集人能开签到" | "Only the convenor opens the sign-in";
    not_yours => "请召集人在自己的手机上打开。" | "Ask the convenor to open it.";
    too_long => "这个地址太长，画不成二维码。请用名单签到。" | "The address is too long for a code; use the list.";

    here => "到场签到" | "Sign in here";
    here_about => "签到后，这次活动就记上您到场。" | "It records that you were there.";
    unknown => "这台手机上还没有这次活动的内容，也可以签到。" | "This phone has not heard of the activity yet; you can sign in all the same.";
    sign => "签到" | "Sign in";
    done => "已签到" | "Signed in";
    sign_saved => "已存本机：签到" | "Saved on this phone: signing in";
    waiting => "签到已存本机" | "Saved on this phone";
    done_waiting => "有信号会自动上传，上传后才算签到。" | "It goes up by itself; you are signed in once it has.";
    done_uploaded => "已上传。" | "Uploaded.";
    refused => "没签上" | "Not signed in";
    try_again => "再传一次" | "Send it again";
    maybe_later => "召集人的手机可能还没有上传。等有信号，再传一次就好。" | "The convenor's phone may not have uploaded yet. Send it again later.";
    no_member => "您的账号没有对应的委员，不能签到。" | "Your account is no member's and cannot sign in.";
    bad_link_title => "签到码不完整" | "The code is not complete";
    bad_link => "请在现场重新扫一次。" | "Scan it again at the door.";
    to_record => "看这次活动" | "See the activity";

    scan => "扫码签到" | "Scan to sign in";
    scan_title => "扫一扫" | "Scan";
    scan_about => "对准现场的签到二维码" | "Point the camera at the code";
    scan_unavailable => "这个浏览器不能直接扫码。请用手机相机或微信“扫一扫”扫现场的签到码。" | "This browser cannot scan. Use the camera app or WeChat instead.";
    scan_refused => "没有打开相机。请允许使用相机，或用微信“扫一扫”。" | "The camera did not open. Allow it, or use WeChat.";
    scan_unavailable_hint => "扫不出来的，用手机相机或微信“扫一扫”也行。" | "If it does not work, use the camera app or WeChat.";
    scan_other => "这不是签到码，请对准现场的签到二维码。" | "That is not a sign-in code.";
}
