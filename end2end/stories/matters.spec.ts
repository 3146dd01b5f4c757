import { activityOf, clientOf } from '../apps/office.ts';
import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { expect, test } from '../harness/story.ts';

const TITLE = '村口路灯坏了半年';

test('a matter is raised, met about and moved on without signal, and reaches the server as it stands', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  const main = page.getByRole('main');
  await network.cut();
  await page.getByRole('link', { name: /^协商/ }).click();
  await page.getByRole('link', { name: '提一件事来协商' }).click();
  await page.getByRole('button', { name: '提出' }).click();
  await expect(main).toContainText('请用一句话写清是什么事');
  await page.getByLabel('协商什么事').fill(TITLE);
  await page.getByRole('group', { name: '由哪个阵地来办' }).getByRole('radio', { name: people.venue }).check();
  await page.getByLabel('缘由').fill('夜里没有灯，老人出门怕摔。');
  await page.screenshot({ path: 'shots/matter-form.png', fullPage: true });

  // What was typed outlives the page.
  await page.reload();
  await expect(page.getByLabel('协商什么事')).toHaveValue(TITLE);
  await page.getByRole('button', { name: '提出' }).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(main).toContainText('已存本机');
  for (const words of ['装一盏太阳能路灯。', '由村里出人看护。']) {
    await page.getByRole('button', { name: '加一条建议' }).click();
    const dialog = page.getByRole('dialog', { name: '加一条建议' });
    await dialog.getByLabel('建议的内容').fill(words);
    await dialog.getByRole('button', { name: '加上', exact: true }).click();
    await expect(main).toContainText(words);
  }
  await expect(main).toContainText('意见建议 2 条');
  await page.getByRole('button', { name: '进到“协商”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect(page.locator('.stage.is-here')).toHaveText(/^协商/);
  await page.screenshot({ path: 'shots/matter.png', fullPage: true });
  const rec = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await page.getByRole('link', { name: '记一次协商会' }).click();
  await expect(page.getByRole('radio', { name: '协商会' })).toBeChecked();
  await phone.narrative.fill('在村口开会，村民和电力站都来了。');
  await phone.submit();
  await phone.isSaved();

  await network.connect();
  const client = await clientOf(server.origin, people.member);
  const rows = async () => {
    await client.sync();
    return [...client.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
  };
  await expect.poll(async () => (await rows()).find((row) => row.rec === rec)?.body.stage, { timeout: 60_000 }).toBe('deliberating');
  await expect
    .poll(async () => (await rows()).filter(({ body }) => body.origin === rec).map(({ kind }) => kind).sort(), { timeout: 60_000 })
    .toEqual(['activity', 'suggestion', 'suggestion']);
  const matter = (await rows()).find((row) => row.rec === rec)!;
  expect([matter.body.course, typeof matter.body['entered:deliberating']]).toEqual(['under_way', 'string']);
});

test('a move that is no longer allowed comes back with its reason, and what was typed is kept', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(120_000);
  const client = await clientOf(server.origin, people.member);
  const { venue } = activityOf(client, people, {});
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const body = { title: TITLE, source: 'citizens', venue, raised_on: day, narrative: '夜里没有灯。', workflow: 'consultation_short_1' };
  const { rec } = client.write('consultation', people.feed, { create: body });
  expect((await client.sync()).filter((result) => 'code' in result)).toEqual([]);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  await page.goto(`${network.origin}/app/matter/${rec}`);
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible({ timeout: 30_000 });
  await network.cut();
  await page.getByRole('button', { name: '进到“不予立项”' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '往下走' }).click();
  await expect(dialog).toContainText('请写明理由');
  await dialog.getByLabel('为什么').fill('电力站已经答应换灯。');
  await dialog.getByRole('button', { name: '往下走' }).click();
  await expect(page.locator('.stage.is-here')).toHaveText(/^不予立项/);
  // Meanwhile it is taken on elsewhere.
  const patch = { stage: 'deliberating', workflow: 'consultation_short_1' };
  client.write('consultation', people.feed, { patch }, rec);
  expect((await client.sync()).filter((result) => 'code' in result)).toEqual([]);
  await network.connect();
  const main = page.getByRole('main');
  await expect(main).toContainText(/已经走到别的环节|没有收下/, { timeout: 60_000 });
  await expect(main).toContainText('电力站已经答应换灯。');
  await page.screenshot({ path: 'shots/matter-refused.png', fullPage: true });
});

test('the office takes a matter on to its hand-over and says what became of a suggestion', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(120_000);
  const member = await clientOf(server.origin, people.member);
  const { venue } = activityOf(member, people, {});
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const workflow = 'consultation_short_1';
  const body = { title: TITLE, source: 'citizens', venue, raised_on: day, narrative: '夜里没有灯。', workflow };
  const { rec } = member.write('consultation', people.feed, { create: body });
  const said = { origin: rec, venue, made_on: day, narrative: '装一盏太阳能路灯。', voice: 'resident' };
  const { rec: suggestion } = member.write('suggestion', people.feed, { create: said });
  expect((await member.sync()).filter((result) => 'code' in result)).toEqual([]);

  const desk = await Desk.start(newDesk('staff', server.origin));
  const { page } = desk;
  await desk.signIn(people.staff);
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '协商与交办' }).click();
  await page.getByRole('rowheader', { name: TITLE }).getByRole('link').click();
  const main = page.getByRole('main');
  for (const stage of ['协商', '建议', '交办']) {
    await main.getByRole('button', { name: `进到“${stage}”` }).click();
    await page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
    await expect(page.locator('.stage.is-here')).toHaveText(new RegExp(`^${stage}`), { timeout: 30_000 });
  }
  await main.getByText('定结果').click();
  await main.getByLabel('采纳与否').selectOption('采纳');
  await main.getByRole('button', { name: '定下' }).click();
  await expect(main.getByRole('listitem').filter({ hasText: '太阳能' })).toContainText('采纳', { timeout: 30_000 });
  await expect
    .poll(async () => {
      await member.sync();
      const rows = [...member.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
      const of = (id: string) => rows.find((row) => row.rec === id)?.body;
      return [of(rec)?.stage, of(suggestion)?.outcome];
    })
    .toEqual(['handed_over', 'adopted']);
});
