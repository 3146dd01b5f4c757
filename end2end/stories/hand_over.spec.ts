import { activityOf, clientOf, dayAgo } from '../apps/office.ts';
import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { Signed } from '../harness/office.ts';
import { expect, test } from '../harness/story.ts';

const TITLE = '村口路灯坏了半年';
const UNIT = '区供电所';

test('a matter is given to a unit, answered, followed up without signal by who raised it, and closed', { tag: '@desk' }, async ({
  network,
  server,
  people,
  newDesk,
  newPhone,
}) => {
  test.setTimeout(240_000);
  const member = await clientOf(server.origin, people.member);
  const { venue } = activityOf(member, people, {});
  const workflow = 'consultation_short_1';
  const body = { title: TITLE, source: 'citizens', venue, raised_on: dayAgo(3), narrative: '夜里没有灯。', workflow };
  const { rec } = member.write('consultation', people.feed, { create: body });
  expect((await member.sync()).filter((result) => 'code' in result)).toEqual([]);

  const desk = await Desk.start(newDesk('staff', server.origin));
  const { page } = desk;
  await desk.signIn(people.staff);
  await page.goto(`${server.origin}/desk/matters/${rec}`);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: '交办给单位' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: '交办', exact: true }).click();
  await expect(form).toContainText('请写交给哪个单位');
  await form.getByLabel('承办单位').fill(UNIT);
  await form.getByLabel('要办什么').fill('换三盏灯，查一查线路。');
  await form.getByLabel('答复期限').fill(dayAgo(-30));
  await form.getByRole('button', { name: '交办', exact: true }).click();
  await main.getByRole('link', { name: UNIT }).click({ timeout: 30_000 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('交办事项');
  // What only turns back is not part of the way.
  await expect(page.locator('.stage')).toHaveText([/^已交办/, /^已接收/, /^已答复/, /^答复已核/, /^已回访/, /^办结/]);
  await main.getByRole('button', { name: '进到“已答复”' }).click();
  const answer = page.getByRole('dialog');
  await answer.getByLabel('与委员怎样沟通的').fill('当面谈过一次。');
  await answer.getByLabel('答复内容').fill('三盏灯已换，线路查过。');
  await answer.getByRole('radio', { name: /^A/ }).check();
  await answer.getByLabel('答复日期').fill(dayAgo(0));
  await answer.getByRole('button', { name: '往下走' }).click();
  await expect(page.locator('.stage.is-here')).toHaveText(/^已答复/, { timeout: 30_000 });
  await main.getByRole('button', { name: '进到“答复已核”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect(page.locator('.stage.is-here')).toHaveText(/^答复已核/, { timeout: 30_000 });
  const handed = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  await phone.page.getByRole('link', { name: /^协商/ }).click();
  await phone.page.getByRole('link', { name: TITLE }).click();
  const seen = phone.page.getByRole('main');
  await expect(seen).toContainText('交办 1 件', { timeout: 30_000 });
  await expect(seen.getByRole('link', { name: UNIT })).toContainText('已答复：A');
  await network.cut();
  await seen.getByRole('link', { name: UNIT }).click();
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('交办事项');
  await expect(seen).toContainText('三盏灯已换，线路查过。');
  await seen.getByRole('button', { name: '进到“已回访”' }).click();
  const visit = phone.page.getByRole('dialog');
  await visit.getByRole('button', { name: '往下走' }).click();
  await expect(visit).toContainText('进到下一环节前要把这一项填好');
  await visit.getByLabel('回访日期').fill(dayAgo(0));
  await visit.getByLabel('回访看到什么').fill('夜里去看了，三盏都亮。');
  await visit.getByRole('button', { name: '往下走' }).click();
  await expect(phone.page.locator('.stage.is-here')).toHaveText(/^已回访/);
  await phone.page.screenshot({ path: 'shots/hand-over-phone.png', fullPage: true });
  await network.connect();

  const stage = async (): Promise<unknown> => {
    await member.sync();
    return member.feeds.get(people.feed)?.rows.get(handed)?.body.stage;
  };
  await expect.poll(stage, { timeout: 60_000 }).toBe('followed_up');
  await page.reload();
  await main.getByRole('button', { name: '进到“办结”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect.poll(stage, { timeout: 30_000 }).toBe('closed');
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '协商与交办' }).click();
  await page.getByRole('link', { name: '交办事项' }).click();
  const row = page.getByRole('row').filter({ hasText: TITLE });
  await expect(row).toContainText(UNIT);
  await expect(row).toContainText('办结');
});

test('an answer that is late is first in the list and in the sentence of the leader', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  const staff = await Signed.in(server.origin, people.staff);
  interface Overview {
    late_answers: number;
  }
  const late = async () => (await staff.client.read<Overview>(`/api/v1/overview?period=${dayAgo(0).slice(0, 4)}`))?.late_answers ?? 0;
  const before = await late();
  expect(before, 'the demo has one').toBeGreaterThan(0);
  const desk = await Desk.start(newDesk('leader', server.origin));
  const { page } = desk;
  await desk.signIn(people.leader);
  const main = page.getByRole('main');
  await main.getByRole('link', { name: `${before} 件`, exact: true }).click();
  await expect(page.getByRole('link', { name: '交办事项' })).toHaveAttribute('aria-current', 'page');
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toContainText(/答复超期 \d+ 天/);
  const overdue = await rows.filter({ hasText: /答复超期 \d+ 天/ }).count();
  expect(overdue).toBe(before);
});
