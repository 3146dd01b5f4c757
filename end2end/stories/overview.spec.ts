import { Desk } from '../apps/desk.ts';
import { clientOf, dayAgo } from '../apps/office.ts';
import { overhang } from '../harness/inspect.ts';
import { committees, whoSees } from '../harness/scopes.ts';
import { PHONE } from '../harness/profile.ts';
import { expect, test } from '../harness/story.ts';

const FIGURES = ['履职活动', '联系群众', '解决问题', '协商议题', '意见建议', '交办事项'];

test('every figure opens to the records that add up to it, what waits beside what counts', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  const desk = await Desk.start(newDesk('leader', server.origin));
  await desk.signIn(people.leader);
  await desk.goTo('总览');
  await desk.page.getByRole('link', { name: '年', exact: true }).click();
  for (const figure of FIGURES) {
    const { approved, pending } = await desk.total(figure);
    await desk.openFigure(figure);
    const records = desk.panel.getByRole('region', { name: '记录' });
    await expect.poll(() => desk.sumOfRecords(records), figure).toEqual({ said: approved, added: approved });
    await desk.panel.getByRole('link', { name: /，不计入/ }).click();
    await expect.poll(() => desk.sumOfRecords(records), figure).toEqual({ said: pending, added: pending });
    await desk.closePanel();
  }
});

test('a matter behind a figure opens on its own page, with what came of it', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('leader', server.origin));
  const { page } = desk;
  await desk.signIn(people.leader);
  await desk.goTo('总览');
  await page.getByRole('link', { name: '年', exact: true }).click();
  await expect(desk.figures).toContainText(/采纳 \d+/);
  for (const figure of ['协商议题', '意见建议']) {
    await desk.openFigure(figure);
    await desk.panel.getByRole('region', { name: '记录' }).getByRole('listitem').first().getByRole('link').click();
    await expect(page).toHaveURL(/\/desk\/matters\//);
    await expect(page.locator('.stages .stage').first()).toBeVisible();
    await desk.goTo('总览');
    await page.getByRole('link', { name: '年', exact: true }).click();
  }
});

test('a link shows another person the same, and period and scope stay from page to page', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  const desk = await Desk.start(newDesk('leader', server.origin));
  const { page } = desk;
  await desk.signIn(people.leader);
  await desk.goTo('总览');
  await page.getByRole('link', { name: '月', exact: true }).click();
  await page.getByRole('link', { name: /^上一期/ }).click();
  await desk.pickScope(people.venue.slice(0, 2), people.venue);
  await expect(page.getByRole('button', { name: people.venue })).toBeVisible();
  const period = await page.locator('.desk-period-name').innerText();
  await desk.openFigure('履职活动');
  await desk.panel.getByRole('link', { name: '委员', exact: true }).click();
  await expect(page).toHaveURL(/by=member/);
  const [link, head] = [page.url(), await desk.panel.getByRole('banner').or(desk.panel.locator('header')).innerText()];
  await desk.closePanel();

  await desk.goTo('名册');
  await expect(page.getByRole('heading', { level: 1, name: '名册' })).toBeVisible();
  await desk.goTo('总览');
  await expect(page.locator('.desk-period-name')).toHaveText(period);
  await expect(page.getByRole('button', { name: people.venue })).toBeVisible();

  const other = await Desk.start(newDesk('staff', server.origin));
  await other.signIn(people.staff);
  await other.page.goto(link);
  await expect(other.panel.locator('header')).toHaveText(head.replaceAll('\n', ''), { useInnerText: false });
  await expect(other.panel.getByRole('link', { name: '委员', exact: true })).toHaveAttribute('aria-current', 'true');
});

test('a leader of the city sees the counties and their parts', { tag: '@desk' }, async ({ server, accounts, newDesk }) => {
  const { account, choices } = await whoSees(server.origin, accounts, 'leader', (all) => committees(all).length > 1);
  const [city, county] = committees(choices);
  const below = choices.find(({ scope, committee }) => scope.startsWith('venue:') && `committee:${committee}` === county!.scope);
  const desk = await Desk.start(newDesk('city', server.origin));
  await desk.signIn(account);
  await desk.goTo('总览');
  await expect(desk.page.getByRole('button', { name: city!.name })).toBeVisible();
  await desk.page.getByRole('link', { name: '年', exact: true }).click();
  const { approved } = await desk.total('履职活动');
  expect(approved).toBeGreaterThan(0);
  await desk.openFigure('履职活动');
  await desk.panel.getByRole('link', { name: '下级政协' }).click();
  await desk.panel.getByRole('row').getByRole('link', { name: county!.name }).click();
  await expect(desk.panel.locator('header')).toContainText(county!.name);
  await desk.closePanel();
  await desk.pickScope(below!.name.slice(0, 2), below!.name);
  await expect(desk.figures).toBeVisible();
  await expect(desk.page).toHaveURL(new RegExp(below!.scope));
});

test('staff of a special committee see the own scope and no other', { tag: '@desk' }, async ({ server, accounts, newDesk }) => {
  const { choices: all } = await whoSees(server.origin, accounts, 'leader', (all) => committees(all).length > 0);
  const { account, choices } = await whoSees(server.origin, accounts, 'staff', (all) => committees(all).length === 0);
  const own = choices.find(({ scope }) => scope.startsWith('special_committee:'));
  const desk = await Desk.start(newDesk('special', server.origin));
  await desk.signIn(account);
  await desk.goTo('总览');
  await expect(desk.page.getByRole('button', { name: own!.name })).toBeVisible();
  await expect(desk.figures).toBeVisible();
  // The whole committee answers like a scope that is not there.
  await desk.page.goto(`${server.origin}/desk/overview?scope=${all[0]!.scope}`);
  await expect(desk.page.getByRole('alert')).toContainText('没有这个范围，或不归您看');
  await expect(desk.figures).toBeHidden();
  // So does what cannot be read at all; both lead back, and no link leads there again.
  await desk.page.goto(`${server.origin}/desk/overview?scope=venue:nonsense`);
  await expect(desk.page.getByRole('alert')).toContainText('没有这个范围，或不归您看');
  await desk.page.getByRole('link', { name: /^回到/ }).click();
  await expect(desk.figures).toBeVisible();
  await desk.goTo('名册');
  await desk.goTo('总览');
  await expect(desk.figures).toBeVisible();
  // The roster says so too, instead of showing another one in silence.
  const members = desk.page.getByRole('table', { name: '委员' });
  for (const scope of ['committee:nonsense', 'committee:00000000-0000-7000-8000-000000000001']) {
    await desk.page.goto(`${server.origin}/desk/roster?scope=${scope}`);
    await expect(desk.page.getByRole('alert')).toContainText('没有这个范围，或不归您看');
    await expect(members).toBeHidden();
  }
  await desk.page.getByRole('link', { name: /^回到/ }).click();
  await expect(members).toBeVisible();
});

test('a figure says how many of its records are not the reader\'s to open', { tag: '@desk' }, async ({ server, accounts, newDesk }) => {
  const { account, choices } = await whoSees(server.origin, accounts, 'staff', (all) => committees(all).length === 0);
  const client = await clientOf(server.origin, account);
  const year = dayAgo(0).slice(0, 4);
  // Somebody who comes under the special committee was at a venue that does not.
  const answers = choices
    .filter(({ scope }) => scope.startsWith('member:'))
    .map(async ({ scope }) => {
      const asked = `period=${year}&scope=${scope}&indicator=activities&state=pending`;
      const { withheld } = await client.read<{ withheld: number }>(`/api/v1/figures/records?${asked}`);
      return { scope, withheld };
    });
  const found = (await Promise.all(answers)).find(({ withheld }) => withheld > 0);
  const desk = await Desk.start(newDesk('special', server.origin));
  await desk.signIn(account);
  const member = found!.scope.slice('member:'.length);
  await desk.page.goto(`${server.origin}/desk/members/${member}?period=${year}&figure=activities&state=pending`);
  await expect(desk.panel).toContainText(`另有 ${found!.withheld} 条不在您的权限内，已计入。`);
});

// Only Chromium prints to a file.
test('the overview prints on one sheet', async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('leader', server.origin));
  await desk.signIn(people.leader);
  await desk.goTo('总览');
  for (const span of ['季', '年']) {
    await desk.page.getByRole('link', { name: span, exact: true }).click();
    await expect(desk.figures).toBeVisible();
    const sheet = await desk.page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(sheet.toString('latin1').match(/\/Type\s*\/Page[^s]/g), span).toHaveLength(1);
  }
});

test('the overview fits a phone', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('phone', server.origin, PHONE));
  await desk.signIn(people.leader);
  await desk.goTo('总览');
  await expect(desk.figures).toBeVisible();
  for (const heading of ['履职要求', '沉睡阵地']) {
    await expect(desk.page.getByRole('heading', { name: heading })).toBeVisible();
  }
  expect(await overhang(desk.page)).toBeLessThanOrEqual(0);
  await desk.openFigure('履职活动');
  expect(await overhang(desk.page)).toBeLessThanOrEqual(0);
});

test.describe('by keyboard', { tag: '@desk' }, () => {
  test('a figure opens by Enter, holds the focus, and gives it back on Escape', async ({ server, people, newDesk }) => {
    const desk = await Desk.start(newDesk('leader', server.origin));
    const { page } = desk;
    await desk.signIn(people.leader);
    await desk.goTo('总览');
    const figure = desk.figures.getByRole('link', { name: /^履职活动 [\d,]+ / });
    await figure.focus();
    await page.keyboard.press('Enter');
    await expect(desk.panel).toBeVisible();
    for (let pressed = 0; pressed < 6; pressed += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await expect(desk.panel).toBeHidden();
    await expect(figure).toBeFocused();
  });
});
