//! What the page of components says, and the invented things it shows.

phrases! {
    title => "部件" | "Components";
    intro => "页面由这里的部件搭成；换成手机、大字、深色看，都要过得去。颜色和字号取自正在用的样式表，对比度当场算出。" | "Pages are built from these parts. Look at them as a phone, in large type and in the dark. Colours and sizes are read from the style sheet in use, contrasts computed on the spot.";
    missing => "这一页只在演示数据里有。" | "This page is there for demonstration data only.";

    // The switches.
    device => "设备" | "Device";
    on_desk => "电脑" | "Desk";
    on_phone => "手机" | "Phone";
    type_size => "字号" | "Type";
    standard => "标准字" | "Standard";
    large => "大字版" | "Large";
    theme => "底色" | "Ground";
    as_system => "随系统" | "System";
    light => "浅色" | "Light";
    dark => "深色" | "Dark";

    // Tokens.
    grounds => "底与墨" | "Ground and ink";
    grounds_note => "纸面平放：卡片只有细线，浮起来的才有影子。" | "Paper lies flat: cards have a hairline, only what floats has a shadow.";
    reds => "红：要人来办" | "Red: a person must act";
    reds_note => "实心红只给标志和唯一的主按钮；红字、红线、红底给等人处理的事，旁边必有字。" | "Filled red is for the mark and the one primary action; red text, line or ground for what waits for a person, never without a word.";
    states => "琥珀与绿：只表状态" | "Amber and green: state only";
    states_note => "琥珀是在等或落后，绿是办妥，其余都是墨色。" | "Amber waits or is behind, green is settled, all else is ink.";
    contrast(ratio: String) => "{ratio}:1" | "{ratio}:1";
    against(ground: &str) => "对 {ground}" | "on {ground}";
    sizes => "字号" | "Type";
    sizes_note => "两种粗细，数字等宽。手机行高 1.55，电脑和大字版 1.5，标题 1.3。" | "Two weights, tabular numerals. Line height 1.55 on phones, 1.5 at desks and in large type, 1.3 in titles.";
    sample => "还差 1 次" | "1 more";
    spaces => "间距与圆角" | "Space and corners";
    spaces_note => "组内 8，组间 16 到 24，页边固定。间距分组，线只隔行。" | "8 within a group, 16 to 24 between groups, a fixed page edge. Space groups; lines only divide rows.";
    targets => "点得到" | "Targets";
    targets_note => "手机上没有小于 44 的，主按钮 64；大字版 60 和 80；电脑不小于 24。" | "Nothing under 44 on phones, 64 for the main action; 60 and 80 in large type; never under 24 at the desk.";
    target => "一般" | "Usual";
    target_main => "主按钮" | "Main";
    control => "输入框" | "Control";
    layers => "样式的层" | "Layers of style";
    layers_note => "后一层总胜过前一层，不看选择器轻重：" | "A later layer always wins, whatever its selectors weigh:";
    lifts => "浮起的次序" | "What floats above what";
    lifts_note => "页面上的栏（5）之上是侧面板（21），再上是弹出提示（30）；对话框由浏览器放在最上。" | "Above the bars of a page (5) come panels (21), then messages (30); the browser puts dialogs on top.";

    // Components.
    icons => "图标：24 格，1.5 线" | "Icons: a grid of 24, strokes of 1.5";
    buttons => "按钮" | "Buttons";
    buttons_note => "一屏只有一个主按钮，按钮上说清办什么。" | "One primary action a screen, its object in the label.";
    submit => "提交" | "Submit";
    keep => "存草稿" | "Keep as draft";
    void => "作废" | "Void";
    cancel => "取消" | "Cancel";
    busy => "正在保存" | "Saving";
    approve => "通过" | "Approve";
    compact => "并排比较" | "Compare";
    print => "打印" | "Print";
    whole_width => "占满一行" | "As wide as it may be";
    big_buttons => "首页大按钮" | "Buttons of the start screen";
    record_one => "记一次活动" | "Record an activity";
    record_one_detail => "没有信号也能记" | "Works without signal";
    opinions => "反映社情民意" | "Report an opinion";
    opinions_detail => "采用 2 · 办理中 1" | "2 adopted, 1 under way";
    chips => "选项" | "Choices";
    visit => "走访" | "Visit";
    research => "调研" | "Research";
    more_kinds => "更多 9 种" | "9 more";
    person => "田一川" | "Tian Yichuan";
    remove(name: &str) => "去掉{name}" | "Remove {name}";
    picks => "已选好，点开再改" | "Chosen already, opened to change";
    pick_title => "柳林村委员工作站" | "Liulin village station";
    pick_detail => "上次也在这里" | "As last time";
    segments => "几个里选一个" | "One of a few";
    month => "月" | "Month";
    quarter => "季" | "Quarter";
    year => "年" | "Year";
    all => "全部" | "All";
    returned => "退回" | "Returned";
    fields => "输入" | "Fields";
    field_title => "题目" | "Title";
    field_aside => "20 字以内" | "Up to 20 characters";
    field_value => "校门口早晚拥堵" | "Crowded school gates";
    field_wrong => "答复期限" | "Answer by";
    field_wrong_why => "期限早于交办日 6 月 1 日，请改到之后。" | "This is before 1 June, the day it was handed over. Choose a later day.";
    narrative => "简要经过" | "What happened";
    narrative_value => "到柳林村走访三户困难群众。" | "Called on three families in Liulin.";
    number => "联系群众" | "People met";
    number_hint => "按次累计，不是人数" | "Times, not people";
    number_wrong => "请写一个整数" | "Write a whole number";
    fewer => "减一" | "One less";
    more => "加一" | "One more";
    group => "参加的人" | "Who took part";
    group_wrong => "至少选一位" | "Choose at least one";

    // States.
    transport => "在这台手机上：描边圆牌" | "On this phone: outlined";
    review => "审核：底色圆牌" | "Review: filled";
    stage => "办到哪一步：方牌" | "Stage: square";
    draft => "草稿" | "Draft";
    waiting => "待上传" | "Waiting";
    uploaded => "已上传" | "Uploaded";
    refused => "需处理" | "Needs you";
    pending => "待审核" | "To review";
    returned_why => "退回修改：签到表不清" | "Returned: the sheet cannot be read";
    approved => "已审核" | "Approved";
    corrected => "已更正" | "Corrected";
    voided => "作废" | "Void";
    to_confirm => "待本人确认" | "To be confirmed";
    under_way => "办理中" | "Under way";
    overdue => "超 3 天" | "3 days late";
    settled => "已落实" | "Done";
    not_adopted => "未采纳" | "Not adopted";
    notes => "提示" | "Notes";
    note_plain => "已上传，等待审核。" | "Uploaded and waiting for review.";
    note_wait => "离线 2 天。记录都已存在本机。" | "Offline for 2 days. All records are kept on this phone.";
    note_act => "人次有两个数，请您定一个。" | "There are two numbers. Please choose one.";
    note_done => "全部已上传，6 月 12 日 14:36。" | "All uploaded, 12 June 14:36.";
    lines => "同步线" | "The sync line";
    all_uploaded => "全部已上传" | "All uploaded";
    three_waiting => "3 条待上传" | "3 waiting";
    offline => "离线 2 天" | "Offline for 2 days";
    one_refused => "1 条需处理" | "1 needs you";
    toasts => "弹出提示" | "Messages";
    saved => "已存本机" | "Kept on this phone";
    skeletons => "骨架，不用转圈" | "Skeletons, not spinners";
    empty => "空的时候说做什么" | "Empty says what to do";
    empty_title => "都审完了" | "All reviewed";
    empty_detail => "今天审了 21 条。新的记录来了，会排在这里。" | "21 reviewed today. New records will line up here.";
    empty_action => "看已退回的 6 条" | "The 6 returned";

    // Places.
    bars => "上下两条栏" | "The bars of a phone";
    tabs_label => "示例标签" | "Sample tabs";
    home => "首页" | "Home";
    records => "记录" | "Records";
    messages => "消息" | "Messages";
    me => "我的" | "Me";
    back => "返回" | "Back";
    rows => "列表" | "Rows";
    row_title => "到东坪镇看望独居老人，登记了用药" | "Visited people who live alone in Dongping";
    row_detail => "6 月 11 日 · 东坪镇委员工作站" | "11 June, Dongping station";
    cards => "卡片" | "Cards";
    card_title => "退回 2 条，请修改" | "2 came back to be mended";
    card_detail => "人次和签到表不一致" | "The numbers differ from the sheet";
    card_quiet => "本季还差 1 次，剩 18 天" | "1 more this quarter, 18 days left";
    card_quiet_detail => "已审 2 · 待审 1" | "2 approved, 1 waiting";
    dialogs => "对话框和侧面板" | "Dialogs and panels";
    open_dialog => "打开对话框" | "Open a dialog";
    open_panel => "打开侧面板" | "Open a panel";
    dialog_title => "添加委员" | "Add members";
    dialog_words => "焦点留在里面，Esc 或点外面关上。" | "It holds the focus; Esc or a press outside closes it.";
    panel_words => "从侧面滑出，后面的照片还看得见。" | "It slides in from the side, so that the photos stay in view.";
    close => "关闭" | "Close";

    // Records.
    photos => "照片：拍、删、走到哪了" | "Photos: taking, removing, how far they came";
    large_view => "看大图" | "The large view";
    desk_photos => "记录里的照片，有一张还没传到" | "Photos of a record, one not here yet";
    sheets => "一条记录" | "A record";
    sheets_returned => "退回的记录" | "A record sent back";
    returned_reason => "签到表不清，请重拍。" | "The sheet cannot be read; take it again.";
    pick_name => "阵地" | "Venue";
    life => "经过" | "History";
    hints => "看一眼" | "Hints";
    hint => "像是同一场" | "May be the same";
    hint_words => "同一天同一地点还有一条。" | "There is another of the same day and place.";
    alike => "可能是同一场" | "May be of one activity";
    days => "一个月" | "A month";
    day(number: i8) => "10月{number}日" | "October {number}";
    weekdays => "一 二 三 四 五 六 日" | "Mo Tu We Th Fr Sa Su";
    signatures => "手写签名" | "Signatures";
    committee => "示例区政协" | "A sample committee";
    station => "东坪镇委员工作站" | "Dongping station";
    studio => "医药卫生界委员工作室" | "Studio of health";
    sort_of_venue => "委员工作站" | "Stations";
    other_person => "沈素云" | "Shen Suyun";

    // Figures.
    periods => "哪一期" | "The period";
    scopes => "看谁的" | "The scope";
    selects => "下拉选一个" | "One from a list";
    tiles => "数字" | "Figures";
    bars_of_figures => "长条" | "Bars";
    bars_note => "实心算数，空框在等，竖线是要求。数字是文字，能打印，也能念出来。" | "Solid counts, an outline waits, a tick is required. The numbers are text, so they print and are read aloud.";
    desk_cards => "电脑页上的卡片" | "Cards of a desk page";
    loads => "一个月的忙闲" | "How busy a month is";
    year_by_months => "一年按月" | "A year by months";
    sums => "一个数怎么来的" | "What a figure is made of";

    // The office.
    rail => "左边的栏" | "The rail";
    first_page => "总览" | "Overview";
    office => "工作人员" | "Staff";
    queue => "待审列表" | "The queue";
    queue_note => "打开的那条左边有竖线；勾上的可以一起通过。" | "The open one has a line at its left; ticked ones can be approved together.";
    reasons => "退回要说理由" | "A return says why";
    open_reasons => "打开退回的侧面板" | "Open the panel of a return";
    choices_of_values => "两个说法，请人来定" | "Two values, of which a person takes one";
    refusals => "没办成的，一字不丢" | "What was refused, word for word";
    versions => "改过什么" | "What was changed";
    no_longer => "这一天不在任" | "Not serving on this day";
    tables => "名册的表" | "The table of the roster";
    growing => "越往下越多" | "A list that grows";
    growing_note => "快到末尾时，下一段已经在取。" | "Near its end the next lines are already on their way.";
    line(n: usize) => "第 {n} 行" | "Line {n}";
    more_lines => "再看一些" | "More";
    codes => "二维码" | "QR codes";
    codes_note => "深色下也是白底黑码，扫码器才认。这一张只是图样。" | "Black on white in the dark too, as readers expect. This one is only a pattern.";
}
