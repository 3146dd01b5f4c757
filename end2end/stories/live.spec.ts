import { setTimeout as sleep } from 'node:timers/promises';
import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { expect, test } from '../harness/story.ts';

const EVENTS = 'GET /api/v1/events';
const SYNC = 'POST /api/v1/sync';
/** Longer than a phone that hears nothing waits until it asks again, shorter than one that hears. */
const A_WHILE = 20_000;
/** How soon something is told, followed and shown; a phone that hears asks by itself every minute only. */
const SECONDS = { timeout: 10_000 };

test('what one phone records is on the other within seconds, and again after the server was started anew', async ({
  server,
  network,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const one = await Phone.open(newPhone('one', server.origin));
  await one.signIn(people.member);
  const two = await Phone.open(newPhone('two', network.origin));
  await two.signIn(people.member);
  await two.goTo('记录');
  await expect.poll(() => network.underWay(EVENTS), SECONDS).toBe(1);
  // What is to be told at the beginning is told by now.
  await sleep(5_000);
  const before = network.count(SYNC);
  await sleep(A_WHILE);
  expect(network.count(SYNC), 'who hears does not ask').toBe(before);
  await one.recordAndSubmit({ type: '走访', venue: people.venue, narrative: '到柳林村走访六户。' });
  await expect(two.record('到柳林村走访六户')).toBeVisible(SECONDS);

  await server.stop();
  await server.start();
  await expect.poll(() => network.underWay(EVENTS), { timeout: 40_000 }).toBe(1);
  await one.goTo('首页');
  await expect(one.syncLine).toContainText('全部已上传', { timeout: 40_000 });
  await one.recordAndSubmit({ type: '走访', venue: people.venue, narrative: '到杨树沟走访三户。' });
  await expect(two.record('到杨树沟走访三户')).toBeVisible({ timeout: 15_000 });
});

test('of two tabs one listens, and whichever works there', async ({ network, people, newPhone }) => {
  const profile = newPhone('member', network.origin);
  const first = await Phone.open(profile);
  await first.signIn(people.member);
  await expect.poll(() => network.underWay(EVENTS), SECONDS).toBe(1);
  const second = await Phone.open(profile);
  const takeOver = second.page.getByRole('button', { name: '在这里用' });
  await expect(takeOver).toBeVisible();
  await sleep(3_000);
  expect(network.count(EVENTS)).toBe(1);
  await takeOver.click();
  await expect.poll(() => network.count(EVENTS), SECONDS).toBe(2);
  await expect.poll(() => network.underWay(EVENTS), SECONDS).toBe(1);
});

test('a phone that is not let listen tries seldom and asks as often as ever', async ({
  server,
  network,
  people,
  newPhone,
}) => {
  test.setTimeout(120_000);
  network.trouble('/api/v1/events', { answer: 503 });
  const deaf = await Phone.open(newPhone('deaf', network.origin));
  let tries = 0;
  deaf.page.on('request', (request) => (tries += Number(request.url().endsWith('/api/v1/events'))));
  await deaf.signIn(people.member);
  await deaf.goTo('记录');
  await expect.poll(() => tries, SECONDS).toBe(1);
  const before = network.count(SYNC);
  await sleep(A_WHILE);
  expect(tries).toBeLessThanOrEqual(3);
  expect(network.count(SYNC)).toBeGreaterThan(before);
  const one = await Phone.open(newPhone('one', server.origin));
  await one.signIn(people.member);
  await one.recordAndSubmit({ type: '走访', venue: people.venue, narrative: '到柳林村走访六户。' });
  await expect(deaf.record('到柳林村走访六户')).toBeVisible({ timeout: 25_000 });
});

test('the desk listens too, and no longer once its person has left @desk', async ({ network, people, newDesk }) => {
  const desk = await Desk.start(newDesk('office', network.origin));
  await desk.signIn(people.staff);
  await expect.poll(() => network.underWay(EVENTS), SECONDS).toBe(1);
  await desk.page.getByRole('button', { name: '退出登录' }).click();
  await expect.poll(() => network.underWay(EVENTS), SECONDS).toBe(0);
});
