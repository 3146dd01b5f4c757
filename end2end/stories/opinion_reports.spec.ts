import { clientOf, dayAgo } from '../apps/office.ts';
import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { violations } from '../harness/inspect.ts';
import { expect, test } from '../harness/story.ts';

const TITLE = '冬天公交站没有避风的地方';

test('a member writes an opinion report without signal, and reads who adopted it', async ({ network, server, people, newPhone, newDesk }) => {
  test.setTimeout(180_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  const main = page.getByRole('main');
  await network.cut();
  await page.getByRole('link', { name: /^协商/ }).click();
  await page.getByRole('link', { name: /^社情民意/ }).click();
  await page.getByRole('link', { name: '写一条社情民意' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await expect(main).toContainText('请用一句话写清是什么事');
  await page.getByLabel('反映什么').fill(TITLE);
  await page.getByLabel('情况和建议').fill('三个站都在风口上。建议先在两个站装挡风板。');
  await phone.choose(people.venue);
  await page.screenshot({ path: 'shots/report-form.png', fullPage: true });
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(page.locator('.stage.is-here')).toHaveText(/^已提交/);
  await network.connect();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });

  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.page.goto(`${server.origin}/desk/submissions?show=opinion_reports`);
  expect(await violations(desk.page)).toEqual([]);
  await desk.page.getByRole('row').filter({ hasText: TITLE }).getByRole('link').first().click();
  const seen = desk.page.getByRole('main');
  const take = async (stage: string, fill: () => Promise<void>) => {
    await seen.getByRole('button', { name: `进到“${stage}”` }).click();
    await fill();
    await desk.page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
    await expect(desk.page.locator('.stage.is-here')).toHaveText(new RegExp(`^${stage}`), { timeout: 30_000 });
  };
  const dialog = desk.page.getByRole('dialog');
  await take('已编报', async () => {
    await dialog.getByLabel('报送给谁').fill('区委办');
    await dialog.getByLabel('报送日期').fill(dayAgo(0));
  });
  await take('已采用', async () => {
    await dialog.locator('label').filter({ hasText: '市级采用' }).click();
    await dialog.getByLabel('采用日期').fill(dayAgo(0));
  });
  await expect(main).toContainText('市级采用', { timeout: 60_000 });
  await page.screenshot({ path: 'shots/report-phone.png', fullPage: true });

  // What a member reports is the member's and the office's, and nobody else's.
  const colleague = await clientOf(server.origin, people.colleague);
  await colleague.sync();
  const rows = [...colleague.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
  expect(rows.filter(({ kind, body }) => kind === 'opinion_report' && body.title === TITLE)).toEqual([]);
});

test('the office writes down what a group reports', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(120_000);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const { page } = desk;
  await page.goto(`${server.origin}/desk/submissions?show=opinion_reports`);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: '代录集体来稿' }).click();
  const panel = page.getByRole('dialog', { name: '代录集体来稿' });
  await panel.getByRole('button', { name: '提交' }).click();
  await expect(panel).toContainText('请选是哪个党派团体');
  await panel.getByLabel('党派团体').selectOption({ label: '民盟示例区总支部' });
  await panel.getByLabel('反映什么').fill(TITLE);
  await panel.getByLabel('情况和建议').fill('三个站都在风口上。');
  expect(await violations(page)).toEqual([]);
  await panel.getByRole('button', { name: '提交' }).click();
  const row = main.getByRole('row').filter({ hasText: TITLE });
  await expect(row).toContainText('民盟示例区总支部', { timeout: 30_000 });
  await expect(row).toContainText('已提交');
});
