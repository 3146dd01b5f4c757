//! Photos: taking them, where they are, looking at them.

phrases! {
    photos => "照片" | "Photos";
    of(n: usize, most: usize) => "{n}/{most} 张" | "{n} of {most}";
    optional => "可以不拍" | "optional";
    take => "拍照" | "Take a photo";
    choose => "从相册选" | "From the album";
    shrinking => "正在处理照片" | "Preparing the photo";
    one(n: usize) => "照片 {n}" | "Photo {n}";
    one_of(n: usize, all: usize) => "照片 {n}/{all}" | "Photo {n} of {all}";
    remove(n: usize) => "删掉照片 {n}" | "Remove photo {n}";
    previous => "上一张" | "Previous";
    next => "下一张" | "Next";

    not_a_picture(name: &str) => "“{name}”不是照片，或者这台手机打不开，没有加上。其他内容都在。" | "“{name}” is not a picture that this phone can open; it was not added. Everything else is kept.";
    already => "这张照片已经加过了。" | "This photo is there already.";
    too_many(most: usize) => "最多 {most} 张，多出来的没有加上。" | "At most {most}; the others were not added.";
    little_room(megabytes: u64) => "手机存储只剩约 {megabytes} MB。请先清出一些空间，免得照片存不下。" | "Only about {megabytes} MB are left on this phone. Free some space, or photos may not fit.";

    waiting => "待上传" | "Waiting";
    sent(percent: u64) => "已传 {percent}%" | "{percent}% sent";
    uploaded => "已上传" | "Uploaded";
    refused => "没传上去" | "Not taken";
    on_server => "照片在服务器上，有信号时显示" | "On the server; shown when there is signal";
    on_their_phone => "照片还在作者手机上" | "Still on the author's phone";
    lost => "照片没有传到服务器，请重新加一张" | "The photo did not reach the server; please add one again";
    opening => "正在打开" | "Opening";
    no_picture => "没有图" | "No picture";

    progress(sent: u64, all: u64) => "照片 {sent}/{all}" | "Photos {sent}/{all}";
    waiting_n(n: u64) => "{n} 张照片待上传" | "{n} photos waiting to upload";
    not_sent_n(n: u64) => "照片 {n} 张" | "{n} photos";
    of_record(title: &str) => "“{title}”的照片" | "Photo of “{title}”";
    of_nothing => "记录已不在本机" | "Its record is not on this phone";
    size(kilobytes: u64) => "{kilobytes} kB" | "{kilobytes} kB";
    retry => "重试" | "Try again";
    again => "重新拍" | "Take it again";
    drop_it => "删掉" | "Remove";
    drop_title => "删掉这张照片？" | "Remove this photo?";
    drop_what => "服务器没有收下这张照片，它只在本机有。删掉后找不回来，记录的其他内容不变。" | "The server did not take this photo; it is on this phone only. Once removed it is gone for good; the rest of the record stays.";
    dropped => "已删掉" | "Removed";
    why_after => "先传文字，照片随后传。" | "Texts go first, photos follow.";

    arrived(here: usize, all: usize) => "照片 {here}/{all} 已到" | "Photos: {here} of {all} have come";
    all_here(all: usize) => "照片 {all} 张" | "{all} photos";
    not_come => "还没传到" | "Not here yet";
    others => "其他照片" | "Other photos";
    add_evidence => "加照片" | "Add photos";
    evidence_of(item: &str) => "{item}：照片" | "{item}: photos";
    evidence => "照片证明" | "Photos";
    merged_photos(n: usize) => "照片合并后共 {n} 张" | "{n} photos after merging";
    key_photos => "看照片" | "look at photos";
}
