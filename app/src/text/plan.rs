//! 安排活动: inviting, answering, holding and cancelling.

phrases! {
    title => "安排活动" | "Plan an activity";
    title_hold => "记下这次活动" | "Record what took place";
    what_for => "为了什么、做什么" | "What for";
    what_for_aside => "被请的委员会看到" | "Those invited will read it";
    whom => "3 请谁来" | "3 Whom to invite";
    whom_title => "请谁来" | "Whom to invite";
    kind => "1 做什么" | "1 What";
    place => "2 在哪里、什么时候" | "2 Where and when";
    exact_place => "具体地点" | "The exact place";
    send => "发出邀请" | "Send the invitation";
    planned_text => "计划里写的" | "The plan said";
    not_there(names: String) => "邀请过、还没算到场：{names}。来了的请添加。" | "Invited and not counted as present: {names}. Add those who came.";
    all_absent => "这些都记为缺席" | "Write all of them down as absent";

    invitation => "请您参加" | "You are invited";
    accept => "参加" | "I will come";
    leave => "请假" | "I cannot come";
    accepted => "您说：参加" | "You said: I will come";
    on_leave => "您请假了" | "You asked for leave";
    accept_instead => "改成参加" | "I will come after all";
    leave_instead => "改成请假" | "I cannot come after all";
    change_until_held => "开展之前都可以改。" | "You can change it until the activity is held.";
    accepted_saved => "已存本机：参加" | "Saved on this phone: coming";
    leave_saved => "已存本机：请假" | "Saved on this phone: on leave";

    run => "这次活动" | "This activity";
    sign_in => "签到" | "Sign-in";
    hold => "已开展，记下经过" | "It took place: record it";
    cancel => "取消这次活动" | "Cancel this activity";
    cancel_title => "取消这次活动？" | "Cancel this activity?";
    cancel_what(n: usize) => "邀请的 {n} 位委员会在消息里看到。" | "The {n} members invited will see it in their messages.";
    cancel_why => "为什么取消" | "Why";
    cancel_now => "取消活动" | "Cancel it";
    cancel_saved => "已存本机：活动取消" | "Saved on this phone: cancelled";
    cancelled => "活动取消了" | "Cancelled";
    no_reason => "没有写原因。" | "No reason was given.";

    present(n: usize) => "到场 {n} 位" | "Present: {n}";
    accepted_by(n: usize) => "说参加 {n} 位" | "Will come: {n}";
    unanswered(n: usize) => "还没答复 {n} 位" | "No answer yet: {n}";
    leave_by(n: usize) => "请假 {n} 位" | "On leave: {n}";
    absent(n: usize) => "缺席 {n} 位" | "Absent: {n}";
    by_code(n: usize) => "其中 {n} 位扫码签到" | "{n} of them by the code at the door";
    unit => "联系单位" | "Contact unit";
    elsewhere => "这是别的阵地的活动，这里只显示与您有关的。" | "This belongs to another venue; only what concerns you is shown.";

    invitations => "邀请" | "Invitations";
    waiting(n: usize) => "{n} 个邀请等您回话" | "{n} invitations to answer";
    cancelled_list => "取消了的活动" | "Cancelled";
    upcoming => "要去的" | "Coming up";
}
