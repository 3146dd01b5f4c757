import { announce, fillInPlan, now } from '../apps/gathering.ts';
import { activityOf, clientOf } from '../apps/office.ts';
import { Phone } from '../apps/phone.ts';
import { expect, test } from '../harness/story.ts';

test('a month is turned and its days are read without signal, and a crowd is told before it is made', async ({
  network,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  await network.cut();
  const { day } = now();
  const plan = { type: '走访', place: '望月村', day, from: '23:00', to: '23:30', invite: [] };
  for (const forWhat of ['去望月村看路。', '去望月村看渠。']) {
    await announce(phone, { ...plan, forWhat });
  }
  await fillInPlan(phone, { ...plan, forWhat: '再去一次望月村。' });
  await expect(page.getByRole('main')).toContainText('望月村：7 天内已经安排了 2 次，可能扎堆');
  await page.getByText('可能扎堆').scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'shots/crowded.png' });
  await phone.submit();
  await phone.isSaved();

  await phone.goTo('首页');
  await page.getByRole('link', { name: /^日历/ }).click();
  await expect(page.getByRole('button', { name: /^今天，已开展 \d+，计划 [3-9]$/ })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('扎堆提醒：望月村');
  await expect(page.getByRole('listitem').filter({ hasText: '去望月村看路' })).toBeVisible();
  await page.screenshot({ path: 'shots/calendar.png', fullPage: true });

  const month = page.getByRole('table');
  const title = await month.getAttribute('aria-label');
  await page.getByRole('button', { name: '上个月' }).click();
  await expect(month).not.toHaveAttribute('aria-label', title ?? '');
  await page.getByRole('button', { name: '下个月' }).click();
  await expect(month).toHaveAttribute('aria-label', title ?? '');
  await page.getByRole('button', { name: '全部' }).click();
  await page.getByRole('listitem').filter({ hasText: '去望月村看渠' }).getByRole('link').click();
  await expect(page.getByRole('heading', { name: '去望月村看渠' })).toBeVisible();
});

test('who plans with signal is told of a crowd that other venues make, by the venue and nothing else', async ({
  network,
  accounts,
  people,
  newPhone,
}) => {
  test.setTimeout(120_000);
  const { day } = now();
  const mine = await clientOf(network.origin, people.member);
  const venues = (feeds: Iterable<string>) => [...feeds].filter((feed) => feed.startsWith('venue:'));
  let told = '';
  for (const account of accounts.filter(({ role }) => role === 'member' || role === 'convenor')) {
    const other = await clientOf(network.origin, account);
    const feed = venues(other.feeds.keys()).find((feed) => !mine.feeds.has(feed));
    if (!feed || told !== '') continue;
    const rows = [...other.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
    told = String(rows.find(({ rec }) => feed === `venue:${rec}`)?.body.name);
    for (const hour of ['22:00', '23:00']) {
      const body = { phase: 'planned', place: '望月村', start: `${day}T${hour}`, narrative: '别处自己的事。' };
      other.write('activity', feed, { create: activityOf(other, { ...people, feed }, body) });
    }
    expect((await other.sync()).filter((result) => 'code' in result)).toEqual([]);
  }
  expect(told).not.toBe('');
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const plan = { type: '走访', place: '望月村', day, from: '23:00', to: '23:30', invite: [] };
  await network.cut();
  await fillInPlan(phone, { ...plan, forWhat: '也去一次望月村。' });
  const main = phone.page.getByRole('main');
  await expect(main).not.toContainText('可能扎堆');
  await network.connect();
  await expect(main).toContainText('望月村：7 天内已经安排了 2 次，可能扎堆', { timeout: 60_000 });
  await expect(main.getByRole('listitem').filter({ hasText: told })).toHaveCount(2);
  await expect(main).not.toContainText('别处自己的事');
  await phone.page.getByText('可能扎堆').scrollIntoViewIfNeeded();
  await phone.page.screenshot({ path: 'shots/crowded-elsewhere.png' });
});
