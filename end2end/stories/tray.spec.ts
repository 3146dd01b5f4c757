import { Phone } from '../apps/phone.ts';
import { signedIn } from '../harness/venue.ts';
import { expect, test } from '../harness/story.ts';

const BEFORE = '到柳林村走访三户。';
const AFTER = '到柳林村走访三户，补记了一户。';

test('a change that the office was faster than stays in the tray, word for word, until its person lets it go', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(120_000);
  const { member, staff, venue, feed } = people;
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(member);
  await phone.recordAndSubmit({ type: '走访', venue, narrative: BEFORE, personTimes: 3 });
  await phone.goTo('记录');
  await expect(phone.record(BEFORE)).toContainText('已上传', { timeout: 30_000 });
  const reader = await signedIn(server.origin, member);
  const row = [...(reader.feeds.get(feed)?.rows.values() ?? [])].find(({ body }) => body.narrative === BEFORE);

  await network.cut();
  await phone.mend(BEFORE);
  await phone.narrative.fill(AFTER);
  await phone.setPersonTimes(4);
  await phone.submit();
  await phone.isSaved();
  const office = await signedIn(server.origin, staff);
  // The desk reads records by query, so the version it saw is given by hand.
  const approval = { ...office.write('activity', feed, { patch: { review: 'approved' } }, row?.rec), base: row?.ver ?? 0 };
  office.outbox.splice(0);
  expect((await office.roundTrip([approval])).results).toMatchObject([{ n: 1, ver: 2 }]);
  await network.connect();

  await expect(phone.syncLine).toContainText('1 条需处理', { timeout: 60_000 });
  await phone.openOutbox();
  const card = phone.page.getByRole('article').filter({ hasText: BEFORE.slice(0, 8) });
  await expect(card).toContainText('这条记录已经审定，不能再改');
  await expect(card).toContainText(AFTER);
  await expect(card).toContainText('4 人次');
  await phone.page.screenshot({ path: 'shots/tray.png', fullPage: true });
  await card.getByRole('button', { name: '复制' }).click();
  await expect(phone.page.getByText(/已复制|没能复制/)).toBeVisible();
  await card.getByRole('button', { name: '不要了' }).click();
  await phone.page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await expect(card).toContainText(AFTER);
  await card.getByRole('button', { name: '不要了' }).click();
  await phone.page.getByRole('dialog').getByRole('button', { name: '丢掉' }).click();
  await expect(phone.syncLine).toContainText('全部已上传');
  await phone.goTo('记录');
  await expect(phone.record(BEFORE)).toContainText('已审核');
});

test('what somebody typed who has left the venue meanwhile is not lost: it begins another record', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(120_000);
  const { member, staff, venue, feed } = people;
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(member);
  await phone.recordAndSubmit({ type: '走访', venue, narrative: BEFORE, personTimes: 3 });
  await phone.goTo('记录');
  await expect(phone.record(BEFORE)).toContainText('已上传', { timeout: 30_000 });

  await network.cut();
  await phone.mend(BEFORE);
  await phone.narrative.fill(AFTER);
  await phone.submit();
  await phone.isSaved();
  const office = await signedIn(server.origin, staff);
  const roster = [...office.feeds.keys()].find((id) => id.startsWith('ref:')) ?? '';
  const reader = await signedIn(server.origin, member);
  const me = office.feeds.get(roster)?.rows.get(reader.user?.member ?? '');
  const gone = Object.entries(me?.body ?? {}).filter(
    ([field, value]) => field.startsWith('spell:') && JSON.stringify(value).includes(feed.slice('venue:'.length)),
  );
  office.write('member', roster, { patch: Object.fromEntries(gone.map(([field]) => [field, null])) }, me?.rec);
  await office.sync();
  await network.connect();

  await expect(phone.syncLine).toContainText('1 条需处理', { timeout: 60_000 });
  await phone.openOutbox();
  const card = phone.page.getByRole('article').filter({ hasText: BEFORE.slice(0, 8) });
  await expect(card).toContainText('您现在没有这个阵地的权限');
  await expect(card).toContainText(AFTER);
  await card.getByRole('button', { name: '另记一条再交' }).click();
  await expect(phone.narrative).toHaveValue(AFTER);
  await phone.choose('走访');
  await phone.page.getByRole('button', { name: '其他地方' }).click();
  await phone.page.getByLabel('不在阵地，写地点').fill('柳林村村委会');
  await phone.page.getByRole('dialog').getByRole('button', { name: '好了' }).click();
  await phone.submit();
  await expect(phone.page.getByText(/还差 \d 项才能提交/)).toBeVisible();
});
