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
