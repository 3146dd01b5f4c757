import { Desk, first } from '../apps/desk.ts';
import { expect, test } from '../harness/story.ts';

test('somebody is found by two characters, by pinyin and by initials, and the page shows where they belonged', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  const { name, login } = people.member;
  const desk = await Desk.start(newDesk('staff', server.origin));
  const { page } = desk;
  await desk.signIn(people.staff);
  await desk.goTo('名册');
  const found = page.getByRole('table', { name: '委员' }).getByRole('rowheader');
  const everybody = await found.count();
  for (const typed of [name.slice(-2), login, login.slice(0, 6)]) {
    await page.getByLabel('姓名、名称或拼音').fill(typed);
    await expect(found.filter({ hasText: name })).toBeVisible();
    expect(await found.count(), typed).toBeLessThan(everybody);
  }
  await page.getByLabel('姓名、名称或拼音').fill('查无此人');
  await expect(page.getByText('没有找到')).toBeVisible();
  await page.getByLabel('姓名、名称或拼音').fill('');
  await page.getByLabel('阵地', { exact: true }).selectOption({ label: people.venue });
  await expect(found.filter({ hasText: name })).toBeVisible();
  // Before the roster begins nobody belonged there.
  await page.getByLabel('按哪一天').fill('2015-01-01');
  await expect(page.getByText('没有找到')).toBeVisible();
  await page.goBack();

  await page.goto(`${server.origin}/desk/roster?q=${login}`);
  await found.filter({ hasText: name }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const spells = page.getByRole('table', { name: '归属与任职' });
  await expect(spells.getByRole('row', { name: people.venue })).toContainText('至今');
});

test('the page of a venue tells its year, and its months open to their records', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('leader', server.origin));
  const { page } = desk;
  await desk.signIn(people.leader);
  await desk.goTo('名册');
  await page.getByRole('link', { name: '阵地', exact: true }).click();
  await page.getByRole('rowheader', { name: people.venue }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: people.venue })).toBeVisible();
  for (const heading of ['基本情况', '这里的委员', '履职要求', '这一年的记录']) {
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
  }
  const months = page.getByRole('table', { name: '按月' });
  await expect(months.getByRole('row')).toHaveCount(13);
  const numbers = await months.getByRole('link', { name: /^\d+月 履职活动/ }).allInnerTexts();
  const { approved } = await desk.total('履职活动');
  expect(numbers.map(first).reduce((sum, number) => sum + number, 0)).toBe(approved);

  const busy = numbers.findIndex((number) => first(number) > 0);
  await months.getByRole('link', { name: new RegExp(`^${busy + 1}月 履职活动`) }).click();
  await expect(desk.panel.locator('header')).toContainText(`${busy + 1}月`);
  const records = desk.panel.getByRole('region', { name: '记录' });
  await expect.poll(async () => (await desk.sumOfRecords(records)).said).toBe(first(numbers[busy]));
});

test('who or what is not there, or not for oneself, has no page', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  for (const page of ['venues', 'members']) {
    await desk.page.goto(`${server.origin}/desk/${page}/00000000-0000-7000-8000-000000000999`);
    await expect(desk.page.getByText('没有这一页，或不在您的范围里')).toBeVisible();
  }
});

test('the calendar opens from the overview, and a day shows what happens on it', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('leader', server.origin));
  const { page } = desk;
  await desk.signIn(people.leader);
  await desk.goTo('总览');
  await page.getByRole('link', { name: '上一期' }).click();
  await page.getByRole('link', { name: '整月' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '日程' })).toBeVisible();
  const busy = page.getByRole('link', { name: /：已办 [1-9]/ }).first();
  const held = first(/已办 (\d+)/.exec((await busy.getAttribute('aria-label'))!)?.[1]);
  await busy.click();
  await expect(page).toHaveURL(/day=/);
  await expect(page.getByRole('listitem').getByText('已审核')).toHaveCount(held);
  await page.getByRole('listitem').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/desk\/records\//);
});
