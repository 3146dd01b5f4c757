//! 我的.

phrases! {
    title => "我的" | "Me";
    committee => "所在政协" | "Committee";
    venues => "我的阵地" | "My venues";
    no_venues => "还没有阵地" | "No venue yet";
    sector => "界别" | "Sector";
    look => "显示" | "Display";
    large_type => "大字版" | "Large type";
    on => "开" | "On";
    off => "关" | "Off";
    theme => "颜色" | "Colours";
    theme_auto => "随系统" | "System";
    theme_light => "浅色" | "Light";
    theme_dark => "深色" | "Dark";
    language => "语言" | "Language";
    phone => "这台手机" | "This phone";
    kept(records: usize, drafts: usize) => "{records} 条记录，{drafts} 条草稿" | "{records} records, {drafts} drafts";
    on_this_phone => "存在本机的" | "Kept here";
    waiting => "还没上传的" | "Not uploaded";
    waiting_none => "没有" | "None";
    waiting_some(n: usize) => "{n} 条" | "{n}";
    synced => "上次同步" | "Last synced";
    synced_never => "还没有" | "Not yet";
    storage => "本机存储" | "Storage";
    storage_kept => "已请浏览器长期保留" | "The browser keeps it for good";
    storage_not_kept => "浏览器可能清理，请常上传" | "The browser may clear it when space is short; upload often";
    storage_unknown => "浏览器没有说会不会清理" | "The browser does not say";
    version => "版本" | "Version";
    sign_out => "退出登录" | "Sign out";
    sign_out_title => "退出登录？" | "Sign out?";
    sign_out_clean => "记录都已上传。下次登录可以接着用。" | "Everything is uploaded. Sign in again to go on.";
    sign_out_needs_signal => "再登录要有信号。" | "Signing in again needs signal.";
    sign_out_waiting(n: usize) => "还有 {n} 条没传。它们留在这台手机上，您下次在这里登录后会接着上传；别人登录看不到。" | "{n} records are not uploaded. They stay on this phone and go up when you sign in here again; nobody else sees them.";
    sign_out_photos(photos: u64) => "还有 {photos} 张照片没传。它们留在这台手机上，您下次在这里登录后会接着上传；别人登录看不到。" | "{photos} photos are not uploaded. They stay on this phone and go up when you sign in here again; nobody else sees them.";
    sign_out_both(n: usize, photos: u64) => "还有 {n} 条记录和 {photos} 张照片没传。它们留在这台手机上，您下次在这里登录后会接着上传；别人登录看不到。" | "{n} records and {photos} photos are not uploaded. They stay on this phone and go up when you sign in here again; nobody else sees them.";
    sign_out_drafts(n: usize) => "{n} 条草稿也留在这台手机上。" | "{n} drafts stay on this phone too.";
}
