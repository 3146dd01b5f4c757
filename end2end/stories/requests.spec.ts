import { clientOf, dayAgo } from '../apps/office.ts';
import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { overhang, photograph, smallTargets, violations } from '../harness/inspect.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';
import { venueOf } from '../harness/venue.ts';

const WORDS = '巷子口的栏杆松了，孩子放学都从那儿跑。';
const NUMBER = '13900001234';

test('what a citizen sends with scripts off is taken on by a member, done, and rated by the code', async ({
  network,
  server,
  people,
  accounts,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(240_000);
  const venue = await venueOf(server.origin, the(accounts, 'convenor'));
  const id = venue.feed.slice('venue:'.length);
  const page = await newPhone('citizen', server.origin, { javaScriptEnabled: false }).open(`/v/${id}`);
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(venue.name);
  await main.getByRole('radio', { name: /^微实事/ }).check();
  await main.getByLabel('什么事').fill(WORDS);
  await main.getByLabel('怎么称呼').fill('王秀英');
  await main.getByLabel('电话', { exact: true }).fill('没有');
  await main.getByRole('button', { name: '提交' }).click();
  await expect(main.getByRole('alert')).toContainText('有 1 处要改');
  await expect(main.getByLabel('什么事')).toHaveValue(WORDS);
  await expect(main.getByRole('radio', { name: /^微实事/ })).toBeChecked();
  await main.getByLabel('电话', { exact: true }).fill(NUMBER);
  await main.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已经收到');
  const code = await main.locator('.public-code').innerText();
  expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);

  // The convenor gives it to the members; one of them takes it on without signal, after another one did.
  const convenor = await Phone.open(newPhone('convenor', server.origin));
  await convenor.signIn(the(accounts, 'convenor'));
  await convenor.page.getByRole('link', { name: /群众诉求 \d+ 件等着办/ }).click();
  await convenor.page.getByRole('link', { name: new RegExp(WORDS.slice(0, 12)) }).click();
  const run = convenor.page.getByRole('main');
  await expect(run).toContainText('扫码提交');
  await expect(run).not.toContainText(NUMBER);
  await run.getByRole('button', { name: '打开看' }).click();
  await expect(run.getByRole('link', { name: NUMBER })).toHaveAttribute('href', `tel:${NUMBER}`);
  await convenor.page.screenshot({ path: 'shots/request-convenor.png', fullPage: true });
  await run.getByRole('button', { name: '进到“已派单”' }).click();
  await convenor.page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect(convenor.page.locator('.stage.is-here')).toHaveText(/^已派单/);
  await expect(convenor.syncLine).toContainText('全部已上传', { timeout: 30_000 });

  const member = await venue.anotherMember(accounts);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(member);
  const request = phone.page.getByRole('main');
  await phone.page.getByRole('link', { name: /群众诉求 \d+ 件等着办/ }).click();
  await phone.page.getByRole('link', { name: new RegExp(WORDS.slice(0, 12)) }).click();
  await expect(request.getByRole('button', { name: '进到“委员接单”' })).toBeVisible({ timeout: 30_000 });
  await network.cut();
  await request.getByRole('button', { name: '进到“委员接单”' }).click();
  await phone.page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect(phone.page.locator('.stage.is-here')).toHaveText(/^委员接单/);
  await venue.client.sync();
  const row = () => {
    const rows = [...venue.client.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
    return rows.find((row) => row.kind === 'request' && row.body.narrative === WORDS)!;
  };
  const taker = venue.client.user?.member;
  const step = (stage: string, more: object) => ({ patch: { stage, workflow: 'request_1', ...more } });
  venue.client.write('request', venue.feed, step('accepted', { 'demand:taker': taker }), row().rec);
  expect((await venue.client.sync()).filter((result) => 'code' in result)).toEqual([]);
  await network.connect();
  await expect(request).toContainText('已经走到别的环节', { timeout: 60_000 });
  await phone.page.screenshot({ path: 'shots/request-late.png', fullPage: true });

  // The one who took it on says what was done, and the citizen says so by the code, on another device.
  venue.client.write('request', venue.feed, step('done', { 'demand:result': '栏杆已焊牢。', 'demand:done_on': dayAgo(0) }), row().rec);
  expect((await venue.client.sync()).filter((result) => 'code' in result)).toEqual([]);
  const other = await newDesk('library', server.origin, { javaScriptEnabled: false }).open('/c');
  const found = other.getByRole('main');
  await found.getByLabel('查询码').fill('aaaa-bbbb-cccc');
  await found.getByRole('button', { name: '查', exact: true }).click();
  await expect(found.getByRole('alert')).toContainText('没有这个查询码');
  await found.getByLabel('查询码').fill(code.toUpperCase().replaceAll('-', ' '));
  await found.getByRole('button', { name: '查', exact: true }).click();
  await expect(found).toContainText('栏杆已焊牢。');
  await expect(found).not.toContainText(NUMBER);
  await found.getByRole('radio', { name: '基本满意' }).check();
  await found.getByRole('button', { name: /记为“您满意吗”/ }).click();
  await expect(found.getByRole('status')).toContainText('谢谢');
  await expect(found).toContainText('基本满意');
  await expect(found.getByRole('radio')).toHaveCount(0);

  // The office sees it, with who has read who it was.
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.page.goto(`${server.origin}/desk/matters?show=requests`);
  await desk.page.getByRole('row').filter({ hasText: WORDS.slice(0, 12) }).getByRole('link').first().click();
  const seen = desk.page.getByRole('main');
  await expect(seen).toContainText('基本满意');
  await expect(seen).toContainText(the(accounts, 'convenor').name);
  await seen.getByRole('button', { name: '打开看' }).click();
  await expect(seen).toContainText(NUMBER);
  await expect(seen.getByRole('listitem').filter({ hasText: people.staff.name })).toBeVisible();
});

test('what somebody says in front of a member is written down without signal, and who it was leaves the phone', async ({
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
  await page.getByRole('link', { name: /^群众诉求/ }).click();
  await page.getByRole('link', { name: '记一件群众诉求' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await expect(main).toContainText('请写想反映什么');
  await page.getByLabel('什么事').fill(WORDS);
  await phone.choose('微服务');
  await phone.choose(people.venue);
  await page.getByLabel('怎么称呼').fill('李大爷');
  await page.getByLabel('电话', { exact: true }).fill('x');
  await page.getByRole('button', { name: '提交' }).click();
  await expect(main).toContainText('电话只写数字');
  await page.getByLabel('电话', { exact: true }).fill(NUMBER);
  await page.screenshot({ path: 'shots/request-form.png', fullPage: true });
  await page.reload();
  await expect(page.getByLabel('电话', { exact: true })).toHaveValue(NUMBER);
  // Nothing of it stands in the draft, which becomes the record.
  const draft = await page.evaluate(() => JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('draft:'))));
  expect(draft).toContain(WORDS);
  expect(draft).not.toContain(NUMBER);
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('heading', { name: WORDS.slice(0, -1) })).toBeVisible();
  await expect(main).toContainText('联系方式还在本机');
  const rec = new URL(page.url()).pathname.split('/').at(-1)!;
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('contact:')).length);
  expect(await kept()).toBe(1);

  await network.connect();
  await expect.poll(kept, { timeout: 60_000 }).toBe(0);
  const office = await clientOf(server.origin, people.staff);
  const answer = await fetch(`${server.origin}/api/v1/sealed/${rec}`, { headers: { Authorization: `Bearer ${office.token}` } });
  expect(await answer.json()).toEqual({ name: '李大爷', phone: NUMBER });

  // Who may not read it is told so, on the page as it stands.
  await main.getByRole('button', { name: '打开看' }).click();
  await expect(main.getByRole('alert')).toContainText('只有召集人');

  // It is raised as a matter, in the citizen's words.
  await main.getByRole('link', { name: '提成协商议题' }).click();
  await expect(page.getByLabel('缘由')).toHaveValue(WORDS);
  await page.getByLabel('协商什么事').fill('巷口栏杆谁来管');
  await page.getByRole('button', { name: '提出' }).click();
  await expect(page.getByRole('heading', { name: '巷口栏杆谁来管' })).toBeVisible();
  await main.getByRole('link', { name: new RegExp(WORDS.slice(0, 12)) }).click();
  await expect(main.getByRole('link', { name: /巷口栏杆谁来管/ })).toBeVisible();
});

test('a convenor raises a request as a matter, and it leaves in the same moment', async ({ server, accounts, newPhone }) => {
  test.setTimeout(120_000);
  const venue = await venueOf(server.origin, the(accounts, 'convenor'));
  const day = dayAgo(0);
  const create = { narrative: WORDS, type: 'topic', raised_on: day, venue: venue.feed.slice('venue:'.length), workflow: 'request_1' };
  const { rec } = venue.client.write('request', venue.feed, { create });
  expect((await venue.client.sync()).filter((result) => 'code' in result)).toEqual([]);
  const phone = await Phone.open(newPhone('convenor', server.origin));
  await phone.signIn(the(accounts, 'convenor'));
  const { page } = phone;
  await page.goto(`${server.origin}/app/matter/${rec}`);
  const main = page.getByRole('main');
  await expect(main.getByRole('button', { name: '进到“转为协商议题”' })).toHaveCount(0);
  await main.getByRole('link', { name: '提成协商议题' }).click();
  await page.getByLabel('协商什么事').fill('巷口栏杆谁来管');
  await page.getByRole('button', { name: '提出' }).click();
  await expect(page.getByRole('heading', { name: '巷口栏杆谁来管' })).toBeVisible();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });
  await venue.client.sync();
  const rows = [...venue.client.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
  const request = rows.find((row) => row.rec === rec)!;
  expect([request.body.stage, request.body.stage_reason]).toEqual(['to_matter', '转为协商议题：巷口栏杆谁来管']);
  expect(rows.filter((row) => row.kind === 'consultation' && row.body.origin === rec)).toHaveLength(1);
});

test('the office takes away a request in which somebody wrote of another person', { tag: '@desk' }, async ({ server, accounts, people, newDesk }) => {
  const venue = await venueOf(server.origin, the(accounts, 'convenor'));
  const create = { narrative: WORDS, type: 'appeal', raised_on: dayAgo(0), venue: venue.feed.slice('venue:'.length), workflow: 'request_1' };
  const { rec } = venue.client.write('request', venue.feed, { create });
  expect((await venue.client.sync()).filter((result) => 'code' in result)).toEqual([]);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.page.goto(`${server.origin}/desk/matters/${rec}`);
  await desk.page.getByRole('button', { name: '删除这件诉求' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: '删除这件诉求' }).click();
  const left = async () => {
    await venue.client.sync();
    return [...venue.client.feeds.values()].flatMap(({ rows }) => [...rows.values()]).find((row) => row.rec === rec && !row.del);
  };
  await expect.poll(left, { timeout: 30_000 }).toBeUndefined();
});

test('the poster of a venue fits one sheet of paper', async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const { page } = desk;
  await page.goto(`${server.origin}/desk/venues/${people.feed.slice('venue:'.length)}`);
  await page.getByRole('link', { name: '张贴的二维码' }).click();
  await expect(page.getByRole('img', { name: '张贴的二维码' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const sheet = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await photograph(page, 'desk-light', 'poster');
});

test('on the pages of citizens axe finds nothing and a finger hits', async ({ server, people, newDesk, newPhone }) => {
  test.setTimeout(120_000);
  const path = `/v/${people.feed.slice('venue:'.length)}`;
  for (const [size, profile] of [
    ['phone-light', newPhone('citizen', server.origin)],
    ['phone-dark', newPhone('citizen-dark', server.origin, { colorScheme: 'dark' })],
    ['desk-light', newDesk('citizen-desk', server.origin)],
  ] as const) {
    const page = await profile.open(path);
    const looks = async (stop: string) => {
      expect(await violations(page), `${size} ${stop}`).toEqual([]);
      expect(await overhang(page), `${size} ${stop}`).toBeLessThanOrEqual(0);
      if (size !== 'desk-light') expect(await smallTargets(page, 44), `${size} ${stop}`).toEqual([]);
      await photograph(page, size, stop, true);
    };
    await looks('citizen');
    await page.getByLabel('什么事').fill(WORDS);
    await page.getByLabel('电话', { exact: true }).fill('没有');
    await page.getByRole('button', { name: '提交' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await looks('citizen-wrong');
    await page.getByLabel('电话', { exact: true }).fill('');
    await page.getByRole('button', { name: '提交' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('已经收到');
    await looks('citizen-sent');
    await page.getByRole('link', { name: '查另一件' }).click();
    await looks('citizen-code');
  }
});
