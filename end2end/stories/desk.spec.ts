import { Desk } from '../apps/desk.ts';
import { dayAgo } from '../apps/office.ts';
import { Client } from '../other-client/client.ts';
import type { People } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';

/** What the office does all day; it runs in every browser that an office may have. */
test.describe('the desk', { tag: '@desk' }, () => {
  const WRITTEN = ['到柳林村走访三户困难群众', '到东坪镇看望独居老人', '在石桥镇讲垃圾分类'];
  const REASON = '签到表上是六个名字，人次写了九，请核对。';

  /** Puts records before the reviewer, one a day and the newest of today, without a phone. */
  async function hand(origin: string, { member, feed }: People, narratives: string[]): Promise<void> {
    const client = new Client(origin);
    await client.signIn(member.login, member.password);
    await client.sync();
    for (const [at, narrative] of narratives.entries()) {
      const create = {
        type: 'visit',
        phase: 'held',
        start: `${dayAgo(narratives.length - 1 - at)}T00:30`,
        venue: feed.slice('venue:'.length),
        [`attendance:${client.user?.member}`]: 'present',
        'measure:person_times': 4,
        narrative: `${narrative}。`,
      };
      client.write('activity', feed, { create });
    }
    expect((await client.sync()).filter((result) => 'code' in result)).toEqual([]);
  }

  test('a reviewer reads, returns and approves by keyboard, and a reload still knows who it is', async ({
    server,
    people,
    newDesk,
  }) => {
    await hand(server.origin, people, WRITTEN);
    const desk = await Desk.start(newDesk('staff', server.origin));
    const { page } = desk;
    await desk.signIn(people.staff);
    await desk.goTo('待审核');
    await desk.read(WRITTEN[0]!);

    const title = desk.open.getByRole('heading').first();
    await page.keyboard.press('j');
    await expect(title).not.toContainText(WRITTEN[0]!);
    await page.keyboard.press('k');
    await expect(title).toContainText(WRITTEN[0]!);

    await page.keyboard.press('r');
    const words = page.getByLabel('对委员说的话');
    await expect(words).toBeVisible();
    await page.keyboard.press('1');
    await expect(words).not.toHaveValue('');
    await words.fill(REASON);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(desk.waiting(WRITTEN[0]!)).toBeHidden();

    await desk.read(WRITTEN[1]!);
    await page.keyboard.press('a');
    await expect(desk.waiting(WRITTEN[1]!)).toBeHidden();
    await expect(desk.sent).toBeVisible();

    await page.reload();
    await expect(desk.waiting(WRITTEN[2]!)).toBeVisible();
    await expect(desk.waiting(WRITTEN[1]!)).toBeHidden();
    await page.getByRole('link', { name: /^已退回/ }).click();
    await desk.read(WRITTEN[0]!);
    await expect(desk.open).toContainText(REASON);
  });

  test('a figure opens to its definition and records, and a record to its page', async ({ server, people, newDesk }) => {
    await hand(server.origin, people, WRITTEN.slice(0, 1));
    const desk = await Desk.start(newDesk('leader', server.origin));
    await desk.signIn(people.leader);
    await desk.goTo('总览');
    await desk.openFigure('履职活动');
    await expect(desk.page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    await desk.page.getByRole('dialog').getByRole('listitem').first().getByRole('link').click();
    await expect(desk.page).toHaveURL(/\/desk\/records\//);
    await expect(desk.page.getByText('经过').first()).toBeVisible();
  });

  test('what is decided while the server is away is kept on this computer, and goes up once it is back', async ({
    network,
    people,
    newDesk,
  }) => {
    await hand(network.origin, people, WRITTEN.slice(0, 1));
    const profile = newDesk('staff', network.origin);
    const desk = await Desk.start(profile);
    await desk.signIn(people.staff);
    await desk.goTo('待审核');
    await desk.read(WRITTEN[0]!);
    await expect
      .poll(() => desk.page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 20_000 })
      .toBe('activated');

    await network.cut();
    await desk.approve();
    await expect(desk.waiting(WRITTEN[0]!)).toBeHidden();
    await expect(desk.syncLine).toContainText('1 条待上传', { timeout: 30_000 });
    // The browser may end: the page starts without the server, and still holds the decision.
    await profile.close();
    const again = await Desk.start(profile);
    await expect(again.syncLine).toContainText('1 条待上传', { timeout: 30_000 });

    await network.connect();
    await expect(again.sent).toBeVisible({ timeout: 60_000 });
    const client = new Client(network.origin);
    await client.signIn(people.member.login, people.member.password);
    await client.sync();
    const rows = [...client.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
    const record = rows.find((row) => String(row.body.narrative).startsWith(WRITTEN[0]!));
    expect(record?.body.review).toBe('approved');
  });
});
