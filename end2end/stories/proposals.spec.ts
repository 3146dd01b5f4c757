import { clientOf, dayAgo } from '../apps/office.ts';
import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { violations } from '../harness/inspect.ts';
import { Network } from '../harness/network.ts';
import { freePort } from '../harness/ports.ts';
import { expect, test } from '../harness/story.ts';

const TITLE = '关于错开两所小学放学时间的建议';
const YEAR = dayAgo(0).slice(0, 4);

interface Overview {
  figures: Record<string, { approved: number; pending: number }>;
  rates: Record<string, Record<string, { part: number; whole: number }>>;
}

test('a proposal is written without signal, signed by a colleague who was away, filed, answered, judged and counted', async ({
  network,
  server,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(300_000);
  const leader = await clientOf(server.origin, people.leader);
  const overview = () => leader.read<Overview>(`/api/v1/overview?period=${YEAR}`);
  const before = await overview();
  const filed = before?.figures.proposals?.approved ?? 0;
  expect(filed).toBeGreaterThan(0);

  // The colleague's phone has been here once, and is without signal from then on.
  const away = new Network(await freePort(), server.port);
  await away.connect();
  const other = await Phone.open(newPhone('colleague', away.origin));
  await other.signIn(people.colleague);

  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  const main = page.getByRole('main');
  await network.cut();
  await page.getByRole('link', { name: /^协商/ }).click();
  await page.getByRole('link', { name: /^提案/ }).click();
  await page.getByRole('link', { name: '写一件提案' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await expect(main).toContainText('请用一句话写清是什么事');
  await expect(main).toContainText('请写建议怎么办');
  await page.getByLabel('案由').fill(TITLE);
  await page.getByLabel('情况和原因').fill('两所小学同时放学，路口堵半小时。');
  await page.getByLabel('建议怎么办').fill('高低年级错开二十分钟。');
  await page.getByRole('button', { name: '选活动' }).click();
  await page.getByRole('dialog').getByRole('checkbox').first().check();
  await page.getByRole('dialog').getByRole('button', { name: '好了' }).click();
  await phone.openRoster(people.colleague.name);
  await page.getByRole('dialog').getByRole('checkbox', { name: people.colleague.name }).check();
  await page.getByRole('dialog').getByRole('button', { name: '好了' }).click();
  await page.screenshot({ path: 'shots/proposal-form.png', fullPage: true });
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(main).toContainText(`${people.colleague.name}（待确认）`);
  await network.connect();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });

  // The colleague learns of it, goes where there is no signal, and signs there.
  await other.page.reload();
  const card = other.page.getByRole('link', { name: /1 件提案请您联名|件提案请您联名/ });
  await expect(card).toBeVisible({ timeout: 60_000 });
  await other.page.screenshot({ path: 'shots/proposal-asked.png', fullPage: true });
  await away.cut();
  await other.page.goto(`${away.origin}/app/proposals`);
  await other.page.getByRole('link', { name: TITLE }).click();
  await other.page.getByRole('button', { name: '同意联名' }).click();
  await expect(other.page.getByRole('main')).toContainText('您已联名');
  await other.page.screenshot({ path: 'shots/proposal-signed.png', fullPage: true });

  // Meanwhile the office files it.
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.page.goto(`${server.origin}/desk/submissions?show=proposals`);
  expect(await violations(desk.page)).toEqual([]);
  const row = desk.page.getByRole('row').filter({ hasText: TITLE });
  await row.getByRole('link').first().click();
  const seen = desk.page.getByRole('main');
  const dialog = desk.page.getByRole('dialog');
  const take = async (stage: string, fill: () => Promise<void>) => {
    await seen.getByRole('button', { name: `进到“${stage}”` }).click();
    await fill();
    await dialog.getByRole('button', { name: '往下走' }).click();
    await expect(desk.page.locator('.stage.is-here')).toHaveText(new RegExp(`^${stage}`), { timeout: 30_000 });
  };
  await take('已立案', async () => dialog.getByLabel('案号').fill(`${YEAR}-099`));
  await take('交办办理', async () => {});
  await seen.getByRole('button', { name: '列为重点提案' }).click();
  await dialog.getByLabel('由哪位领导督办').fill('分管副主席');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(seen).toContainText('分管副主席', { timeout: 30_000 });

  // The signature comes late and stands.
  await away.connect();
  await expect(async () => {
    await desk.page.reload();
    await expect(seen).toContainText(`${people.colleague.name}（已联名）`, { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await expect(seen).toContainText('联名提案');

  // A unit is given it and answers on paper; what it answered stands in the next form already.
  await seen.getByRole('button', { name: '交办给单位' }).click();
  await dialog.getByLabel('承办单位').fill('区教育局');
  await dialog.getByLabel('要办什么').fill('两所小学错峰放学。');
  await dialog.getByLabel('答复期限').fill(dayAgo(-60));
  await dialog.getByRole('button', { name: '交办', exact: true }).click();
  await seen.getByRole('link', { name: '区教育局' }).click();
  await take('已答复', async () => {
    await dialog.getByLabel('与委员怎样沟通的').fill('到校门口一起看过。');
    await dialog.getByLabel('答复内容').fill('下学期起错开二十分钟。');
    await dialog.locator('label').filter({ hasText: /^A/ }).click();
    await dialog.getByLabel('答复日期').fill(dayAgo(0));
  });
  await desk.page.goBack();
  await take('已答复', async () => {
    await expect(dialog.getByLabel('答复内容')).toHaveValue('下学期起错开二十分钟。');
    await expect(dialog.getByLabel('答复日期')).toHaveValue(dayAgo(0));
  });
  await desk.page.screenshot({ path: 'shots/proposal-desk.png', fullPage: true });

  // Who proposed it says what they think of the result.
  await expect(page.locator('.stage.is-here')).toHaveText(/^已答复/, { timeout: 60_000 });
  await expect(main).toContainText('区教育局');
  await page.getByRole('button', { name: '进到“委员已评价”' }).click();
  await page.getByRole('dialog').locator('label').filter({ hasText: /^满意$/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect(page.locator('.stage.is-here')).toHaveText(/^委员已评价/);
  await page.screenshot({ path: 'shots/proposal-phone.png', fullPage: true });

  await expect.poll(async () => (await overview())?.figures.proposals?.approved, { timeout: 60_000 }).toBe(filed + 1);
  const rated = async () => (await overview())?.rates.proposals?.content?.whole;
  await expect.poll(rated, { timeout: 60_000 }).toBe((before?.rates.proposals?.content?.whole ?? 0) + 1);
  await away.cut();
});

test('the published year shows its proposals with their rates, and a rate opens to its records', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(120_000);
  const desk = await Desk.start(newDesk('leader', server.origin));
  await desk.signIn(people.leader);
  const { page } = desk;
  await page.goto(`${server.origin}/desk/overview?period=2022`);
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: '提案 231 件' })).toBeVisible({ timeout: 30_000 });
  const rate = (name: string) => main.locator('h3:text-is("提案") + .desk-rates .desk-rate').filter({ hasText: name });
  await expect(rate('办复率')).toContainText('100.0%');
  await expect(rate('回访率')).toContainText('100.0%');
  await expect(rate('满意率')).toContainText('98.3%');
  await expect(rate('满意率')).toContainText('227');
  await rate('回访率').getByRole('link', { name: /分子/ }).click();
  await expect(page.getByRole('dialog')).toContainText('已回访的提案');
  await expect(page.getByRole('dialog')).toContainText('231');
  await page.keyboard.press('Escape');
  await page.goto(`${server.origin}/desk/submissions?show=proposals`);
  await expect(main.getByRole('row').filter({ hasText: '2022-' }).first()).toBeVisible();
});

test('the office writes down what a group proposes', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  test.setTimeout(120_000);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const { page } = desk;
  await page.goto(`${server.origin}/desk/submissions?show=proposals`);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: '代录集体提案' }).click();
  const panel = page.getByRole('dialog', { name: '代录集体提案' });
  await panel.getByRole('button', { name: '提交' }).click();
  await expect(panel).toContainText('请选是哪个党派团体');
  await expect(panel).toContainText('请写建议怎么办');
  await panel.getByLabel('党派团体').selectOption({ label: '民盟示例区总支部' });
  await panel.getByLabel('案由').fill(TITLE);
  await panel.getByLabel('情况和原因').fill('两所小学同时放学。');
  await panel.getByLabel('建议怎么办').fill('错开二十分钟。');
  await panel.getByRole('button', { name: '提交' }).click();
  const row = main.getByRole('row').filter({ hasText: TITLE });
  await expect(row).toContainText('民盟示例区总支部', { timeout: 30_000 });
  await row.getByRole('link').first().click();
  await expect(main).toContainText('集体提案', { timeout: 30_000 });
});
