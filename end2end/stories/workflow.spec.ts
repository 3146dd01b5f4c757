import { Desk } from '../apps/desk.ts';
import { activityOf, clientOf, dayAgo } from '../apps/office.ts';
import { Phone } from '../apps/phone.ts';
import { WorkflowDesk } from '../apps/workflow.ts';
import type { People } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';
import type { Client } from '../other-client/client.ts';

const TITLE = '村口路灯坏了半年';
const NAME = '五方六步';

/** Raises a matter by a workflow without a phone; answers its record. */
async function raise(client: Client, people: People, title: string, workflow: string): Promise<string> {
  const { venue } = activityOf(client, people, {});
  const body = { title, source: 'citizens', venue, raised_on: dayAgo(0), narrative: '夜里没有灯。', workflow };
  const { rec } = client.write('consultation', people.feed, { create: body });
  expect((await client.sync()).filter((result) => 'code' in result)).toEqual([]);
  return rec;
}

/** A matter as the server has it. */
async function bodyOf(client: Client, rec: string): Promise<Record<string, unknown> | undefined> {
  await client.sync();
  return [...client.feeds.values()].map(({ rows }) => rows.get(rec)?.body).find(Boolean);
}

test('staff define a workflow of their own, and a member takes a matter through it without signal', async ({
  network,
  server,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(240_000);
  // A member has the form open before there is such a workflow.
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  await phone.page.getByRole('link', { name: /^协商/ }).click();
  await phone.page.getByRole('link', { name: '提一件事来协商' }).click();
  await phone.page.getByLabel('协商什么事').fill(TITLE);

  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const writing = await WorkflowDesk.open(desk);
  await desk.page.getByRole('button', { name: '新建流程' }).click();
  await writing.name.fill(NAME);
  for (const stage of ['听民声', '办实事', '议对策']) await writing.addStage(stage);
  await desk.page.getByRole('button', { name: '把“议对策”往前挪' }).click();
  expect(await writing.stages()).toEqual(['1. 听民声', '2. 议对策', '3. 办实事']);
  await writing.leads('听民声', ['议对策']);
  await writing.leads('议对策', ['办实事']);
  await writing.leads('办实事', []);
  for (const stage of ['听民声', '议对策']) await writing.trusts(stage, '提出的委员');
  await writing.asks('办实事', '办了几户', '数字');
  await writing.addWayOut('交物业办', '听民声');

  // A lost tab loses nothing.
  await desk.page.reload();
  await expect(writing.name).toHaveValue(NAME);
  await expect(writing.step('办实事')).toContainText('要填：办了几户');
  await writing.putToUse();
  await expect(desk.page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await expect(writing.main.getByRole('row', { name: /听民声/ }).first()).toContainText('议对策、交物业办');
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });

  const { page } = phone;
  const main = page.getByRole('main');
  await expect(page.getByRole('radio', { name: NAME })).toBeVisible({ timeout: 60_000 });
  await network.cut();
  await page.getByRole('radio', { name: NAME }).check();
  await page.getByRole('group', { name: '由哪个阵地来办' }).getByRole('radio', { name: people.venue }).check();
  await page.getByLabel('缘由').fill('夜里没有灯，老人出门怕摔。');
  await page.getByRole('button', { name: '提出' }).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(page.locator('.stage.is-here')).toHaveText(/^听民声/);
  await expect(page.getByRole('button', { name: '进到“交物业办”' })).toBeVisible();
  await page.getByRole('button', { name: '进到“议对策”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await page.getByRole('button', { name: '进到“办实事”' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '往下走' }).click();
  await expect(dialog.getByLabel('办了几户')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('办了几户').fill('12');
  await dialog.getByRole('button', { name: '往下走' }).click();
  await expect(page.locator('.stage.is-here')).toHaveText(/^办实事/);
  await expect(main).toContainText('已存本机');
  const rec = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await network.connect();
  const client = await clientOf(server.origin, people.member);
  await expect.poll(async () => (await bodyOf(client, rec))?.course, { timeout: 60_000 }).toBe('ended');
  await desk.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '协商与交办' }).click();
  await desk.page.getByRole('link', { name: '办结', exact: true }).click();
  await expect(desk.page.getByRole('row', { name: TITLE })).toContainText('办实事');
  await desk.page.getByRole('rowheader', { name: TITLE }).getByRole('link').click();
  await expect(desk.page.locator('.stage.is-here')).toHaveText(/^办实事/);
  await expect(desk.page.getByRole('main')).toContainText('办了几户');
  await expect(desk.page.locator('.stage')).toHaveText([/^听民声/, /^议对策/, /^办实事/]);
});

test('a new version takes the place of a preset, and what runs goes on by the one it began with', async ({
  network,
  server,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(240_000);
  const client = await clientOf(server.origin, people.member);
  const rec = await raise(client, people, TITLE, 'consultation_short_1');
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  await page.goto(`${network.origin}/app/matter/${rec}`);
  await expect(page.locator('.stage.is-here')).toHaveText(/^提出/, { timeout: 30_000 });

  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const writing = await WorkflowDesk.open(desk);
  await writing.read('微协商');
  await desk.page.getByRole('button', { name: '另立新版，取代它' }).click();
  await writing.name.fill('院坝微协商');
  await (await writing.openStep('协商')).getByLabel('环节的名字').fill('院坝里议');
  await writing.putToUse();
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await desk.page.getByRole('link', { name: '全部流程' }).click();
  await expect(writing.listed('在用的', '院坝微协商')).toBeVisible();
  await expect(writing.listed('停用的', '微协商').filter({ hasText: '已有新版' })).toBeVisible();

  // The screen that was open all along goes on by the old names.
  await page.getByRole('button', { name: '进到“协商”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect(page.locator('.stage.is-here')).toHaveText(/^协商/);
  await expect.poll(async () => (await bodyOf(client, rec))?.stage, { timeout: 60_000 }).toBe('deliberating');
  await page.goto(`${network.origin}/app/matters/new`);
  const ways = page.getByRole('group', { name: '走哪个流程' });
  await expect(ways.getByRole('radio', { name: '院坝微协商' })).toBeChecked({ timeout: 60_000 });
  await expect(ways.getByRole('radio')).toHaveCount(2);
  await page.getByLabel('协商什么事').fill('院坝要不要装灯');
  await page.getByRole('group', { name: '由哪个阵地来办' }).getByRole('radio', { name: people.venue }).check();
  await page.getByLabel('缘由').fill('大家想一起议一议。');

  // Staff stop using it while the form is open: the form says so and keeps what was typed.
  await writing.read('院坝微协商');
  await desk.page.getByRole('button', { name: '停用', exact: true }).click();
  await expect(writing.main).toContainText('这个流程已经停用');
  await expect(page.getByRole('main')).toContainText('选好的流程已经停用', { timeout: 60_000 });
  await page.getByRole('button', { name: '提出' }).click();
  await expect(page.getByLabel('协商什么事')).toHaveValue('院坝要不要装灯');
  await ways.getByRole('radio', { name: '微协商', exact: true }).check();
  await page.getByRole('button', { name: '提出' }).click();
  await expect(page.getByRole('heading', { name: '院坝要不要装灯' })).toBeVisible();
  await expect(page.locator('.stage.is-here')).toHaveText(/^提出/);
});

test('what leads nowhere is pointed out where it is mended, and nothing is lost', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(120_000);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const { page } = desk;
  const writing = await WorkflowDesk.open(desk);
  await page.getByRole('button', { name: '新建流程' }).click();
  await writing.putToUse();
  await expect(writing.main).toContainText('请写流程的名字');
  await expect(writing.main).toContainText('还没有环节，请先加一个');
  await writing.name.fill('微协商');
  await expect(writing.main).toContainText('已有一个在用的流程叫这个名字');
  await writing.name.fill(NAME);
  for (const stage of ['听民声', '议对策', '办实事']) await writing.addStage(stage);
  await (await writing.openStep('听民声')).getByLabel('最多停留几天').fill('三天');
  await (await writing.openStep('议对策')).getByRole('button', { name: '去掉这个环节' }).click();
  await expect(writing.step('办实事')).toContainText('走不到这里');
  await writing.putToUse();
  await expect(page.getByRole('alert')).toContainText('还不能启用，有 2 处要改');
  await expect(writing.step('听民声')).toContainText('请写整数');

  await page.reload();
  await expect(writing.name).toHaveValue(NAME);
  expect(await writing.stages()).toEqual(['1. 听民声', '2. 办实事']);
  await expect(writing.step('办实事')).toContainText('走不到这里');
  await page.getByRole('link', { name: '全部流程' }).click();
  await writing.listed('没写完的', NAME).getByRole('link').click();
  await (await writing.openStep('听民声')).getByLabel('最多停留几天').fill('3');
  await writing.leads('听民声', ['办实事']);
  await writing.putToUse();
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await expect(writing.main.getByRole('row', { name: /听民声/ })).toContainText('3 天');
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
});

test('leaders read the workflows and change none', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('leader', server.origin));
  await desk.signIn(people.leader);
  const writing = await WorkflowDesk.open(desk);
  await expect(writing.main).toContainText('这里只能看');
  await expect(desk.page.getByRole('button', { name: '新建流程' })).toHaveCount(0);
  await writing.read('微协商');
  await expect(writing.main.getByRole('row', { name: /^提出/ })).toContainText('15 天');
  await expect(writing.main.getByRole('button')).toHaveCount(0);
});
