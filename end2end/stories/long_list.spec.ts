import { Phone } from '../apps/phone.ts';
import { Client } from '../other-client/client.ts';
import { slowDown } from '../harness/mid_phone.ts';
import { expect, test } from '../harness/story.ts';

// Recording the page as it goes would be most of what is measured.
test.use({ trace: 'off', screenshot: 'off' });

const RECORDS = 5_000;
const TYPES = ['visit', 'research', 'volunteer_service', 'reading'];

/** Writes this many activities of a member, over three years. */
async function fill(origin: string, who: { login: string; password: string }): Promise<void> {
  const client = new Client(origin);
  await client.signIn(who.login, who.password);
  await client.sync();
  const feed = [...client.feeds.keys()].find((id) => id.startsWith('venue:')) ?? '';
  for (let i = 0; i < RECORDS; i += 1) {
    const day = new Date(Date.UTC(2023, 0, 1 + (i % 1_000))).toISOString().slice(0, 10);
    const create = {
      type: TYPES[i % TYPES.length],
      phase: 'held',
      start: `${day}T09:00`,
      venue: feed.slice('venue:'.length),
      [`attendance:${client.user?.member}`]: 'present',
      'measure:person_times': i % 40,
      narrative: `第${i}次走访柳林村，看望独居老人，了解取暖和用药情况，当场办了两件事，其余的带回去同镇里商量。`,
    };
    client.write('activity', feed, { create });
  }
  const results = await client.sync();
  expect(results.filter((result) => 'code' in result)).toEqual([]);
}

function note(what: string, value: string, goal: string): void {
  console.log(`    ${what}: ${value} (goal ${goal})`);
}

test(`a list of ${RECORDS} records opens, filters, searches and scrolls`, async ({ server, people, newPhone }) => {
  test.setTimeout(240_000);
  await fill(server.origin, people.member);
  const profile = newPhone('member', server.origin);
  const phone = await Phone.open(profile);
  await phone.giveCredentials(people.member);
  await expect(phone.recordButton).toBeVisible({ timeout: 60_000 });
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  await phone.goTo('记录');
  await expect(phone.page.getByRole('listitem').first()).toBeVisible();
  await phone.goTo('首页');
  await expect(phone.recordButton).toBeVisible();

  await slowDown(phone.page);
  await phone.page.evaluate(watchLongTasks);
  const measured = async (what: string, act: () => Promise<void>, goal: string) => {
    const took = phone.page.evaluate(untilRows);
    await act();
    note(`${what}, until its first row`, `${Math.round(await took)} ms`, goal);
    // A second for whatever the page still has to do.
    await phone.page.waitForTimeout(1_000);
    note(`${what}, longest task`, `${Math.round(await phone.page.evaluate(longestTask))} ms`, 'none');
  };
  const filter = (name: string) => phone.page.getByRole('button', { name }).click();
  await measured('opening the list', () => phone.goTo('记录'), '100 ms');
  await measured('filtering it', () => filter('已审'), '100 ms');
  await measured('showing all again', () => filter('全部'), '100 ms');

  await phone.page.evaluate(scrollFar);
  // A page that falls behind the thumb on a busy machine stands at its end meanwhile, and goes on from there.
  const rows = phone.page.getByRole('main').getByRole('listitem');
  const further = async () => {
    await phone.page.evaluate(() => window.scrollBy(0, 2_000));
    return rows.count();
  };
  await expect.poll(further, { message: 'scrolling brings further rows' }).toBeGreaterThan(150);
  note(`scrolling to row ${await rows.count()}, longest task`, `${Math.round(await phone.page.evaluate(longestTask))} ms`, '50 ms');

  await phone.page.getByRole('button', { name: '搜索' }).click();
  await phone.page.getByRole('searchbox').fill('第4321次');
  await expect(phone.page.getByRole('main').getByRole('link')).toHaveCount(1);
  await phone.page.waitForTimeout(1_000);
  note('searching it, longest task', `${Math.round(await phone.page.evaluate(longestTask))} ms`, 'none');
});

/** From now on the page keeps how long its tasks took; runs in the page. */
function watchLongTasks(): void {
  const tasks: number[] = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({
    type: 'longtask',
  });
  Object.assign(window, { tasks });
}

/** Scrolls 30,000 pixels in about six seconds, one flick of the thumb after the other; runs in the page. */
async function scrollFar(): Promise<void> {
  const begun = performance.now();
  for (let done = 0; done < 30_000; ) {
    await new Promise(requestAnimationFrame);
    const due = Math.min(30_000, (performance.now() - begun) * 5);
    window.scrollBy(0, due - done);
    done = due;
  }
}

/** The longest task since it was last asked, in milliseconds; 0 where none was longer than 50; runs in the page. */
function longestTask(): number {
  const { tasks } = window as unknown as { tasks: number[] };
  return Math.max(0, ...tasks.splice(0));
}

/** Milliseconds from the next click until the page shows other rows than before; runs in the page. */
function untilRows(): Promise<number> {
  const rows = () => document.querySelector('main .list')?.textContent ?? '';
  const before = rows();
  return new Promise((resolve) => {
    let clicked = 0;
    document.addEventListener('click', () => (clicked ||= performance.now()), { capture: true, once: true });
    const look = () => {
      const now = rows();
      if (clicked && now && now !== before) resolve(performance.now() - clicked);
      else requestAnimationFrame(look);
    };
    look();
  });
}
