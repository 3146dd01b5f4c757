//! Units and their links.

phrases! {
    title => "单位链接" | "Links of units";
    means => "承办单位不用账号，打开链接就能看到交给它的事，直接在网页上答复；每次答复都记进这件事的经过。链接只给本单位，别转发。" | "A unit needs no account: behind its link it finds what was given to it and answers there. Each answer is in the history. A link is for one unit alone.";
    none => "还没有交办给单位的事，也没有链接。" | "Nothing was given to a unit yet.";
    given(all: usize, owed: usize) => "交办 {all} 件，等着答复 {owed} 件" | "{all} given, {owed} to be answered";
    no_link => "没有链接" | "no link";
    opens_until(day: String) => "链接 {day} 以前有效" | "link until {day}";
    revoked => "链接已收回" | "link taken back";
    ended => "链接已到期" | "link has ended";
    make => "生成链接" | "Make a link";
    make_again => "再生成一个" | "Make another";
    make_for(unit: &str) => "给{unit}生成链接" | "Make a link for {unit}";
    revoke => "收回" | "Take back";
    revoke_of(unit: &str) => "收回{unit}的链接" | "Take back the link of {unit}";
    revoked_said(unit: &str) => "已收回{unit}的链接，现在打不开了。" | "The link of {unit} is taken back and no longer opens.";
    made_title(unit: &str) => "{unit}的链接" | "The link of {unit}";
    made_once => "链接只在这里显示一次，关上就看不到了；弄丢了再生成一个。" | "It is shown here once; if it is lost, make another.";
    address => "网址" | "Address";
    copy => "复制网址" | "Copy the address";
    copied => "已复制" | "Copied";
    not_copied => "没有复制成，请手动选中网址复制。" | "It was not copied; select the address and copy it.";
    qr(unit: &str) => "{unit}的二维码" | "QR code for {unit}";
    needs_network => "生成和收回链接要连着网络。" | "Making and taking back links needs the network.";
}
