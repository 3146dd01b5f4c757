//! What stands around every page of the phone: tabs, the sync line, the end of a session.

phrases! {
    product => "商量" | "Shangliang";
    navigation => "主导航" | "Main";
    home => "首页" | "Home";
    records => "记录" | "Records";
    messages => "消息" | "Messages";
    me => "我的" | "Me";
    back => "返回" | "Back";
    close => "关闭" | "Close";
    cancel => "取消" | "Cancel";
    reading => "正在读取本机的记录" | "Reading the records on this phone";
    large_type => "大字" | "Large";
    standard_type => "标准字" | "Standard";

    // The sync line.
    all_uploaded => "全部已上传" | "All uploaded";
    receiving => "正在接收名册和记录" | "Receiving the roster and records";
    not_yet_asked => "正在连接" | "Connecting";
    waiting(n: usize) => "{n} 条待上传" | "{n} waiting to upload";
    waited(days: u64) => "已等 {days} 天" | "{days} days old";
    refused(n: usize) => "{n} 条需处理" | "{n} need you";
    offline => "离线" | "Offline";
    offline_for(time: String) => "离线 {time}" | "Offline for {time}";
    disk_trouble => "本机存不下新内容" | "This phone cannot store anything new";
    signed_out => "登录已过期" | "Session ended";

    // The session.
    expired => "登录已过期。内容都在本机，重新登录后接着收发。" | "Your session has ended. Everything is kept on this phone; sign in again to go on.";
    expired_with(n: usize) => "登录已过期。没传的 {n} 条都在本机，重新登录后自动上传。" | "Your session has ended. The {n} unsent records are kept on this phone and go up once you sign in again.";
    expired_with_photos(photos: u64) => "登录已过期。没传的 {photos} 张照片都在本机，重新登录后自动上传。" | "Your session has ended. The {photos} unsent photos are kept on this phone and go up once you sign in again.";
    sign_in_again => "重新登录" | "Sign in again";

    opening_page => "正在打开" | "Opening";
    page_missing_title => "这一页还没有下载到本机" | "This page is not on the phone yet";
    page_missing => "第一次打开时信号断了。已写的内容都在；有信号时再试一次，以后没有信号也能打开。" | "The signal was lost during the first visit. What you wrote is kept. Try again where there is signal; afterwards the page opens without any.";
    try_again => "再试一次" | "Try again";

    no_page_title => "没有这一页" | "There is no such page";
    no_page => "地址可能写错了，或者这条记录不在本机。" | "The address may be wrong, or the record is not on this phone.";
    to_home => "回首页" | "To the start page";
}
