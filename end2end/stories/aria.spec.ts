import type { Page } from '@playwright/test';
import { tourDesk, tourPhone } from '../apps/tour.ts';
import { expect, test } from '../harness/story.ts';

// What a screen reader finds on the main pages: landmarks, headings, and the actions that a page is there for, in their
// order. Data is left out, since that of the demonstration moves with the clock; what is not named may be there or not.

/** Every page of the phone that a tab leads to ends like this. */
const TABS = `
- contentinfo:
  - link /全部已上传|条待上传|离线/
  - navigation "主导航":
    - link "首页"
    - link /^记录/
    - link /^消息/
    - link /^我的/
`;

const RAIL = `
- navigation "主导航":
  - link /^待审核/
  - status: /./
  - button "退出登录"
`;

const PHONE: Record<string, string> = {
  'sign-in': `
- main:
  - heading [level=1]
  - textbox "账号"
  - textbox "密码"
  - button "登录"
`,
  'home-draft': `
- banner:
  - heading [level=1]
  - button "大字"
- main:
  - region:
    - heading [level=2]
  - navigation "常用":
    - link /^记一次活动/
  - heading "没写完的草稿" [level=2]
  - link /到柳林村走访/
  - region "履职要求":
    - heading "履职要求" [level=2]
    - term
    - definition: /已审 \\d+ · 待审 \\d+/
${TABS}`,
  'activity-filled': `
- banner:
  - link "返回"
  - heading "记一次活动" [level=1]
  - status: /已自动存/
- main:
  - group "1 做了什么":
    - radio "走访" [checked]
    - radio "调研"
  - group "2 在哪里":
    - radio [checked]
    - button "其他地方"
    - textbox "日期"
    - textbox "开始"
    - textbox "结束"
  - group "3 谁参加":
    - button "添加委员"
  - button "减一"
  - textbox "联系群众": "6"
  - button "加一"
  - textbox /^简要经过/: /到柳林村走访/
- contentinfo:
  - button "存草稿"
  - button "提交"
`,
  'outbox-waiting': `
- banner:
  - link "返回"
  - heading "待上传" [level=1]
- main:
  - paragraph: /存在本机/
  - article:
    - heading /到柳林村走访/ [level=2]:
      - link /到柳林村走访/
- contentinfo:
  - button "现在试传"
  - link /条待上传/
  - navigation "主导航"
`,
  records: `
- banner:
  - heading "记录" [level=1]
  - button "搜索"
  - link "记一次活动"
- main:
  - group "筛选":
    - button "全部" [pressed]
    - button /^等我/
    - button /^待审/
    - button /^已审/
  - list:
    - listitem:
      - heading /\\d+年\\d+月/ [level=2]
    - listitem:
      - link /到柳林村走访.*待审核/
${TABS}`,
  record: `
- banner:
  - link "返回"
  - heading "走访" [level=1]
- main:
  - heading /到柳林村走访/ [level=2]
  - term: 时间
  - term: 地点
  - term: 参加
  - term: 经过
  - term: 联系群众
  - link "修改"
${TABS}`,
  messages: `
- banner:
  - heading "消息" [level=1]
- main
${TABS}`,
  me: `
- banner:
  - heading "我的" [level=1]
- main:
  - heading [level=2]
  - term: 所在政协
  - group "大字版":
    - button "关" [pressed]
    - button "开"
  - group "颜色":
    - button "随系统" [pressed]
  - term: 还没上传的
  - button "退出登录"
${TABS}`,
};

const DESK: Record<string, string> = {
  'sign-in': PHONE['sign-in'] ?? '',
  review: `
${RAIL}
- main:
  - heading "待审核" [level=1]
  - link /^待审/
  - link /^已退回/
  - region "记录列表":
    - list:
      - listitem:
        - button /./
  - region "正在看的记录":
    - article:
      - heading [level=2]
      - term: 类型
    - button "通过"
    - button "退回修改"
  - complementary "填报人和经过":
    - heading "填报人" [level=3]
    - heading "经过" [level=3]
`,
  'review-return': `
- dialog:
  - heading /^退回给/ [level=2]
  - button "关闭"
  - group /哪里要改/:
    - radio
  - textbox /^对委员说的话/
  - button "取消"
  - button "退回"
`,
  overview: `
${RAIL}
- main:
  - heading "总览" [level=1]
  - region "主要数字":
    - link /^履职活动 [\\d,]+/
    - link /^联系群众 [\\d,]+/
`,
  figure: `
- dialog:
  - heading /./ [level=2]
  - button "关闭"
  - heading "口径" [level=3]
`,
  calendar: `
${RAIL}
- main:
  - heading "日程" [level=1]
  - table
`,
  roster: `
${RAIL}
- main:
  - heading "名册" [level=1]
  - search "筛选":
    - searchbox "姓名、名称或拼音"
  - region "名册":
    - table "委员"
`,
  member: `
${RAIL}
- main:
  - heading [level=1]
  - region "这一年的数字"
`,
  record: `
${RAIL}
- main:
  - heading "记录" [level=1]
  - article:
    - heading [level=2]
    - term: 类型
  - button "通过"
  - button "退回修改"
  - button "作废"
  - heading "经过" [level=2]
`,
};

/** Compares the stops that are described, and says at the end which were never passed. */
function listener(described: Record<string, string>): { look: (page: Page, stop: string) => Promise<void>; left: Set<string> } {
  const left = new Set(Object.keys(described));
  const look = async (page: Page, stop: string) => {
    const snapshot = described[stop];
    if (snapshot === undefined) return;
    left.delete(stop);
    await test.step(stop, () => expect(page.locator('body')).toMatchAriaSnapshot(snapshot));
  };
  return { look, left };
}

test('a screen reader finds its way on the phone', async ({ network, people, newPhone }) => {
  const { look, left } = listener(PHONE);
  await tourPhone(newPhone('member', network.origin), people, network, look);
  expect([...left]).toEqual([]);
});

test('a screen reader finds its way at the desk', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const { look, left } = listener(DESK);
  await tourDesk(newDesk('staff', server.origin), people, look);
  expect([...left]).toEqual([]);
});
