//! 流程: the workflows of the committee, and writing one.

use domain::{
    policy::Role,
    workflow::{Fault, STAGES_MAX, Sort},
};

phrases! {
    title => "流程" | "Workflows";
    about => "一件事从提出到办结走哪些环节，由本委自己定。流程启用后不再改动：要改就另立一版，已经在办的事照原来那一版走完。" | "The committee decides by which stages a matter goes from first words to its end. A workflow in use never changes: to change it is to make a new version, and what is under way keeps the one it began with.";
    back => "全部流程" | "All workflows";
    in_use => "在用的" | "In use";
    unfinished => "没写完的" | "Not finished";
    retired => "停用的" | "No longer used";
    retired_about => "新提的事不再走这些流程；走着的照走。" | "Nothing new begins with these; what runs goes on by them.";
    new => "新建流程" | "New workflow";
    unnamed => "还没有名字的流程" | "Workflow without a name";
    own => "本委自定" | "the committee's own";
    preset => "系统预置" | "preset";
    replaced => "已有新版" | "a newer version exists";
    waits => "没上传" | "not uploaded";
    not_taken => "服务器没有收下" | "not taken by the server";
    not_here_title => "没有这个流程" | "No such workflow";
    not_here => "它可能还没有传到这台电脑，或者网址不对。" | "It may not have reached this computer yet, or the address is wrong.";
    read_only => "流程由本委办公室的工作人员来定，这里只能看。" | "The office of the committee decides on workflows; here they can be read.";
    waits_note => "已存本机，还没有上传。上传后，新提的事就可以走这个流程。" | "Saved on this computer, not uploaded yet. Once it is, new matters can begin with it.";
    refused_note(why: String) => "服务器没有收下：{why}。内容还在这里，可以照着另建一个。" | "The server did not take it: {why}. It is all kept here; make a new one like it.";
    retired_note => "这个流程已经停用：新提的事不再走它，走着的照走。" | "This workflow is no longer used: nothing new begins with it, what runs goes on.";
    replaced_note => "这个流程已有新版，新提的事走新版。" | "There is a newer version, by which new matters go.";
    new_version => "另立新版，取代它" | "Make a new version of it";
    copy => "照着另建一个" | "Make another like it";
    retire => "停用" | "Stop using it";
    restore => "重新启用" | "Use it again";
    retired_said => "已停用。已存本机，上传后生效。" | "No longer used. Saved here; it takes effect once uploaded.";
    restored_said => "已重新启用。已存本机，上传后生效。" | "In use again. Saved here; it takes effect once uploaded.";

    stage => "环节" | "Stage";
    stages => "环节" | "Stages";
    ways_out => "转出的去处" | "Ways out";
    ways_out_about => "比如不予立项、并案、转提案。转出时要写理由，转出的事不再计入。" | "Such as declining, joining or passing on. Taking one asks for a reason, and what took it counts nowhere.";
    way_out => "转出" | "way out";
    end => "到这里办结" | "ends here";
    no_limit => "不限" | "no limit";
    days(days: u16) => "{days} 天" | "{days} days";
    at_most(days: &str) => "最多 {days} 天" | "{days} days at most";
    asks(what: String) => "要填：{what}" | "asks for: {what}";
    leads_on(names: String) => "之后：{names}" | "then: {names}";

    writing => "写流程" | "Write a workflow";
    writing_version(name: &str) => "写“{name}”的新版" | "A new version of “{name}”";
    name => "流程的名字" | "Name of the workflow";
    name_aside => "委员提事的时候看到的名字" | "what members see when they raise a matter";
    numbered(at: usize, name: &str) => "{at}. {name}" | "{at}. {name}";
    stage_unnamed => "还没有名字" | "no name yet";
    stage_name => "环节的名字" | "Name of the stage";
    way_out_name => "去处的名字" | "Name of the way out";
    who => "到了这里，由谁往下走" | "Who takes it on from here";
    next => "下一步可以到" | "What may follow";
    next_aside => "一个都不选，就是到这里办结" | "none: it ends here";
    from => "从哪些环节可以转到这里" | "From which stages it may be taken";
    stay => "最多停留几天" | "Days it may stay";
    stay_aside => "不填就是不限；超过了会提醒" | "empty: no limit; what stays longer is marked";
    demands => "进到这一步要填的" | "What has to be given on entering";
    demand_name(at: usize) => "第 {at} 项要填什么" | "What is asked, no. {at}";
    demand_sort(at: usize) => "第 {at} 项的填法" | "How it is answered, no. {at}";
    add_demand => "加一项要填的" | "Ask for something";
    drop_demand(at: usize) => "不要第 {at} 项" | "Ask no. {at} no longer";
    add_stage => "加一个环节" | "Add a stage";
    add_way_out => "加一个去处" | "Add a way out";
    drop_stage => "去掉这个环节" | "Take this stage out";
    drop_way_out => "去掉这个去处" | "Take this way out away";
    earlier(name: &str) => "把“{name}”往前挪" | "Move “{name}” earlier";
    later(name: &str) => "把“{name}”往后挪" | "Move “{name}” later";
    use_it => "启用" | "Put it to use";
    kept => "写到哪里都存在本机，不启用就不会影响任何人。" | "Everything is kept on this computer as you write; nobody sees it until it is put to use.";
    not_yet(n: usize) => "还不能启用，有 {n} 处要改，都标在要改的地方。写好的都在。" | "It cannot be used yet: {n} to mend, each marked in its place. Everything you wrote is kept.";
    throw_away => "不要这份草稿" | "Throw this draft away";
    throw_away_sure => "草稿只在这台电脑上，扔掉就找不回来了。已经启用的流程不受影响。" | "The draft is on this computer alone and cannot be brought back. Workflows in use stay as they are.";
    throw_away_now => "扔掉" | "Throw it away";
    keep_it => "留着" | "Keep it";
}

/// The columns of the list of workflows.
pub fn headings() -> Vec<&'static str> {
    if super::is_english() {
        vec!["Workflow", "Stages", "Ways out", "From"]
    } else {
        vec!["流程", "环节", "转出的去处", "来自"]
    }
}

/// The columns of the list of stages.
pub fn stage_headings() -> Vec<&'static str> {
    if super::is_english() {
        vec!["Stage", "Taken on by", "Next", "On entering", "May stay"]
    } else {
        vec!["环节", "由谁往下走", "下一步", "进来要填", "最多停留"]
    }
}

/// Who takes a matter on. Of members, only whoever raised it does.
pub fn role(role: Role) -> &'static str {
    match (role, super::is_english()) {
        (Role::Member, true) => "who raised it",
        (Role::Member, false) => "提出的委员",
        (Role::Convenor, true) => "convenor",
        (Role::Convenor, false) => "阵地召集人",
        (Role::Staff, true) => "staff",
        (Role::Unit, true) => "the unit",
        (Role::Citizen, true) => "who raised it, by the code",
        (Role::Citizen, false) => "反映的群众",
        (other, _) => other.zh(),
    }
}

/// What a demand takes.
pub fn sort(sort: Sort) -> &'static str {
    match (sort, super::is_english()) {
        (Sort::Text, true) => "Words",
        (Sort::Day, true) => "Day",
        (Sort::Count, true) => "Number",
        (Sort::ReplyClass, true) => "Class of the answer",
        (Sort::Rating, true) => "How content",
        (Sort::Member, true) => "A member",
        (Sort::Level, true) => "A level",
        (sort, _) => sort.zh(),
    }
}

/// What keeps a workflow from leading anything, as it is said where it is mended.
pub fn fault(fault: Fault) -> String {
    let words = match (fault, super::is_english()) {
        (Fault::LeadsNothing, false) => "这个流程没有说走的是什么事",
        (Fault::LeadsNothing, true) => "It does not say what it leads.",
        (Fault::NoBeginning, false) => "还没有环节，请先加一个",
        (Fault::NoBeginning, true) => "There is no stage yet; add one.",
        (Fault::TooManyStages, false) => return format!("环节太多，最多 {STAGES_MAX} 个"),
        (Fault::TooManyStages, true) => return format!("Too many stages; {STAGES_MAX} at most."),
        (Fault::LeadsAstray, false) => "下一步指向了自己，或者指向了不存在的环节",
        (Fault::LeadsAstray, true) => "It leads to itself, or to a stage that is not there.",
        (Fault::Nobody, false) => "没有人能从这里往下走，请选由谁来走",
        (Fault::Nobody, true) => "Nobody takes it on from here; choose who does.",
        (Fault::NeverReached, false) => "走不到这里：前面没有环节通向它",
        (Fault::NeverReached, true) => "Nothing leads here: no stage before it goes on to it.",
        (Fault::NeverEnds, false) => "从这里走不到头：请选通向终点的下一步",
        (Fault::NeverEnds, true) => "No end is reached from here; choose a step that leads to one.",
    };
    words.to_owned()
}

phrases! {
    wrong_name => "请写流程的名字" | "Give the workflow a name.";
    wrong_name_taken => "已有一个在用的流程叫这个名字，请换一个" | "A workflow in use has this name; choose another.";
    wrong_name_long => "名字太长，最多三十来个字" | "The name is too long.";
    wrong_stage_name => "请写名字" | "Give it a name.";
    wrong_stage_taken => "另一个环节也叫这个名字，请改一个" | "Another stage has this name; change one.";
    wrong_stage_long => "名字或要填的内容太长，最多三十来个字" | "A name, or what is asked, is too long.";
    wrong_days => "请写整数，一天以上；不限就空着" | "Write a whole number of days, or leave it empty.";
    wrong_demand => "请写要填什么，或者去掉这一项" | "Say what is asked, or take it out.";
    wrong_large => "整个流程太大，请减一些环节或要填的内容" | "All together it is too much; take some stages or questions out.";
}
