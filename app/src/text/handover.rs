//! Unsent work as a file: exporting it, taking it in on another device, and clearing this one.

phrases! {
    // 我的 and 待上传.
    group => "没上传的内容" | "What is not uploaded";
    export_title => "导出没上传的内容" | "Export what is not uploaded";
    import_title => "导入" | "Import";
    import_link => "导入别的手机的内容" | "Import from another phone";
    records(n: usize) => "{n} 条记录" | "{n} records";
    drafts(n: usize) => "{n} 条草稿" | "{n} drafts";
    comma => "、" | ", ";
    contacts(n: usize) => "{n} 个联系方式" | "{n} ways to reach citizens";
    photos(n: usize) => "{n} 张照片" | "{n} photos";

    // Exporting.
    nothing => "没有要导出的" | "Nothing to export";
    nothing_detail => "本机的内容都已上传，服务器上都有。" | "Everything on this phone is on the server.";
    holds(what: &str) => "只有这台手机有：{what}。" | "On this phone only: {what}.";
    why => "手机要送修、要换，或者一直没有信号时，把它们导出成一个加密文件，存到别处。换一台手机登录您的账号就能导入；也可以交给召集人，在阵地的电脑上代您导入。" | "When the phone goes in for repair, is replaced, or finds no signal for long: an encrypted file that is kept elsewhere. Import it on another phone under your own account, or let the convenor take it in on the venue's computer.";
    stays => "导出以后，内容仍在这台手机上，有信号照样上传，不会重复。" | "What is exported stays on this phone and still goes up when there is signal; nothing is counted twice.";
    passphrase => "口令" | "Passphrase";
    passphrase_about => "至少 8 个字，自己定。请记牢：谁也找不回来，忘了口令，文件就打不开。" | "At least 8 characters of your own choice. Remember it: nobody can recover it, and without it the file stays closed.";
    again => "再输一遍口令" | "The passphrase once more";
    show => "显示口令" | "Show the passphrase";
    hide => "隐藏口令" | "Hide the passphrase";
    too_short => "口令至少 8 个字" | "At least 8 characters";
    differs => "两遍不一样，请再输一遍" | "The two differ; type it once more";
    make => "生成文件" | "Make the file";
    making => "正在加密" | "Encrypting";
    made(size: &str) => "文件已生成，{size}。请点下面的按钮存好，再关这一页。" | "The file is ready, {size}. Keep it with the button below before you leave this page.";
    keep => "保存文件" | "Save the file";
    file_name(day: &str) => "商量-没上传的-{day}.shangliang" | "shangliang-unsent-{day}.shangliang";
    megabytes(n: f64) => "{n:.1} MB" | "{n:.1} MB";
    kilobytes(n: u64) => "{n} kB" | "{n} kB";

    // Taking in.
    import_about => "选别的手机导出的文件，输入导出时定的口令。先看里面有什么，再决定要不要导入。" | "Choose the file that the other phone made and type its passphrase. You see what is in it before anything is taken in.";
    choose => "选文件" | "Choose the file";
    chosen(name: &str) => "已选：{name}" | "Chosen: {name}";
    not_chosen => "请先选文件" | "Choose a file first";
    open => "打开文件" | "Open the file";
    opening => "正在打开" | "Opening";
    by(name: &str, when: &str) => "{name}，{when} 导出" | "{name}, exported {when}";
    inside(what: &str) => "里面有：{what}。" | "It holds {what}.";
    inside_nothing => "里面是空的。" | "It is empty.";
    own_about => "导入后由这台手机上传。原来那台手机以后再上传，也不会重复。" | "This phone uploads it. When the other one uploads it too, nothing is doubled.";
    anothers_about(name: &str) => "这是{name}的内容。导入后记为您替{name}记的（代录），要{name}本人确认以后才计入。对已有记录的修改、回复只能由本人上传。" | "This is {name}'s. It is taken in as recorded by you for {name} and counts once {name} has agreed. Changes of records that exist, and answers, only {name} can bring.";
    take_in => "导入" | "Import";
    taking_in => "正在导入" | "Importing";
    done => "导入完成" | "Imported";
    added(what: &str) => "新导入：{what}，都已存在本机。" | "Taken in: {what}, saved on this device.";
    added_nothing => "没有新的内容：文件里的这里都有了。" | "Nothing new: all of it is here already.";
    known(n: usize) => "{n} 条这里已有，没有重复导入。" | "{n} were here already and were left as they are.";
    left(n: usize) => "{n} 条没有导入：只能由本人上传，或者不归您的阵地。请留好文件。" | "{n} were left out: only the member can upload them, or they are not of your venue. Keep the file.";
    see_outbox => "看待上传" | "See what waits";

    // What goes wrong.
    no_crypto => "这个页面没有用安全连接（https），浏览器不提供加密，做不了。" | "This page came over a connection that is not secure (https), where the browser offers no encryption.";
    locked => "口令不对，什么都没有改。请再输一次。" | "The passphrase is wrong; nothing was changed. Try again.";
    foreign => "这不是商量导出的文件，什么都没有改。" | "This is no file that Shangliang made; nothing was changed.";
    newer => "文件来自更新的版本。请先更新商量，再导入。什么都没有改。" | "The file was made by a newer version. Update first; nothing was changed.";
    cut => "文件不完整，可能没有传完。请重新传一次文件，什么都没有改。" | "The file is not whole; it may not have been copied to its end. Nothing was changed.";
    damaged => "文件已损坏，什么都没有改。" | "The file is damaged; nothing was changed.";
    unwritable => "文件读不出来，请重新选一次。什么都没有改。" | "The file cannot be read; choose it again. Nothing was changed.";
    anothers(name: &str) => "这是{name}的内容。请用{name}自己的账号导入，或交给召集人代录。什么都没有改。" | "This is {name}'s. Import it under {name}'s own account, or let the convenor do it. Nothing was changed.";
    unknown(name: &str) => "名册里没有{name}，不能代录。请先联网收完名册。什么都没有改。" | "{name} is not in the roster here. Receive the roster first; nothing was changed.";
    no_room => "这台设备空间不够。请清出一些空间再导入，什么都没有改。" | "There is not enough room on this device. Free some space first; nothing was changed.";

    // Clearing this device.
    wipe => "清空本机" | "Clear this phone";
    wipe_title => "清空本机？" | "Clear this phone?";
    wipe_clean => "内容都已上传。清空后这台手机上不再有您的记录，重新登录会再收一遍。" | "Everything is uploaded. Your records leave this phone; they come again when you sign in.";
    wipe_loses(what: &str) => "还有 {what}没有上传，只有这台手机有。清空后永远找不回来。" | "{what} are not uploaded and on this phone only. Once cleared they are gone for good.";
    wipe_export_first => "先导出" | "Export first";
    wipe_type(n: usize) => "确定要清空，请输入没上传的总数 {n}" | "To clear it, type the number of what is not uploaded: {n}";
    wipe_wrong(n: usize) => "请输入 {n}" | "Type {n}";
    wipe_now => "清空" | "Clear";
    wiped => "本机已清空" | "This phone has been cleared";
}
