import { Phone } from '../apps/phone.ts';
import { askOfVenues, signedIn, venueOf } from '../harness/venue.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';

test('a correction by the office and a quota that falls due are news until they were read, on this phone', async ({
  network,
  accounts,
  newPhone,
}) => {
  test.setTimeout(120_000);
  const [convenor, staff] = [the(accounts, 'convenor'), the(accounts, 'staff')];
  const venue = await venueOf(network.origin, convenor);
  const phone = await Phone.open(newPhone('convenor', network.origin));
  await phone.signIn(convenor);
  await phone.recordAndSubmit({ type: '走访', venue: venue.name, narrative: '到上岭村走访五户。', personTimes: 50 });
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });
  await phone.goTo('消息');
  const tab = phone.page.getByRole('navigation').getByRole('link', { name: '消息' });
  const before = Number(/\d+/.exec(await tab.innerText())?.[0] ?? 0);

  await venue.client.sync();
  const rows = [...(venue.client.feeds.get(venue.feed)?.rows.values() ?? [])];
  const row = rows.find(({ body }) => body.narrative === '到上岭村走访五户。');
  const office = await signedIn(network.origin, staff);
  const steps = [{ review: 'approved' }, { review: 'approved', review_reason: '签到表是五个人', 'measure:person_times': 5 }];
  for (const [at, patch] of steps.entries()) {
    const op = { ...office.write('activity', venue.feed, { patch }, row?.rec), base: (row?.ver ?? 0) + at };
    office.outbox.splice(0);
    expect((await office.roundTrip([op])).results).toMatchObject([{ ver: (row?.ver ?? 0) + at + 1 }]);
  }
  await phone.goTo('首页');
  await expect(tab).toContainText(String(before + 1), { timeout: 60_000 });
  await phone.goTo('消息');
  const news = phone.page.getByRole('listitem').filter({ hasText: '到上岭村走访五户' });
  await expect(news).toContainText('未读');
  await expect(news).toContainText('理由：签到表是五个人');
  await phone.page.screenshot({ path: 'shots/messages.png', fullPage: true });
  await expect(tab).not.toContainText(String(before + 1));
  await phone.page.reload();
  await expect(news).toBeVisible();
  await expect(news).not.toContainText('未读');

  await test.step('what falls due within two weeks is said without signal, and leads to the venue', async () => {
    await askOfVenues(network.origin, staff, { name: '另设的要求', every: 'month', minimum: 40 });
    const reminder = phone.page.getByRole('link', { name: /本月还差 \d+ 次，(剩 \d+ 天|今天截止)\s*另设的要求/ });
    if (daysLeftInMonth() > 14) {
      await phone.page.waitForTimeout(20_000);
      await expect(reminder).toBeHidden();
      return;
    }
    await expect(reminder).toBeVisible({ timeout: 60_000 });
    await network.cut();
    await reminder.click();
    await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(venue.name);
  });
});

/** By the committee's clock, eight hours ahead. */
function daysLeftInMonth(): number {
  const today = new Date(Date.now() + 8 * 3_600_000);
  const last = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 0));
  return last.getUTCDate() - today.getUTCDate();
}
