//! What is around the pages: updates, other browsers, other tabs, and a disk that cannot be used.

phrases! {
    notices => "提示" | "Notices";
    update => "有新版本。更新只要几秒，写的内容不会丢。" | "There is a new version. It takes seconds, and nothing you wrote is lost.";
    update_now => "现在更新" | "Update now";
    later => "以后再说" | "Later";
    in_wechat => "在微信里打开，没有信号时会打不开。请点右上角“…”，选“在浏览器打开”。" | "Inside WeChat this page does not open without signal. Press “…” above and choose to open it in the browser.";
    no_offline => "这个浏览器在没有信号时打不开本页。请换用手机自带的浏览器。" | "This browser cannot open the page without signal. Use the phone's own browser.";
    understood => "知道了" | "All right";
    install => "把商量放到桌面，下次一点就开，没有信号也能记。" | "Put Shangliang on the home screen: one press opens it, with or without signal.";
    install_now => "放到桌面" | "Put it there";
    no_thanks => "不用了" | "No, thanks";
    elsewhere_title => "已在另一个页面打开" | "It is open on another page";
    elsewhere => "同一个人的记录一次只在一个页面里用，免得两边改乱。写的内容都在。" | "One person's records are used on one page at a time, so that nothing gets mixed up. What you wrote is kept.";
    use_here => "在这里用" | "Use it here";
    blocked_title => "请关闭其他打开着的商量页面" | "Please close the other pages of Shangliang";
    blocked => "新版本要整理本机资料，旧页面关掉后会自动继续。写的内容都在。" | "The new version has to tidy what is stored here and goes on by itself once they are closed. What you wrote is kept.";
    broken_title => "本机资料打不开" | "What is stored here cannot be opened";
    open_again => "重新打开" | "Open again";
}
