import { Phone } from '../apps/phone.ts';
import { Signed } from '../harness/office.ts';
import { expect, test } from '../harness/story.ts';

const WRITTEN = '没有信号时记的：到柳林村看了三户。';
const DAY = 24 * 3_600_000;

test('how old unsent work is stands on every page, in words and in colour', async ({ network, people, newPhone }) => {
  test.setTimeout(120_000);
  const profile = newPhone('member', network.origin);
  let phone = await Phone.open(profile);
  await phone.signIn(people.member);
  await network.cut();
  await phone.recordAndSubmit({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await expect(phone.syncLine).toContainText('1 条待上传');
  await expect(phone.syncLine).not.toContainText('已等');
  for (const [days, tone] of [
    [2, /wait/],
    [4, /wait/],
    [6, /act/],
  ] as const) {
    await profile.close();
    phone = await Phone.open(profile, '/outbox');
    await profile.running.addInitScript((ahead) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + ahead;
    }, days * DAY);
    for (const address of ['', '/records', '/outbox', '/me']) {
      await phone.page.goto(`${network.origin}/app${address}`);
      await expect(phone.syncLine).toContainText('1 条待上传');
      await expect(phone.syncLine).toContainText(`已等 ${days} 天`);
      await expect(phone.syncLine).toHaveClass(tone);
    }
  }
  await phone.goTo('首页');
  await phone.page.screenshot({ path: 'shots/home-old.png' });
});

test('the browser is asked to keep things, and the home screen offered, once there is something worth it', async ({
  people,
  server,
  newPhone,
}) => {
  const profile = newPhone('member', server.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  await profile.running.addInitScript(() => {
    const asked = { persist: 0, prompt: 0 };
    Object.assign(window, { asked });
    navigator.storage.persist = async () => (asked.persist += 1) > 0;
    navigator.storage.persisted = async () => asked.persist > 0;
  });
  await phone.page.reload();
  await expect(phone.recordButton).toBeVisible();
  const asked = () => phone.page.evaluate(() => (window as unknown as { asked: { persist: number; prompt: number } }).asked);
  const offer = () =>
    phone.page.evaluate(() => {
      const { asked } = window as unknown as { asked: { prompt: number } };
      const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: () => (asked.prompt += 1) });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    });
  expect(await offer(), 'the browser shows no bar of its own').toBe(true);
  const offered = phone.page.getByText('把商量放到桌面');
  await expect(offered).toBeHidden();
  expect(await asked()).toEqual({ persist: 0, prompt: 0 });

  await phone.recordAndSubmit({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await expect(offered).toBeVisible();
  expect((await asked()).persist).toBe(1);
  await phone.page.getByRole('button', { name: '放到桌面' }).click();
  await expect(offered).toBeHidden();
  expect((await asked()).prompt).toBe(1);
  await phone.goTo('我的');
  await expect(phone.page.getByText('已请浏览器长期保留')).toBeVisible();

  await offer();
  await phone.page.getByRole('button', { name: '不用了' }).click();
  await offer();
  await expect(offered, 'whoever does not want it is not asked again').toBeHidden();
});

test('an old page that keeps the disk to itself is told to be closed, and what waits goes on by itself', async ({
  people,
  server,
  newPhone,
}) => {
  const { client } = await Signed.in(server.origin, people.member);
  const profile = newPhone('member', server.origin);
  const old = await profile.open('/healthz');
  // A version of the app from before photos, which does not give way.
  await old.evaluate(async (name) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => ['meta', 'op', 'row', 'feed', 'draft'].forEach((store) => opening.result.createObjectStore(store));
    await new Promise((resolve) => (opening.onsuccess = resolve));
    Object.assign(window, { held: opening.result });
  }, `shangliang-${client.user?.id}`);
  const page = await profile.blank();
  await page.goto(`${server.origin}/app`);
  await page.getByLabel('账号').fill(people.member.login);
  await page.getByLabel('密码', { exact: true }).fill(people.member.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByText('请关闭其他打开着的商量页面')).toBeVisible();
  await page.screenshot({ path: 'shots/blocked.png' });
  await old.close();
  await expect(page.getByRole('link', { name: /^记一次活动/ })).toBeVisible();
});

test('a page whose disk a newer version has taken says so, and loses nothing typed', async ({
  people,
  server,
  newPhone,
}) => {
  const profile = newPhone('member', server.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await phone.page.evaluate(async () => {
    const own = (await indexedDB.databases()).find(({ name }) => name?.startsWith('shangliang-'));
    const opening = indexedDB.open(own?.name ?? 'none', (own?.version ?? 0) + 1);
    await new Promise((resolve, reject) => {
      opening.onsuccess = resolve;
      opening.onblocked = () => reject(new Error('the older version does not give way'));
    });
    opening.result.close();
  });
  await phone.submit();
  await expect(phone.page.getByText('本机资料来自更新的版本').first()).toBeVisible();
  await expect(phone.narrative).toHaveValue(WRITTEN);
  const typed = await phone.page.evaluate(() => Object.values(localStorage).filter((text) => text.includes('柳林村')));
  expect(typed).toHaveLength(1);
});
