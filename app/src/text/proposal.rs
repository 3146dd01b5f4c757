//! 提案: what members and groups put to the committee, who signs it, and what came of it.

phrases! {
    title => "提案" | "Proposals";
    one => "提案" | "Proposal";
    open => "在办的" | "Under way";
    closed => "办结和没有立案的" | "Ended or not filed";
    none_title => "还没有提案" | "No proposals yet";
    none => "看到的问题想让委员会交给单位去办，就写成提案：案由、情况、建议怎么办。没有信号也能写。" | "Write what is the case and what you propose; it works without signal.";
    none_at_desk => "委员和党派团体提交的提案列在这里，先列还没有立案的。" | "What members and groups submit is listed here, what nobody has filed first.";
    new_title => "写一件提案" | "Write a proposal";
    about => "案由" | "What it is about";
    about_aside => "一句话" | "in one line";
    content => "情况和原因" | "What is the case";
    content_aside => "什么情况、为什么" | "what, and why";
    proposed => "建议怎么办" | "What you propose";
    proposed_aside => "一条一条写，写清由谁办" | "point by point, and who should do it";
    raised_on => "提交的日期" | "Submitted on";
    submit => "提交" | "Submit";
    write_down => "代录集体提案" | "Write down what a group proposes";
    by => "第一提案人" | "Proposer";
    group => "提案的党派团体" | "Group";
    form => "提案形式" | "Form";
    key => "重点提案，督办领导" | "Key proposal, seen to by";
    key_short => "重点" | "key";
    key_make => "列为重点提案" | "Make it a key proposal";
    key_change => "改督办领导" | "Change who sees to it";
    key_who => "由哪位领导督办" | "Who sees to it";
    key_who_hint => "写清职务，比如“分管副主席”。清空就不再是重点提案。" | "Their post, such as the vice-chair in charge; empty makes it an ordinary proposal.";
    key_saved => "已保存" | "Saved";
    save => "保存" | "Save";
    rests_on => "依据的调研" | "Rests on";
    rests_none => "没有关联调研或走访" | "No research or visits named";
    rests_hint => "不调研不提案：选您参加过的调研、走访、视察。" | "Choose the research, visits or inspections that you took part in.";
    rests_add => "选活动" | "Choose";
    rests_title => "这件提案依据哪些活动" | "What it rests on";
    rests_nothing => "近一年里没有已开展的活动。先记一次调研，再回来选。" | "Nothing held in the last year; record a visit first.";
    co_signers => "联名委员" | "Signed by";
    co_signers_hint => "选好后，他们在自己的手机上确认才算联名。" | "They sign once they say so on their own phones.";
    co_signers_title => "请谁联名" | "Whom to ask to sign";
    of_signer(name: &str, how: &str) => "{name}（{how}）" | "{name} ({how})";
    asked_title => "请您联名" | "You are asked to sign";
    asked_detail(name: &str) => "{name}请您在这件提案上联名。同意后，这件提案也记在您名下。" | "{name} asks you to sign this proposal. Once you do, it counts as yours too.";
    overtaken_detail => "您联名以后，文字又改过。看过新的文字，再定联不联名。" | "The words have changed since you signed. Read them again, then decide.";
    sign => "同意联名" | "Sign";
    decline => "不联名" | "Do not sign";
    signed => "您已联名" | "You signed";
    declined => "您没有联名" | "You did not sign";
    sign_instead => "改为联名" | "Sign after all";
    decline_instead => "不联名了" | "Do not sign any more";
    signed_saved => "已联名，存在本机" | "Signed; kept on this phone";
    declined_saved => "已说明不联名，存在本机" | "Said so; kept on this phone";
    signed_on_paper(name: &str) => "{name}已在纸上联名" | "{name} has signed on paper";
    signed_on_paper_saved => "已记下纸上的联名。已存本机，上传后生效。" | "Written down. Saved here; it takes effect once uploaded.";
    waits_for(count: usize) => "有 {count} 件提案请您联名" | "{count} proposals ask you to sign";
    from_matter => "写成提案" | "Write it as a proposal";
    became => "写成的提案" | "Became the proposal";
}

/// The columns of the list at the desk.
pub fn headings() -> [&'static str; 6] {
    if super::is_english() {
        ["Proposal", "Stage", "Proposed by", "No.", "Rating", "Submitted on"]
    } else {
        ["案由", "走到哪一步", "谁提的", "案号", "满意度", "提交日期"]
    }
}
