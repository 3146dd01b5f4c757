import { Phone } from '../apps/phone.ts';
import { Client } from '../other-client/client.ts';
import { expect, test } from '../harness/story.ts';

test('an activity that ended on a later day still does after its start was changed', async ({
  server,
  people,
  newPhone,
}) => {
  const client = new Client(server.origin);
  await client.signIn(people.member.login, people.member.password);
  await client.sync();
  const feed = [...client.feeds.keys()].find((id) => id.startsWith('venue:')) ?? '';
  const op = client.write('activity', feed, {
    create: {
      type: 'volunteer_service',
      phase: 'held',
      start: '2026-05-04T20:00',
      end: '2026-05-05T01:30',
      venue: feed.slice('venue:'.length),
      [`attendance:${client.user?.member}`]: 'present',
      narrative: '汛期夜间值守，帮村里转移了两户老人。',
    },
  });
  await client.sync();

  const phone = await Phone.open(newPhone('member', server.origin));
  await phone.signIn(people.member);
  await phone.page.goto(`${server.origin}/app/activity/${op.rec}`);
  await phone.page.getByRole('button', { name: /5月4日/ }).click();
  await expect(phone.page.getByLabel('结束日期')).toHaveValue('2026-05-05');
  await phone.page.getByLabel('开始', { exact: true }).fill('21:00');
  await phone.submit();
  await phone.page.screenshot({ path: 'shots/later-day.png' });

  const end = () => client.feeds.get(feed)?.rows.get(op.rec)?.body;
  await expect
    .poll(async () => {
      await client.sync();
      return end();
    })
    .toMatchObject({ start: '2026-05-04T21:00', end: '2026-05-05T01:30' });
});

test('an activity that goes over midnight is written down as it is said: from 22:00 to 01:00', async ({
  server,
  people,
  newPhone,
}) => {
  const client = new Client(server.origin);
  await client.signIn(people.member.login, people.member.password);
  const phone = await Phone.open(newPhone('member', server.origin));
  const { page } = phone;
  await phone.signIn(people.member);
  await phone.goTo('首页');
  await phone.recordButton.click();
  await phone.fillIn({ type: '志愿服务', venue: people.venue, narrative: '汛期夜间值守，转移了两户老人。' });
  await page.getByRole('button', { name: /已开展$/ }).click();
  await page.getByLabel('日期', { exact: true }).fill('2026-05-31');
  await page.getByLabel('开始', { exact: true }).fill('22:00');
  await page.getByLabel('结束', { exact: true }).fill('01:00');
  await expect(page.getByRole('status').filter({ hasText: '到次日 01:00结束' })).toBeVisible();
  await expect(page.getByRole('button', { name: /22:00 – 次日 01:00/ })).toBeVisible();
  await expect(page.getByLabel('结束日期')).toHaveValue('2026-06-01');
  await page.getByLabel('结束', { exact: true }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'shots/over-midnight.png' });
  await phone.submit();
  await phone.isSaved();
  const bodies = () => [...client.feeds.values()].flatMap((feed) => [...feed.rows.values()].map((row) => row.body));
  await expect
    .poll(async () => {
      await client.sync();
      return bodies().find((body) => `${body.narrative}`.startsWith('汛期夜间值守，转移了'));
    })
    .toMatchObject({ start: '2026-05-31T22:00', end: '2026-06-01T01:00' });
});

test('the form of a record that is not on this phone is no empty form', async ({ server, people, newPhone }) => {
  const phone = await Phone.open(newPhone('member', server.origin));
  await phone.signIn(people.member);
  await phone.page.goto(`${server.origin}/app/activity/01920000-0000-7000-8000-000000000077`);
  await expect(phone.page.getByText('本机没有这条记录')).toBeVisible();
  await expect(phone.narrative).toBeHidden();
  // A new one is empty, and stays so when the page is loaded again.
  await phone.page.goto(`${server.origin}/app/activity/new`);
  await expect(phone.narrative).toBeVisible();
  await phone.page.reload();
  await expect(phone.narrative).toBeVisible();
});
