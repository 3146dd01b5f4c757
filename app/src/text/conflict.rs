//! Two values of one field, and who decides between them.

phrases! {
    title => "有两个说法" | "There are two versions";
    decide => "两部手机各写各的，两个都留着。请您定一个，定了以后大家看到的都一样。" | "Two phones wrote on their own, and both were kept. Choose one; then everybody sees the same.";
    others_decide => "两部手机各写各的，两个都留着，等记录的人或召集人定一个。" | "Two phones wrote on their own, and both were kept. The author or the convenor chooses one.";
    stands => "现在显示的" | "Shown now";
    wrote_by(who: String, when: String) => "{who} · {when}" | "{who} · {when}";
    take(value: &str) => "用“{value}”" | "Take “{value}”";
    take_of(by: &str) => "用这个（{by}）" | "Take this ({by})";
    neither => "都不对，我来改" | "Neither; let me write it";
    chosen(field: &str, value: &str) => "{field}定为“{value}”，已存本机" | "{field}: “{value}” was chosen and saved here";
    both_kept => "两个都留着，请您定一个。" | "Both are kept; please choose one.";
    in_short(field: &str, versions: String) => "{field}：{versions}。" | "{field}: {versions}.";
    one_wrote(who: String, value: &str) => "{who}写“{value}”" | "{who} wrote “{value}”";
    one_stands(value: &str) => "现在是“{value}”" | "now “{value}”";
    comma => "，" | ", ";
    you => "您" | "you";

    deleted_title => "有人删，有人改" | "Deleted by one, changed by another";
    deleted_by(by: String) => "删除：{by}" | "Deleted: {by}";
    went_on(by: String) => "改动：{by}" | "Changed: {by}";
    keep => "留下这条" | "Keep it";
    kept => "已定为留下，已存本机" | "It stays; saved on this phone";
    delete => "删掉这条" | "Delete it";
    delete_title => "删掉这条记录？" | "Delete this record?";
    delete_what => "删掉后，阵地和工作人员那里也不再有这条记录。" | "Once deleted, the venue and the office have it no longer either.";
    deleted => "已定为删掉，已存本机" | "It goes; saved on this phone";
    only_author_deletes => "要删掉，请记录的人来定。" | "Only its author can delete it.";
    count(n: usize) => "{n} 条有两个说法，请定一个" | "{n} with two versions, to decide";
    look => "看两个说法，定一个" | "See both and choose";
}
