import type { Page } from '@playwright/test';
import { Phone } from '../apps/phone.ts';
import { signedIn, venueOf } from '../harness/venue.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';

const NARRATIVE = '为东坪镇老人测血压，登记了用药。';

/** Where a record says that there are two versions. */
const torn = (page: Page) => page.getByRole('region', { name: '有两个说法' });

test('two numbers written without a network are shown with who and when, one touch decides, and both phones end the same', async ({
  network,
  accounts,
  newPhone,
}) => {
  test.setTimeout(240_000);
  const convenor = the(accounts, 'convenor');
  const venue = await venueOf(network.origin, convenor);
  const member = await venue.anotherMember(accounts);
  const one = await Phone.open(newPhone('one', network.origin));
  await one.signIn(member);
  await one.recordAndSubmit({ type: '志愿服务', venue: venue.name, narrative: NARRATIVE, personTimes: 6 });
  await one.goTo('记录');
  await expect(one.record(NARRATIVE)).toContainText('已上传', { timeout: 30_000 });
  const two = await Phone.open(newPhone('two', network.origin));
  await two.signIn(convenor);

  await network.cut();
  for (const [phone, number] of [
    [one, 18],
    [two, 15],
  ] as const) {
    await phone.goTo('记录');
    await phone.mend(NARRATIVE);
    await phone.setPersonTimes(number);
    await phone.submit();
    await phone.isSaved();
  }
  await network.connect();

  await expect(torn(one.page)).toBeVisible({ timeout: 90_000 });
  await expect(torn(two.page)).toBeVisible({ timeout: 90_000 });
  for (const phone of [one, two]) {
    await expect(torn(phone.page)).toContainText('18 人次');
    await expect(torn(phone.page)).toContainText('15 人次');
    await expect(torn(phone.page)).toContainText(/您 · 今天 \d\d:\d\d/);
  }
  await expect(torn(one.page)).toContainText(new RegExp(`${convenor.name} · 今天`));
  await expect(torn(two.page)).toContainText(new RegExp(`${member.name} · 今天`));
  await two.page.screenshot({ path: 'shots/conflict.png' });

  await test.step('the convenor decides without signal, and is told what was chosen', async () => {
    await network.cut();
    await torn(two.page).getByRole('button', { name: '用“18 人次”' }).click();
    await expect(two.page.getByText('联系群众定为“18 人次”，已存本机')).toBeVisible();
    await expect(torn(two.page)).toBeHidden();
    await expect(two.page.getByRole('main')).toContainText('18 人次');
    await network.connect();
  });

  await test.step('the other phone ends the same', async () => {
    await expect(torn(one.page)).toBeHidden({ timeout: 90_000 });
    await expect(one.page.getByRole('main')).toContainText('18 人次');
    const client = await signedIn(network.origin, member);
    const rows = [...(client.feeds.get(venue.feed)?.rows.values() ?? [])];
    const row = rows.find(({ body }) => body.narrative === NARRATIVE);
    expect(row).toMatchObject({ conflicts: [], body: { 'measure:person_times': 18 } });
  });
});

test('what one deleted while another changed it is kept until a person says whether it stays', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const { member, venue, feed } = people;
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(member);
  const elsewhere = await signedIn(server.origin, member);
  const written: [string, string][] = [
    ['到上岭村看望老人。', '到上岭村看望老人，带去了药。'],
    ['到下岭村看望老人。', '到下岭村看望老人，带去了米。'],
  ];
  for (const [narrative] of written) {
    await phone.recordAndSubmit({ type: '走访', venue, narrative });
    await phone.goTo('记录');
    await expect(phone.record(narrative)).toContainText('已上传', { timeout: 30_000 });
  }
  await elsewhere.sync();
  const rec = (narrative: string) =>
    [...(elsewhere.feeds.get(feed)?.rows.values() ?? [])].find(({ body }) => body.narrative === narrative)?.rec;
  const recs = written.map(([narrative]) => rec(narrative));

  await network.cut();
  for (const [before, after] of written) {
    await phone.goTo('记录');
    await phone.mend(before);
    await phone.narrative.fill(after);
    await phone.submit();
    await phone.isSaved();
  }
  for (const each of recs) elsewhere.write('activity', feed, { delete: {} }, each);
  await elsewhere.sync();
  await network.connect();

  const [first, second] = written.map(([, after]) => after) as [string, string];
  await phone.goTo('首页');
  await expect(phone.page.getByRole('link', { name: /条有两个说法/ })).toBeVisible({ timeout: 60_000 });
  await phone.goTo('消息');
  await phone.page.getByRole('article').filter({ hasText: first.slice(0, 8) }).getByRole('link', { name: /看两个说法/ }).click();
  await expect(torn(phone.page)).toContainText('有人删，有人改');
  await expect(torn(phone.page)).toContainText(/删除：您 · 今天/);
  await phone.page.screenshot({ path: 'shots/conflict-deleted.png' });
  await torn(phone.page).getByRole('button', { name: '留下这条' }).click();
  await expect(phone.page.getByText('已定为留下，已存本机')).toBeVisible();
  await expect(torn(phone.page)).toBeHidden();

  await phone.goTo('记录');
  await phone.read(second);
  await torn(phone.page).getByRole('button', { name: '删掉这条' }).click();
  await phone.page.getByRole('dialog').getByRole('button', { name: '删掉这条' }).click();
  await expect(phone.page.getByText('已定为删掉，已存本机')).toBeVisible();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  await elsewhere.sync();
  const rows = elsewhere.feeds.get(feed)?.rows;
  expect(rows?.get(recs[0] ?? '')).toMatchObject({ del: false, conflicts: [], body: { narrative: first } });
  expect(rows?.get(recs[1] ?? '')).toMatchObject({ del: true });
});
