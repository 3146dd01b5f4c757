import { Desk } from '../apps/desk.ts';
import { clientOf, dayAgo } from '../apps/office.ts';
import { Phone } from '../apps/phone.ts';
import { violations } from '../harness/inspect.ts';
import { expect, test } from '../harness/story.ts';

const TASK = '入冬前到联系村看一次供暖';
const YEAR = dayAgo(0).slice(0, 4);

interface Overview {
  rates: Record<string, Record<string, { part: number; whole: number }>>;
}

test('the office gives a member something to do, who does it without signal, and it is judged and counted', async ({
  network,
  server,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(240_000);
  const leader = await clientOf(server.origin, people.leader);
  const done = async () => (await leader.read<Overview>(`/api/v1/overview?period=${YEAR}`))?.rates.results?.done?.part ?? 0;
  const before = await done();
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.page.goto(`${server.origin}/desk/submissions?show=assignments`);
  await desk.page.getByRole('button', { name: '下达任务' }).click();
  const panel = desk.page.getByRole('dialog', { name: '下达任务' });
  await panel.getByRole('button', { name: '下达', exact: true }).click();
  await expect(panel).toContainText('请用一句话写清是什么事');
  await expect(panel).toContainText('请写由谁来办');
  await expect(panel).toContainText('请定完成期限');
  await panel.getByLabel('是哪一种').selectOption({ label: '委员作业' });
  await panel.getByLabel('办什么事').fill(TASK);
  await panel.getByLabel('委员', { exact: true }).selectOption({ label: people.member.name });
  await panel.getByLabel('完成期限').fill(dayAgo(-20));
  await panel.getByRole('button', { name: '加一个节点' }).click();
  await panel.getByLabel('到哪一天').fill(dayAgo(-10));
  await panel.getByLabel('做到什么').fill('联系好村里');
  expect(await violations(desk.page)).toEqual([]);
  await panel.getByRole('button', { name: '下达', exact: true }).click();
  await expect(desk.page.getByRole('row').filter({ hasText: TASK })).toContainText(people.member.name, { timeout: 30_000 });

  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  await expect(page.getByRole('link', { name: /件任务要办/ })).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: 'shots/assignment-home.png', fullPage: true });
  await network.cut();
  await page.getByRole('link', { name: /件任务要办/ }).click();
  const row = page.getByRole('link', { name: TASK });
  const heading = page.getByRole('heading', { name: TASK });
  await expect(row.or(heading).first()).toBeVisible();
  if (await row.isVisible()) await row.click();
  await expect(page.getByRole('main')).toContainText('联系好村里');
  await page.getByRole('button', { name: '进到“已完成”' }).click();
  const step = page.getByRole('dialog');
  await step.getByLabel('办了什么、结果怎样').fill('看了六户，炉子都生上了。');
  await step.getByLabel('完成日期').fill(dayAgo(0));
  await step.getByRole('button', { name: '往下走' }).click();
  await expect(page.locator('.stage.is-here')).toHaveText(/^已完成/);
  await page.screenshot({ path: 'shots/assignment-phone.png', fullPage: true });
  await network.connect();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  await expect.poll(done, { timeout: 60_000 }).toBe(before + 1);

  await desk.page.getByRole('row').filter({ hasText: TASK }).getByRole('link').first().click();
  const seen = desk.page.getByRole('main');
  await expect(seen).toContainText('看了六户，炉子都生上了。', { timeout: 30_000 });
  await seen.getByRole('button', { name: '进到“已考核”' }).click();
  await desk.page.getByRole('dialog').getByLabel('考核意见').fill('按期完成。');
  await desk.page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect(desk.page.locator('.stage.is-here')).toHaveText(/^已考核/, { timeout: 30_000 });
});

test('a leader writes an instruction on a figure and on a record, and the office sees to it', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(180_000);
  const desk = await Desk.start(newDesk('leader', server.origin));
  await desk.signIn(people.leader);
  const { page } = desk;
  await page.goto(`${server.origin}/desk/overview?period=2022&figure=activities`);
  await page.getByRole('button', { name: '批示督办' }).click();
  const panel = page.getByRole('dialog', { name: '批示督办' });
  await expect(panel).toContainText(/履职活动 \d+ 场/);
  await panel.getByLabel('办什么事').fill('把场次少的联络组逐个问一遍');
  await panel.getByLabel('科室、专委会或单位').fill('办公室');
  await panel.getByLabel('完成期限').fill(dayAgo(-14));
  await panel.getByRole('button', { name: '下达', exact: true }).click();
  await expect(panel).toBeHidden();
  await page.goto(`${server.origin}/desk/submissions?show=assignments`);
  const row = page.getByRole('row').filter({ hasText: '逐个问一遍' });
  await expect(row).toContainText('批示督办', { timeout: 30_000 });
  await row.getByRole('link').first().click();
  const main = page.getByRole('main');
  await expect(main).toContainText(/履职活动 \d+ 场 · .*2022/);

  await page.goto(`${server.origin}/desk/submissions?show=proposals`);
  await main.getByRole('rowheader').first().getByRole('link').click();
  const title = await main.getByRole('heading', { level: 2 }).first().innerText();
  await main.getByRole('button', { name: '批示督办' }).click();
  await panel.getByLabel('办什么事').fill('这件要快办');
  await panel.getByLabel('科室、专委会或单位').fill('提案委');
  await panel.getByLabel('完成期限').fill(dayAgo(-7));
  await panel.getByRole('button', { name: '下达', exact: true }).click();
  await expect(panel).toBeHidden();
  await page.goto(`${server.origin}/desk/submissions?show=assignments`);
  await page.getByRole('row').filter({ hasText: '这件要快办' }).getByRole('link').first().click();
  await expect(main.getByRole('link', { name: title })).toBeVisible({ timeout: 30_000 });
  // Only a leader writes instructions; who leads gives nothing else.
  await expect(page.getByRole('button', { name: '下达任务' })).toBeHidden();
});

test('a member writes an outcome without signal, and the office says what it was turned into', async ({
  network,
  server,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(180_000);
  const title = '关于村级卫生室夜间值守的调研报告';
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  await network.cut();
  await page.getByRole('link', { name: /^协商/ }).click();
  await page.getByRole('link', { name: '协商成果' }).click();
  await page.getByRole('link', { name: '记一件成果' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('main')).toContainText('请选是哪一种');
  await phone.choose('调研报告');
  await page.getByLabel('题目').fill(title);
  await page.getByLabel('要点').fill('三村一组轮值，补助由区里统一发。');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await network.connect();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });

  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.page.goto(`${server.origin}/desk/submissions?show=outcomes`);
  await desk.page.getByRole('row').filter({ hasText: title }).getByRole('link').first().click();
  const dialog = desk.page.getByRole('dialog');
  const take = async (stage: string, answers: Record<string, string>) => {
    await desk.page.getByRole('main').getByRole('button', { name: `进到“${stage}”` }).click();
    for (const [label, answer] of Object.entries(answers)) await dialog.getByLabel(label).fill(answer);
    await dialog.getByRole('button', { name: '往下走' }).click();
    await expect(desk.page.locator('.stage.is-here')).toHaveText(new RegExp(`^${stage}`), { timeout: 30_000 });
  };
  await take('已报送', { 报送给谁: '区政府', 报送日期: dayAgo(0) });
  await take('已转化', { 转化成了什么: '值守补助列入预算', 凭据: '区财社〔2026〕9 号' });
  await expect(page.getByRole('main')).toContainText('区财社〔2026〕9 号', { timeout: 60_000 });
});
