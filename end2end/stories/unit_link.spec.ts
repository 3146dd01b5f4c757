import { dayAgo } from '../apps/office.ts';
import { Desk } from '../apps/desk.ts';
import { overhang, photograph, smallTargets, violations } from '../harness/inspect.ts';
import { expect, test } from '../harness/story.ts';

/** A unit of the demonstration committee that owes an answer. */
const UNIT = '区公交公司';

/** Makes a link for the unit at the desk, and answers its address. */
async function makeLink(desk: Desk): Promise<string> {
  const { page } = desk;
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '协商与交办' }).click();
  await page.getByRole('link', { name: '单位链接' }).click();
  await page.getByRole('button', { name: `给${UNIT}生成链接` }).click();
  const panel = page.getByRole('dialog', { name: `${UNIT}的链接` });
  await expect(panel.getByRole('img', { name: `${UNIT}的二维码` })).toBeVisible();
  const address = await panel.getByLabel('网址').inputValue();
  await panel.getByRole('button', { name: '关闭' }).last().click();
  await expect(page.getByRole('listitem').filter({ hasText: UNIT })).toContainText('以前有效');
  return address;
}

test('a unit answers behind its link without an account and with scripts off', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  test.setTimeout(120_000);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const address = new URL(await makeLink(desk));
  expect(address.origin).toBe(server.origin);

  const page = await newDesk('unit', server.origin, { javaScriptEnabled: false }).open(address.pathname);
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(UNIT);
  await expect(main).toContainText('等着答复（1）');
  await expect(main).toContainText(/超期 \d+ 天/);
  await main.getByRole('link', { name: '清河镇到区医院的早班车' }).click();
  await main.getByText('已答复', { exact: true }).click();
  await main.getByLabel('答复内容').fill('头班车从下周起提前到七点，先在周二、周四试行。');
  await main.getByRole('radio', { name: /^B/ }).check();
  await main.getByLabel('答复日期').fill(dayAgo(0));
  await main.getByRole('button', { name: '送出，记为“已答复”' }).click();
  await expect(main.getByRole('alert')).toContainText('有 1 处要改');
  await expect(main.getByLabel('与委员怎样沟通的')).toHaveAttribute('aria-invalid', 'true');
  await expect(main.getByLabel('答复内容')).toHaveValue(/头班车从下周起/);
  await expect(main.getByRole('radio', { name: /^B/ })).toBeChecked();
  await main.getByLabel('与委员怎样沟通的').fill('和站里的委员在车站谈过一次。');
  await main.getByRole('button', { name: '送出，记为“已答复”' }).click();
  await expect(main.getByRole('status')).toContainText('已经收到');
  await expect(main).toContainText('和站里的委员在车站谈过一次。');
  await expect(main.getByRole('button')).toHaveCount(0);
  await page.reload();
  await main.getByRole('link', { name: /全部事项/ }).click();
  await expect(main).toContainText('已答复，还在办（1）');

  // The office reads who wrote it, checks it, and takes the link back.
  await desk.page.getByRole('link', { name: '交办事项' }).click();
  await desk.page.getByRole('row').filter({ hasText: UNIT }).getByRole('link').first().click();
  const seen = desk.page.getByRole('main');
  await expect(seen).toContainText('头班车从下周起提前到七点');
  await seen.getByRole('button', { name: '进到“答复已核”' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: '往下走' }).click();
  await expect(desk.page.locator('.stage.is-here')).toHaveText(/^答复已核/, { timeout: 30_000 });
  await desk.page.goto(`${server.origin}/desk/matters/units`);
  await desk.page.getByRole('button', { name: `收回${UNIT}的链接` }).click();
  await expect(desk.page.getByRole('listitem').filter({ hasText: UNIT })).toContainText('链接已收回');
  await page.reload();
  await expect(main).toContainText('这个链接已经失效');
  await expect(main).not.toContainText('早班车');
});

test('the office reminds a unit and puts the day off, and the unit reads both', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  test.setTimeout(120_000);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const { page } = desk;
  const address = new URL(await makeLink(desk));
  await page.goto(`${server.origin}/desk/matters?show=hand_overs`);
  await page.getByRole('row').filter({ hasText: UNIT }).getByRole('link').first().click();
  const main = page.getByRole('main');
  await main.getByRole('button', { name: '催办' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '催办' }).click();
  await expect(dialog).toContainText('请写明理由');
  await dialog.getByLabel('写给承办单位的话').fill('站里的老人等着答复，请这周内回。');
  await dialog.getByRole('button', { name: '催办' }).click();
  await expect(main).toContainText('站里的老人等着答复', { timeout: 30_000 });
  await main.getByRole('button', { name: '延期' }).click();
  await dialog.getByLabel('为什么延期').fill('新车下月到');
  await dialog.getByLabel('延到哪一天').fill('2020-01-01');
  await dialog.getByRole('button', { name: '延期' }).click();
  await expect(dialog).toContainText('要晚于现在的期限');
  await dialog.getByLabel('延到哪一天').fill(dayAgo(-20));
  await dialog.getByRole('button', { name: '延期' }).click();
  await expect(main).toContainText('新车下月到', { timeout: 30_000 });

  const unit = await newDesk('unit', server.origin, { javaScriptEnabled: false }).open(address.pathname);
  await expect(unit.getByRole('main')).not.toContainText('超期');
  await unit.getByRole('link', { name: '清河镇到区医院的早班车' }).click();
  await expect(unit.getByRole('main')).toContainText('站里的老人等着答复，请这周内回。');
  await expect(unit.getByRole('main')).toContainText(`${dayAgo(-20)}：新车下月到`);
  await page.goto(`${server.origin}/desk/matters?show=hand_overs`);
  await expect(page.getByRole('row').filter({ hasText: UNIT })).toContainText('催办 1 次');
});

// Only Chromium prints to a file.
test('a hand-over fits one sheet of paper, with a code by which the unit answers', async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const { page } = desk;
  await page.goto(`${server.origin}/desk/matters?show=hand_overs`);
  await page.getByRole('row').filter({ hasText: UNIT }).getByRole('link').first().click();
  await page.getByRole('link', { name: '交办单' }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('row').filter({ hasText: '承办单位' }).first()).toContainText(UNIT);
  await expect(main.getByRole('row').filter({ hasText: '答复类别' })).toContainText('□ A 已解决或基本解决');
  const made = page.waitForResponse((response) => response.url().endsWith('/api/v1/unit-links'));
  await main.getByRole('button', { name: '印上答复二维码' }).click();
  const { path } = (await (await made).json()) as { path: string };
  await expect(main.getByRole('img', { name: /扫码在网上答复/ })).toBeVisible();
  const sheet = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  expect(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // The code is that of a link that opens, and what was printed is not shown again.
  await page.goto(`${server.origin}${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(UNIT);
  await page.goBack();
  await expect(main.getByRole('table')).toBeVisible();
  await expect(main.getByRole('img', { name: /扫码在网上答复/ })).toHaveCount(0);
});

test('on the pages of a unit and of its links axe finds nothing and a finger hits', async ({ server, people, newDesk, newPhone }) => {
  test.setTimeout(120_000);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const address = new URL(await makeLink(desk));
  expect(await violations(desk.page)).toEqual([]);
  await photograph(desk.page, 'desk-light', 'unit-links');
  await desk.page.getByRole('button', { name: `给${UNIT}生成链接` }).click();
  await expect(desk.page.getByRole('dialog').getByRole('img')).toBeVisible();
  expect(await violations(desk.page)).toEqual([]);
  await photograph(desk.page, 'desk-light', 'unit-link-made');
  for (const [size, profile] of [
    ['phone-light', newPhone('unit', server.origin)],
    ['phone-dark', newPhone('unit-dark', server.origin, { colorScheme: 'dark' })],
    ['desk-light', newDesk('unit-desk', server.origin)],
  ] as const) {
    const page = await profile.open(address.pathname);
    const looks = async (stop: string) => {
      expect(await violations(page), `${size} ${stop}`).toEqual([]);
      expect(await overhang(page), `${size} ${stop}`).toBeLessThanOrEqual(0);
      if (size !== 'desk-light') expect(await smallTargets(page, 44), `${size} ${stop}`).toEqual([]);
      await photograph(page, size, stop, true);
    };
    await looks('unit');
    await page.getByRole('link', { name: '清河镇到区医院的早班车' }).click();
    await page.getByText('已答复', { exact: true }).click();
    await looks('unit-one');
    await page.getByRole('button', { name: '送出，记为“已答复”' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await looks('unit-wrong');
    await page.goto(`${server.origin}/u/nothing`);
    await looks('unit-unknown');
  }
});
