//! What stands around every page of the phone: tabs, the sync line, notices.

use super::phrases;

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
    understood => "知道了" | "All right";
    reading => "正在读取本机的记录" | "Reading the records on this phone";
    large_type => "大字" | "Large";
    standard_type => "标准字" | "Standard";

    // The sync line.
    all_uploaded => "全部已上传" | "All uploaded";
    not_yet_asked => "正在连接" | "Connecting";
    uploading(n: usize) => "正在上传 {n} 条" | "Uploading {n}";
    waiting(n: usize) => "{n} 条待上传" | "{n} waiting to upload";
    refused(n: usize) => "{n} 条需处理" | "{n} need you";
    offline => "离线" | "Offline";
    offline_for(time: String) => "离线 {time}" | "Offline for {time}";
    signed_out => "登录已过期" | "Session ended";

    // Notices.
    expired => "登录已过期。内容都在本机，重新登录后接着收发。" | "Your session has ended. Everything is kept on this phone; sign in again to go on.";
    expired_with(n: usize) => "登录已过期。没传的 {n} 条都在本机，重新登录后自动上传。" | "Your session has ended. The {n} unsent records are kept on this phone and go up once you sign in again.";
    sign_in_again => "重新登录" | "Sign in again";
    update_waits => "有新版本。更新只要几秒，没写完的内容都在。" | "A new version is ready. It takes seconds; what you are writing is kept.";
    update_now => "现在更新" | "Update now";
    other_tab_title => "商量正在另一个窗口里用" | "Shangliang is open in another window";
    other_tab => "同一时间只在一个窗口里记录，才不会记乱。可以回到那个窗口，或者改到这里用，那边写到一半的内容会带过来。" | "Records are kept in one window at a time. Go back to that window, or go on here; what was half written comes along.";
    use_here => "在这里用" | "Use here";
    broken_title => "本机存不了东西" | "This phone cannot save";
    blocked_title => "请先关掉别的窗口" | "Close the other windows first";
    blocked => "商量要整理本机的数据，别的窗口还开着旧版本。关掉它们，这里会自动继续。" | "Shangliang is tidying its data, and another window still runs the old version. Close it, and this page goes on by itself.";
    try_again => "再试一次" | "Try again";
    no_worker_title => "这里不能离线使用" | "Offline use does not work here";
    no_worker => "这个应用里的浏览器存不住东西。请点右上角“…”，选“在浏览器打开”，再用一次就能离线记录。" | "This in-app browser keeps nothing. Open the page in the phone's own browser from the menu at the top right; then it works offline.";

    no_page_title => "没有这一页" | "There is no such page";
    no_page => "地址可能写错了，或者这条记录不在本机。" | "The address may be wrong, or the record is not on this phone.";
    to_home => "回首页" | "To the start page";
}
