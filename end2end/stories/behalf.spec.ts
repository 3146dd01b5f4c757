import { message } from '../apps/gathering.ts';
import { Phone } from '../apps/phone.ts';
import { stands } from '../apps/quotas.ts';
import { Signed } from '../harness/office.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';

const DONE = '替老委员记一笔：上门给三位老人读了报。';

/** Writes down for somebody else what that person did. */
async function recordFor(convenor: Phone, whom: string, narrative: string): Promise<void> {
  const { page } = convenor;
  await convenor.goTo('首页');
  await convenor.recordButton.click();
  await convenor.choose('走访');
  await page.getByRole('button', { name: '替别人记（代录）' }).click();
  await page.getByLabel('拼音首字母或姓名').fill(whom);
  await page.getByRole('dialog').getByRole('checkbox', { name: whom }).click();
  await expect(page.getByRole('group', { name: '替谁记' })).toContainText(whom);
  await convenor.setPersonTimes(3);
  await convenor.narrative.fill(narrative);
}

/** Draws a name with a finger. */
async function sign({ page }: Phone): Promise<void> {
  await page.getByRole('button', { name: '请本人在这里签字' }).click();
  const pad = page.getByRole('img', { name: '手写签名的地方' });
  const box = await pad.boundingBox();
  if (!box) throw new Error('no place to sign');
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  for (const [x, y] of [
    [80, 60],
    [120, 30],
    [160, 90],
    [220, 50],
  ] as const) {
    await page.mouse.move(box.x + x, box.y + y);
  }
  await page.mouse.up();
  await page.getByRole('dialog').getByRole('button', { name: '签好了' }).click();
}

test('what was recorded for somebody waits for that person, who agrees on the own phone without signal', async ({
  network,
  server,
  accounts,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const { member, feed } = people;
  const convenor = await Phone.open(newPhone('convenor', network.origin));
  await convenor.signIn(the(accounts, 'convenor'));
  await recordFor(convenor, member.name, DONE);
  await convenor.submit();
  await convenor.isSaved();
  await expect(convenor.page.getByRole('main')).toContainText('待本人确认');
  const rec = new URL(convenor.page.url()).pathname.split('/').at(-1) ?? '';

  const own = await Phone.open(newPhone('member', network.origin));
  await own.signIn(member);
  await expect(own.page.getByRole('link', { name: /条代录等您确认/ })).toBeVisible({ timeout: 30_000 });
  const office = await Signed.in(server.origin, member);
  const staff = await Signed.in(server.origin, people.staff);
  await staff.approve(feed, rec, (await office.row(feed, rec))?.ver ?? 0);
  await own.page.goto(`${network.origin}/app/record/${rec}`);
  await expect(own.page.getByRole('main')).toContainText('已审核', { timeout: 30_000 });
  await own.goTo('首页');
  const before = await stands(own, '联系群众');
  expect(before.pending, 'approved and not agreed to, it does not count').toBeGreaterThanOrEqual(3);
  await network.cut();
  await own.goTo('消息');
  await own.page.screenshot({ path: 'shots/messages-confirm.png' });
  await message(own, DONE).getByRole('button', { name: '确认，是我参加的' }).click();
  await expect(own.page.getByText('已存本机：本人确认')).toBeVisible();
  await own.goTo('首页');
  await expect
    .poll(() => stands(own, '联系群众'), { timeout: 30_000 })
    .toEqual({ approved: before.approved + 3, pending: before.pending - 3 });
  await network.connect();

  await expect
    .poll(async () => (await office.row(feed, rec))?.body, { timeout: 60_000 })
    .toMatchObject({ recorded_for: office.client.user?.member, confirmed: { how: 'device' } });
  await expect(convenor.page.getByRole('main')).toContainText('本人已在自己的手机上确认', { timeout: 60_000 });
});

test('a signature on the recorder’s phone agrees as well', async ({ network, server, accounts, people, newPhone }) => {
  const convenor = await Phone.open(newPhone('convenor', network.origin));
  await convenor.signIn(the(accounts, 'convenor'));
  await recordFor(convenor, people.colleague.name, '替沈委员记：给社区讲了一次用药。');
  await sign(convenor);
  await expect(convenor.page.getByRole('img', { name: /的签字$/ })).toBeVisible();
  await convenor.page.screenshot({ path: 'shots/signed.png', fullPage: true });
  await convenor.submit();
  await convenor.isSaved();
  await expect(convenor.page.getByRole('main')).toContainText('本人已签字');
  const rec = new URL(convenor.page.url()).pathname.split('/').at(-1) ?? '';
  const office = await Signed.in(server.origin, people.member);
  const confirmed = async () => (await office.row(people.feed, rec))?.body.confirmed;
  await expect.poll(confirmed, { timeout: 30_000 }).toMatchObject({ how: 'signature', drawn: /^M\d+ \d+L/ });
});

test('whoever is listed and was not there says so, and may take it back', async ({ network, people, newPhone }) => {
  test.setTimeout(180_000);
  const { member, colleague, venue } = people;
  const writer = await Phone.open(newPhone('writer', network.origin));
  await writer.signIn(member);
  await writer.recordButton.click();
  await writer.fillIn({ type: '走访', venue, narrative: '两个人去石桥村看了修好的屋顶。' });
  await writer.page.getByRole('button', { name: '添加委员' }).click();
  await writer.page.getByLabel('拼音首字母或姓名').fill(colleague.name);
  await writer.page.getByRole('dialog').getByRole('checkbox', { name: colleague.name }).check();
  await writer.page.getByRole('dialog').getByRole('button', { name: '好了' }).click();
  await writer.submit();
  await writer.isSaved();
  const rec = new URL(writer.page.url()).pathname.split('/').at(-1) ?? '';

  const listed = await Phone.open(newPhone('listed', network.origin), `/record/${rec}`);
  await listed.giveCredentials(colleague);
  await listed.page.getByRole('button', { name: '我不在场' }).click({ timeout: 60_000 });
  await listed.page.getByRole('dialog').getByRole('button', { name: '说明不在场' }).click();
  await expect(listed.page.getByText('请写一句原因')).toBeVisible();
  await listed.page.getByLabel('原因').fill('那天我在医院值班。');
  await listed.page.getByRole('dialog').getByRole('button', { name: '说明不在场' }).click();
  await expect(listed.page.getByRole('main')).toContainText('您说自己不在场：那天我在医院值班。');
  await listed.page.screenshot({ path: 'shots/objection.png' });
  await expect(writer.page.getByRole('main')).toContainText(`${colleague.name}说自己不在场`, { timeout: 60_000 });
  await listed.page.getByRole('button', { name: '收回，我在场' }).click();
  await expect(listed.page.getByRole('main')).not.toContainText('您说自己不在场');
  await expect(writer.page.getByRole('main')).not.toContainText('说自己不在场', { timeout: 60_000 });
});
