import { activityOf, clientOf, dayAgo } from '../apps/office.ts';
import { Desk } from '../apps/desk.ts';
import { violations } from '../harness/inspect.ts';
import { expect, test } from '../harness/story.ts';

const TITLE = '村口路灯坏了半年';
const SAID = ['装一盏太阳能路灯。', '村口要有灯。', '由村里出人看护。'];

test('suggestions that say the same become one, are carried out, stand in the table, and are taken apart again', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(150_000);
  const member = await clientOf(server.origin, people.member);
  const { venue } = activityOf(member, people, {});
  const workflow = 'consultation_short_1';
  const body = { title: TITLE, source: 'citizens', venue, raised_on: dayAgo(3), narrative: '夜里没有灯。', workflow };
  const { rec } = member.write('consultation', people.feed, { create: body });
  for (const words of SAID) {
    member.write('suggestion', people.feed, { create: { origin: rec, venue, made_on: dayAgo(2), narrative: words, voice: 'resident' } });
  }
  expect((await member.sync()).filter((result) => 'code' in result)).toEqual([]);
  const suggestions = async () => {
    await member.sync();
    const rows = [...(member.feeds.get(people.feed)?.rows.values() ?? [])];
    return rows.filter(({ kind, body, del }) => kind === 'suggestion' && body.origin === rec && !del);
  };

  const desk = await Desk.start(newDesk('staff', server.origin));
  const { page } = desk;
  await desk.signIn(people.staff);
  await page.goto(`${server.origin}/desk/matters/${rec}`);
  const main = page.getByRole('main');
  await expect(main).toContainText('意见建议 3 条');
  for (const words of SAID.slice(0, 2)) {
    await main.getByRole('listitem').filter({ hasText: words }).getByRole('checkbox').check();
  }
  await main.getByRole('button', { name: '把 2 条归纳成一条' }).click();
  const panel = page.getByRole('dialog');
  // What came in one upload has no order of its own.
  const both = async () => (await panel.getByLabel('归纳后的建议').inputValue()).split('\n').sort();
  await expect.poll(both).toEqual(SAID.slice(0, 2).sort());
  await panel.getByLabel('归纳后的建议').fill('村口装一盏太阳能路灯。');
  await panel.getByRole('button', { name: '归纳', exact: true }).click();
  await expect(main).toContainText('意见建议 2 条', { timeout: 30_000 });
  const one = main.getByRole('listitem').filter({ hasText: '村口装一盏太阳能路灯。' });
  await one.getByText('由 2 条归纳').click();
  await expect(one).toContainText(SAID[1] ?? '');
  const kept = await suggestions();
  const whole = kept.find(({ body }) => body.narrative === '村口装一盏太阳能路灯。');
  expect(kept.filter(({ body }) => body.condensed_into === whole?.rec)).toHaveLength(2);
  expect([whole?.body.made_on, whole?.body.voice]).toEqual([dayAgo(2), 'resident']);

  await one.getByText('定结果').click();
  await one.getByLabel('采纳与否').selectOption('采纳');
  await one.getByLabel('落实情况').selectOption('已落实');
  await one.getByLabel('凭什么说落实了').fill('灯已装好，夜里去看过。');
  await one.getByRole('button', { name: '定下' }).click();
  await expect(one).toContainText('采纳 · 已落实', { timeout: 30_000 });
  await main.getByRole('link', { name: '建议去向表' }).click();
  await expect(main).toContainText('意见建议 2 条：采纳 1 · 还没有定 1');
  const row = page.getByRole('row').filter({ hasText: '村口装一盏太阳能路灯。' });
  await expect(row).toContainText('灯已装好，夜里去看过。');
  await expect(row).toContainText('由 2 条归纳');
  expect(await violations(page)).toEqual([]);
  await main.getByRole('link', { name: TITLE }).click();

  await one.getByText('由 2 条归纳').click();
  await one.getByRole('button', { name: '拆开' }).click();
  await expect(main).toContainText('意见建议 3 条', { timeout: 30_000 });
  await expect.poll(async () => (await suggestions()).map(({ body }) => body.narrative).sort()).toEqual([...SAID].sort());
});
