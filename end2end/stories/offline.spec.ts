import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { built } from '../harness/built.ts';
import { expect, test } from '../harness/story.ts';

/** A copy of the site that browsers take for a later build. */
async function laterBuild(folder: string): Promise<string> {
  await cp(built.site, folder, { recursive: true });
  const { build } = JSON.parse(await readFile(path.join(folder, 'build.json'), 'utf8'));
  for (const file of ['sw.js', 'build.json']) {
    const text = await readFile(path.join(folder, file), 'utf8');
    await writeFile(path.join(folder, file), text.replaceAll(build, `${build}-later`));
    for (const packed of ['br', 'gz']) await rm(path.join(folder, `${file}.${packed}`), { force: true });
  }
  return folder;
}

/** Every URL that the service worker keeps, by the name of its cache. */
function cached(phone: { page: Phone['page'] }): Promise<Record<string, string[]>> {
  return phone.page.evaluate(async () => {
    const names = await caches.keys();
    const urls = async (name: string) => (await (await caches.open(name)).keys()).map((kept) => new URL(kept.url).pathname);
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await urls(name)])));
  });
}

test('every page of the phone opens from its address with the server dead', async ({ server, people, newPhone }) => {
  const profile = newPhone('member', server.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  await profile.kill();
  await server.kill();
  for (const address of ['', '/records', '/activity/new', '/outbox', '/export', '/import']) {
    const again = await Phone.open(profile, address);
    await expect(again.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(again.page.getByLabel('密码', { exact: true })).toBeHidden();
    await again.page.close();
  }
});

test('a page whose code was lost on the first visit says so, and opens once there is signal', async ({
  network,
  people,
  newPhone,
}) => {
  network.trouble('/assets/phone_split', { answer: 503 });
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.giveCredentials(people.member);
  await phone.recordButton.click();
  const lost = phone.page.getByRole('heading', { level: 1, name: '这一页还没有下载到本机' });
  await expect(lost).toBeVisible();
  const again = phone.page.getByRole('button', { name: '再试一次' });
  await again.click();
  await expect(lost).toBeVisible();
  network.clear();
  await again.click();
  await expect(phone.narrative).toBeVisible();
});

test('the phone keeps its own files and nothing else', async ({ server, people, newPhone }) => {
  const phone = await Phone.open(newPhone('member', server.origin));
  await phone.signIn(people.member);
  const kept = await cached(phone);
  const manifest = JSON.parse(await readFile(path.join(built.site, 'build.json'), 'utf8'));
  expect(Object.keys(kept)).toEqual([expect.stringContaining(manifest.build)]);
  const urls = Object.values(kept).flat();
  const { wasm, js, link, css, later } = manifest.phone;
  expect(urls).toEqual(expect.arrayContaining(['/app', wasm, js, link, css, ...later]));
  for (const url of urls) {
    expect(url).not.toMatch(/^\/api|^\/desk/);
    expect(url).not.toBe(manifest.desk.wasm);
  }
});

test('the desk is kept once it was opened, and opens with the server dead', async ({ server, people, newDesk }) => {
  const profile = newDesk('staff', server.origin);
  const desk = await Desk.start(profile);
  await desk.signIn(people.staff);
  // The worker that keeps files came with this visit; the next one is answered by it.
  await expect.poll(() => desk.page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  await desk.page.reload();
  await expect.poll(async () => Object.values(await cached(desk)).flat(), { timeout: 20_000 }).toContain('/desk');
  await server.kill();
  await desk.page.reload();
  await expect(desk.page.getByRole('navigation', { name: '主导航' })).toBeVisible();
});

test('a later build asks first, replaces the page once accepted, and works offline again', async ({
  server,
  people,
  newPhone,
}, story) => {
  const profile = newPhone('member', server.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  await server.stop();
  server.serveFrom(await laterBuild(story.outputPath('later')));
  await server.start();

  await phone.page.reload();
  const update = phone.page.getByRole('button', { name: /更新/ });
  await expect(update).toBeVisible({ timeout: 20_000 });
  expect(Object.keys(await cached(phone))).toHaveLength(2);
  await Promise.all([phone.page.waitForEvent('load'), update.click()]);
  await expect(phone.recordButton).toBeVisible();
  await expect(update).toBeHidden();
  await expect
    .poll(async () => Object.keys(await cached(phone)), { timeout: 20_000 })
    .toContainEqual(expect.stringContaining('-later'));

  await profile.kill();
  await server.kill();
  const offline = await Phone.open(profile, '/activity/new');
  await expect(offline.narrative).toBeVisible();
});
