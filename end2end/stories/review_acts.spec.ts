import { Desk } from '../apps/desk.ts';
import { clientOf, dayAgo, hand } from '../apps/office.ts';
import { Phone } from '../apps/phone.ts';
import type { Account } from '../harness/demo.ts';
import type { Profile } from '../harness/profile.ts';
import { expect, test } from '../harness/story.ts';

const TOLD = '到柳林村走访三户困难群众，其中一户屋顶漏雨';
const ALSO = '走访柳林村困难户，约定月底前修好屋顶';

/** Opens the review page as staff. */
async function review(profile: Profile, staff: Account): Promise<Desk> {
  const desk = await Desk.start(profile);
  await desk.signIn(staff);
  await desk.goTo('待审核');
  await expect(desk.open.getByRole('heading').first()).toBeVisible();
  return desk;
}

test('what is plain is approved together, and what is not is named with its reason', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const member = await clientOf(server.origin, people.member);
  const at = (days: number) => ({ start: `${dayAgo(days)}T06:00`, end: `${dayAgo(days)}T07:00` });
  await hand(member, people, [
    { ...at(3), narrative: `${TOLD}。` },
    { ...at(4), narrative: '在东坪镇讲垃圾分类，发了两百份图册。', 'measure:person_times': 500 },
  ]);
  const desk = await review(newDesk('staff', server.origin), people.staff);
  const { page } = desk;
  await desk.read('在东坪镇讲垃圾分类');
  await expect(page.getByRole('complementary').getByText('写了 500 人次，到场委员 1 位。')).toBeVisible();
  await page.getByRole('checkbox', { name: /到柳林村走访/ }).check();
  // The record that is open is the second one; the key selects it.
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('x');
  await expect(page.getByText('已选 2 条')).toBeVisible();
  await page.getByRole('button', { name: '一起通过' }).click();
  const panel = page.getByRole('dialog');
  await expect(panel).toContainText('一起通过 1 条');
  await expect(panel.getByRole('listitem')).toContainText(['在东坪镇讲垃圾分类']);
  await expect(panel.getByRole('listitem')).toContainText(['有提示']);
  await panel.getByRole('button', { name: '通过这 1 条' }).click();
  await expect(panel).toBeHidden();
  await expect(desk.waiting(TOLD)).toBeHidden();
  await expect(desk.waiting('在东坪镇讲垃圾分类')).toBeVisible();
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: '今天已办' }).click();
  await expect(desk.rows).toContainText([TOLD.slice(0, 8)]);
});

test('whose records are shown stands in the address', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const member = await clientOf(server.origin, people.member);
  await hand(member, people, [{ narrative: `${TOLD}。` }]);
  const desk = await review(newDesk('staff', server.origin), people.staff);
  const rail = desk.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '待审核' });
  const waiting = await rail.innerText();
  await desk.page.getByLabel('谁的记录').selectOption({ value: people.feed });
  await expect(desk.page).toHaveURL(new RegExp(`of=${people.feed}`));
  await desk.page.reload();
  await expect(desk.waiting(TOLD)).toBeVisible();
  const shown = await desk.rows.allInnerTexts();
  expect(shown.filter((row) => !row.includes(people.venue))).toEqual([]);
  // The rail goes on counting all that waits.
  await expect(rail).toHaveText(waiting, { useInnerText: true });
});

test('a correction is told on the record with old and new, and the phone receives it', { tag: '@desk' }, async ({ server, people, newPhone, newDesk }) => {
  test.setTimeout(150_000);
  const member = await clientOf(server.origin, people.member);
  const [rec] = await hand(member, people, [{ narrative: `${TOLD}。`, 'measure:person_times': 24 }]);
  const desk = await review(newDesk('staff', server.origin), people.staff);
  const { page } = desk;
  await desk.read(TOLD);
  await page.keyboard.press('a');
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });

  await page.goto(`${server.origin}/desk/records/${rec}`);
  await page.getByRole('button', { name: '更正', exact: true }).click();
  await page.getByLabel('联系群众').fill('18');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toContainText('请写明理由');
  await page.getByLabel('更正的理由').fill('签到表上是十八人次');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  const main = page.getByRole('main');
  await expect(main).toContainText('已更正 1 次', { timeout: 30_000 });
  await expect(main).toContainText('联系群众：24 → 18');
  await expect(main).toContainText('签到表上是十八人次');

  const phone = await Phone.open(newPhone('member', server.origin));
  await phone.signIn(people.member);
  await phone.goTo('记录');
  await phone.read(TOLD);
  await expect(phone.page.getByRole('main')).toContainText('18');

  await page.getByRole('button', { name: '作废', exact: true }).click();
  await page.keyboard.press('2');
  await page.keyboard.press('Control+Enter');
  await expect(main).toContainText('活动没有开展', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: '更正', exact: true })).toBeHidden();
});

test('two records of one activity are merged by a person, and the merge is undone', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  test.setTimeout(150_000);
  const one = await clientOf(server.origin, people.member);
  const other = await clientOf(server.origin, people.colleague);
  const at = { start: `${dayAgo(1)}T06:00`, end: `${dayAgo(1)}T07:00` };
  const [kept] = await hand(one, people, [{ ...at, narrative: `${TOLD}。`, 'measure:person_times': 24 }]);
  const [away] = await hand(other, people, [{ ...at, narrative: `${ALSO}。`, 'measure:person_times': 18 }]);
  const desk = await review(newDesk('staff', server.origin), people.staff);
  const { page } = desk;
  await desk.read(TOLD);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('m');
  const panel = page.getByRole('dialog');
  await expect(panel).toContainText(ALSO);
  await expect(panel).toContainText(`${people.colleague.name} 到场`);
  await panel.getByRole('button', { name: '合并' }).click();
  await expect(panel).toContainText('请定下以哪个为准');
  await panel.getByLabel(/18 人次/).check();
  await panel.getByRole('button', { name: '合并' }).click();
  await expect(panel).toBeHidden({ timeout: 30_000 });
  await expect(desk.waiting(ALSO)).toBeHidden();
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });

  await page.goto(`${server.origin}/desk/records/${kept}`);
  const main = page.getByRole('main');
  await expect(main).toContainText(`并入了“${ALSO}”`);
  await expect(main).toContainText('18 人次');
  await expect(main).toContainText(people.colleague.name);
  await page.getByRole('button', { name: '撤销合并' }).click();
  await expect(main).toContainText('24 人次', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: '撤销合并' })).toBeHidden({ timeout: 30_000 });
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await page.goto(`${server.origin}/desk/records/${away}`);
  await expect(main.getByText('待审核').first()).toBeVisible();
});

test('a merge that was broken off is seen and finished', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const one = await clientOf(server.origin, people.member);
  const other = await clientOf(server.origin, people.colleague);
  const staff = await clientOf(server.origin, people.staff);
  const at = { start: `${dayAgo(1)}T06:00`, end: `${dayAgo(1)}T07:00` };
  const [kept] = await hand(one, people, [{ ...at, narrative: `${TOLD}。` }]);
  const [away] = await hand(other, people, [{ ...at, narrative: `${ALSO}。` }]);
  const memory = { [`merged:${away}`]: { [`attendance:${other.user?.member}`]: null } };
  staff.write('activity', people.feed, { patch: { [`attendance:${other.user?.member}`]: 'present', ...memory } }, kept);
  expect((await staff.sync()).filter((result) => 'code' in result)).toEqual([]);

  const desk = await review(newDesk('staff', server.origin), people.staff);
  const { page } = desk;
  await desk.read(ALSO);
  await expect(page.getByRole('complementary').getByText('合并没有做完')).toBeVisible();
  await page.goto(`${server.origin}/desk/records/${kept}`);
  await page.getByRole('button', { name: '接着合并' }).click();
  await expect(page.getByRole('main')).toContainText(`并入了“${ALSO}”`, { timeout: 30_000 });
});

test('of two values a person takes one, and both phones receive it', { tag: '@desk' }, async ({ network, server, people, newPhone, newDesk }) => {
  test.setTimeout(240_000);
  const one = await Phone.open(newPhone('one', network.origin));
  await one.signIn(people.member);
  await one.recordAndSubmit({ type: '走访', venue: people.venue, narrative: `${TOLD}。`, personTimes: 6 });
  await one.goTo('记录');
  await expect(one.record(TOLD)).toContainText('已上传', { timeout: 30_000 });
  const two = await Phone.open(newPhone('two', network.origin));
  await two.signIn(people.member);
  await network.cut();
  for (const [phone, number] of [
    [one, 18],
    [two, 15],
  ] as const) {
    await phone.goTo('记录');
    await phone.mend(TOLD);
    await phone.setPersonTimes(number);
    await phone.submit();
    await phone.isSaved();
  }
  await network.connect();
  for (const phone of [one, two]) {
    await phone.goTo('记录');
    await expect(phone.record(TOLD)).toContainText('已上传', { timeout: 60_000 });
  }
  const desk = await review(newDesk('staff', server.origin), people.staff);
  await desk.read(TOLD);
  await expect(desk.open.getByRole('button', { name: /^通过/ })).toBeHidden();
  await expect(desk.open).toContainText(people.member.name);
  await desk.open.getByRole('button', { name: '18', exact: true }).click();
  await expect(desk.open.getByRole('button', { name: /^通过/ })).toBeVisible({ timeout: 30_000 });
  await expect(desk.open).toContainText('18 人次');
  for (const phone of [one, two]) {
    await phone.goTo('记录');
    await phone.read(TOLD);
    await expect(phone.page.getByRole('main')).toContainText('18 人次', { timeout: 60_000 });
    await expect(phone.page.getByRole('main')).not.toContainText(/“15”|15 人次/, { timeout: 60_000 });
  }
});

test('of two reviewers the second is told who was first, and keeps what was typed', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  test.setTimeout(150_000);
  const member = await clientOf(server.origin, people.member);
  await hand(member, people, [{ narrative: `${TOLD}。` }]);
  const first = await review(newDesk('first', server.origin), people.staff);
  const second = await review(newDesk('second', server.origin), people.staff);
  await second.read(TOLD);
  await second.openReturn();
  await second.page.getByLabel('对委员说的话').fill('签到表上是六个名字');
  await first.read(TOLD);
  await first.approve();
  await expect(first.sent).toBeVisible({ timeout: 30_000 });
  // The list is read anew every twenty seconds, behind the panel.
  await expect(second.page.getByRole('dialog')).toContainText(`${people.staff.name}已经先处理了：已审核`, { timeout: 40_000 });
  await expect(second.page.getByLabel('对委员说的话')).toHaveValue('签到表上是六个名字');
  await expect(second.page.getByLabel('对委员说的话')).toBeFocused();
});

test('what the server refused is kept word for word, and can be done again where that makes sense', { tag: '@desk' }, async ({ network, server, people, newDesk }) => {
  test.setTimeout(150_000);
  const member = await clientOf(server.origin, people.member);
  const [rec] = await hand(member, people, [{ narrative: `${TOLD}。` }]);
  const desk = await review(newDesk('staff', network.origin), people.staff);
  const { page } = desk;
  await desk.read(TOLD);
  await network.cut();
  await desk.return('签到表上是六个名字，人次写了九。');
  // Meanwhile the member writes on, so that what was returned is no longer what was read.
  await member.sync();
  member.write('activity', people.feed, { patch: { narrative: `${TOLD}，约定修好。` } }, rec);
  await member.sync();
  await network.connect();
  await expect(desk.syncLine).toContainText('1 条没办成', { timeout: 60_000 });
  await desk.syncLine.getByRole('link').click();
  const main = page.getByRole('main');
  await expect(main).toContainText('签到表上是六个名字，人次写了九。');
  await main.getByRole('button', { name: '按现在的内容再做一次' }).click();
  await expect(main).toContainText('没有要处理的', { timeout: 30_000 });
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await desk.goTo('待审核');
  await page.getByRole('link', { name: /^已退回/ }).click();
  await expect(desk.waiting(TOLD)).toBeVisible();
});
