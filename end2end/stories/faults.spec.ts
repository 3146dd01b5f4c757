import { setTimeout as sleep } from 'node:timers/promises';
import { Phone } from '../apps/phone.ts';
import { Client } from '../other-client/client.ts';
import { Signed } from '../harness/office.ts';
import type { People } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';

const NARRATIVE = '帮东坪镇老人测血压，登记了慢病用药。';

test('a wrong password is answered with a clear sentence and the right one still works', async ({
  server,
  people,
  newPhone,
}) => {
  const phone = await Phone.open(newPhone('member', server.origin));
  await phone.giveCredentials({ login: people.member.login, password: 'not-this-one' });
  await expect(phone.alert).toContainText('账号或密码不对');
  await expect(phone.page.getByLabel('账号')).toHaveValue(people.member.login);
  await phone.signIn(people.member);
});

test('signing in without a network says that there is none', async ({ network, people, newPhone }) => {
  const phone = await Phone.open(newPhone('member', network.origin));
  await expect(phone.page.getByLabel('账号')).toBeVisible();
  await network.cut();
  await phone.giveCredentials(people.member);
  await expect(phone.alert).toContainText(/连不上|网络|信号/);
  await network.connect();
  await phone.signIn(people.member);
});

test('a phone whose first visit lost the signal before offline start was set up sets it up once there is signal', async ({
  network,
  people,
  newPhone,
}) => {
  network.trouble('/sw.js', { answer: 503 }, 1);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.giveCredentials(people.member);
  await expect(phone.recordButton).toBeVisible();
  await phone.becomesReadyForOffline();
  await network.cut();
  await phone.page.reload();
  await expect(phone.recordButton).toBeVisible();
});

test('a session that ended with unsent work loses nothing: signing in again uploads it', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  const profile = newPhone('member', network.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  await network.cut();
  await phone.recordAndSubmit({ type: '志愿服务', venue: people.venue, narrative: NARRATIVE });
  await profile.running.clearCookies();
  await network.connect();

  await expect(phone.expired).toBeVisible({ timeout: 30_000 });
  await phone.goTo('记录');
  await expect(phone.record(NARRATIVE)).toContainText('待上传');
  await phone.signInAgain(people.member);
  await phone.goTo('记录');
  await expect(phone.record(NARRATIVE)).toContainText('已上传', { timeout: 30_000 });
  expect(await copiesOnServer(server.origin, people, NARRATIVE)).toBe(1);
});

test('a full disk is told in words while nothing new fits, and everything comes once there is room', async ({
  server,
  people,
  newPhone,
}) => {
  // A disk that failed is left alone for a minute.
  test.setTimeout(240_000);
  const profile = newPhone('member', server.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  const devtools = await profile.running.newCDPSession(phone.page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 1 });
  // The browser remembers for half a minute how much room there was, and the phone hears at once of what comes.
  await sleep(35_000);

  const colleague = new Client(server.origin);
  await colleague.signIn(people.colleague.login, people.colleague.password);
  await colleague.sync();
  const create = {
    type: 'visit',
    phase: 'held',
    start: `${new Date().toISOString().slice(0, 10)}T00:01`,
    venue: people.feed.slice('venue:'.length),
    [`attendance:${colleague.user?.member}`]: 'present',
    narrative: NARRATIVE,
  };
  colleague.write('activity', people.feed, { create });
  await colleague.sync();
  await expect(phone.syncLine).toContainText('本机存不下新内容', { timeout: 40_000 });
  await phone.syncLine.click();
  await expect(phone.alert).toContainText('手机存储满了');

  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.origin });
  await expect(phone.alert).toBeHidden({ timeout: 90_000 });
  await phone.page.getByRole('link', { name: '返回' }).click();
  await phone.goTo('记录');
  await expect(phone.record(NARRATIVE)).toBeVisible({ timeout: 30_000 });
});

for (const status of [500, 503]) {
  test(`a server that answers ${status} loses nothing, and the phone recovers by itself`, async ({
    network,
    server,
    people,
    newPhone,
  }) => {
    const phone = await Phone.open(newPhone('member', network.origin));
    await phone.signIn(people.member);
    network.trouble('/api/v1/sync', { answer: status });
    await phone.recordAndSubmit({ type: '志愿服务', venue: people.venue, narrative: NARRATIVE });
    await expect(phone.syncLine).toContainText('1 条待上传');
    await phone.openOutbox();
    await expect(phone.page.getByRole('main')).toContainText('存在本机');
    await phone.goTo('记录');
    await expect(phone.record(NARRATIVE)).toContainText('待上传');
    network.clear();
    await expect(phone.record(NARRATIVE)).toContainText('已上传', { timeout: 60_000 });
    expect(await copiesOnServer(server.origin, people, NARRATIVE)).toBe(1);
  });
}

test('a reply lost after the server has committed does not upload the record twice', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const before = network.count('POST /api/v1/sync');
  network.trouble('/api/v1/sync', { loseReply: true }, 3);
  await phone.recordAndSubmit({ type: '志愿服务', venue: people.venue, narrative: NARRATIVE });
  await phone.goTo('记录');
  await expect(phone.record(NARRATIVE)).toContainText('已上传', { timeout: 60_000 });
  expect(network.count('POST /api/v1/sync') - before).toBeGreaterThan(3);
  expect(await copiesOnServer(server.origin, people, NARRATIVE)).toBe(1);
});

test('a server killed while it takes in a record ends with exactly one of it', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(150_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  network.trouble('/api/v1/sync', { delay: 100 });
  const narratives = [1, 2, 3].map((number) => `第${number}次帮东坪镇老人测血压。`);
  for (const [at, narrative] of narratives.entries()) {
    await phone.recordAndSubmit({ type: '志愿服务', venue: people.venue, narrative });
    // Each time a little later, so that the kill falls before, into and after the server's commit.
    await phone.page.waitForTimeout(90 + at * 15);
    await server.kill();
    await server.start();
  }
  await phone.goTo('记录');
  for (const narrative of narratives) {
    await expect(phone.record(narrative)).toContainText('已上传', { timeout: 60_000 });
    expect(await copiesOnServer(server.origin, people, narrative)).toBe(1);
  }
});

async function copiesOnServer(origin: string, { colleague }: People, narrative: string): Promise<number> {
  const copies = await (await Signed.in(origin, colleague)).narratives();
  return copies.get(narrative) ?? 0;
}
