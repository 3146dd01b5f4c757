import { announce, message, now } from '../apps/gathering.ts';
import { Phone } from '../apps/phone.ts';
import { pathAtTheDoor } from '../harness/door.ts';
import { Signed } from '../harness/office.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';

const FOR_WHAT = '看看柳林村涵洞雨后排水，听三户怎么说。';
const CLINIC = '一起看看卫生院的中医门诊。';
const HAPPENED = '三户都说水退得快了，约定月底再看一次。';

test('people are invited, answer and sign in without signal, and what was held counts once it is approved', async ({
  network,
  server,
  accounts,
  people,
  newPhone,
}) => {
  test.setTimeout(240_000);
  const { member, colleague, feed } = people;
  const convenor = await Phone.open(newPhone('convenor', network.origin));
  await convenor.signIn(the(accounts, 'convenor'));
  const invited = await Phone.open(newPhone('invited', network.origin));
  await invited.signIn(member);
  const { day, hour } = now();

  const rec = await announce(convenor, {
    type: '走访',
    place: '柳林村',
    day,
    from: `${hour}:00`,
    to: '23:59',
    invite: [member.name, colleague.name],
    forWhat: FOR_WHAT,
  });
  await expect(convenor.page.getByText('还没答复 2 位')).toBeVisible();

  await test.step('the invited answers without signal, and changes the answer', async () => {
    await expect(invited.page.getByRole('link', { name: /个邀请等您回话/ })).toBeVisible({ timeout: 30_000 });
    await network.cut();
    await invited.goTo('消息');
    await message(invited, FOR_WHAT).getByRole('button', { name: '请假', exact: true }).click();
    await expect(invited.page.getByText('已存本机：请假')).toBeVisible();
    await invited.page.goto(`${network.origin}/app/record/${rec}`);
    await invited.page.getByRole('button', { name: '改成参加' }).click();
    await expect(invited.page.getByText('您说：参加')).toBeVisible();
    await network.connect();
    await convenor.page.reload();
    await expect(convenor.page.getByText('说参加 2 位')).toBeVisible({ timeout: 60_000 });
  });

  const office = await Signed.in(server.origin, member);
  const announced = await office.row(feed, rec);

  await test.step('two phones without signal: one shows the code, the other signs in with it', async () => {
    await network.cut();
    await convenor.page.getByRole('link', { name: '签到', exact: true }).click();
    await expect(convenor.page.getByRole('img', { name: '签到二维码' })).toBeVisible();
    await convenor.page.screenshot({ path: 'shots/door.png' });
    const path = await pathAtTheDoor(convenor.page, rec, feed, announced?.body ?? {});
    await invited.page.goto(network.origin + path);
    await invited.page.getByRole('button', { name: '签到', exact: true }).click();
    await expect(invited.page.getByRole('main')).toContainText('签到已存本机');
    await expect(invited.page.getByText('已签到')).toBeHidden();
    await invited.page.screenshot({ path: 'shots/signed-in.png' });
  });

  await test.step('whoever has no phone is ticked off the list', async () => {
    await convenor.page.getByRole('button', { name: '名单' }).click();
    const missed = convenor.page.getByRole('button', { name: `${colleague.name}缺席` });
    await missed.click();
    await expect(missed).toHaveAttribute('aria-pressed', 'true');
    await expect(convenor.page.getByRole('listitem').filter({ hasText: colleague.name })).toContainText('缺席');
    await convenor.page.screenshot({ path: 'shots/door-list-absent.png' });
    // Late, and there after all.
    await convenor.page.getByRole('checkbox', { name: colleague.name }).check();
    await expect(missed).toBeHidden();
    await expect(convenor.page.getByText('已签到 1 位')).toBeVisible();
    await network.connect();
    await expect(convenor.page.getByText('已签到 2 位')).toBeVisible({ timeout: 60_000 });
    await convenor.page.getByRole('button', { name: '扫码' }).click();
    await expect(convenor.page.getByRole('listitem').filter({ hasText: member.name })).toContainText('扫码');
    await expect(convenor.page.getByRole('listitem').filter({ hasText: colleague.name })).toContainText('勾选');
  });

  await test.step('it took place: who came is known already, what happened is written down', async () => {
    await convenor.page.goto(`${network.origin}/app/record/${rec}`);
    await convenor.page.getByRole('link', { name: /^已开展/ }).click();
    await expect(convenor.narrative).toHaveValue('');
    await expect(convenor.page.getByRole('main')).toContainText(FOR_WHAT);
    await convenor.setPersonTimes(3);
    await convenor.narrative.fill(HAPPENED);
    await convenor.submit();
    await convenor.isSaved();
    await expect(convenor.page.getByText('到场 3 位')).toBeVisible();
  });

  await test.step('it counts for everybody who was there, once it is approved', async () => {
    const held = async () => (await office.row(feed, rec))?.body;
    await expect.poll(held, { timeout: 30_000 }).toMatchObject({ phase: 'held', narrative: HAPPENED });
    const staff = await Signed.in(server.origin, people.staff);
    await staff.approve(feed, rec, (await office.row(feed, rec))?.ver ?? 0);
    await invited.page.goto(`${network.origin}/app/record/${rec}`);
    await expect(invited.page.getByRole('main')).toContainText('已审核', { timeout: 60_000 });
    await expect(invited.page.getByRole('main')).toContainText('其中 1 位扫码签到');
  });
});

test('a code of another time is refused in words, and whoever is signed out comes back to it', async ({
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
  const { day, hour } = now();
  const rec = await announce(convenor, { type: '走访', day, from: `${hour}:00`, to: '23:59', invite: [], forWhat: '议议路灯。' });
  await expect(convenor.syncLine).toContainText('全部已上传', { timeout: 30_000 });
  const body = (await (await Signed.in(server.origin, member)).row(feed, rec))?.body ?? {};
  const path = await pathAtTheDoor(convenor.page, rec, feed, body);

  const guest = await Phone.open(newPhone('guest', network.origin), path.slice('/app'.length));
  await guest.giveCredentials(member);
  await expect(guest.page.getByRole('button', { name: '签到', exact: true })).toBeVisible({ timeout: 30_000 });

  const [, , , , , step] = path.split('/');
  const forged = path.replace(`/${step}/`, '/1/');
  await guest.page.goto(network.origin + forged);
  await guest.page.getByRole('button', { name: '签到', exact: true }).click();
  await expect(guest.page.getByRole('alert')).toContainText('签到码不对', { timeout: 30_000 });
  // What was said a moment ago does not stand beside it.
  await expect(guest.page.getByText('已存本机：签到')).toBeHidden({ timeout: 1_000 });
  await guest.page.screenshot({ path: 'shots/sign-in-refused.png' });

  await guest.page.goto(network.origin + (await pathAtTheDoor(convenor.page, rec, feed, body)));
  await guest.page.getByRole('button', { name: '签到', exact: true }).click();
  await expect(guest.page.getByRole('main')).toContainText('已上传。', { timeout: 30_000 });
  await expect(guest.syncLine).toContainText('全部已上传');
});

test('what is called off is told to those who were invited', async ({ network, accounts, people, newPhone }) => {
  test.setTimeout(180_000);
  const convenor = await Phone.open(newPhone('convenor', network.origin));
  await convenor.signIn(the(accounts, 'convenor'));
  const invited = await Phone.open(newPhone('invited', network.origin));
  await invited.signIn(people.member);
  const rec = await announce(convenor, { type: '走访', invite: [people.member.name], forWhat: '去东坪村看茶园。' });
  await expect(invited.page.getByRole('link', { name: /个邀请等您回话/ })).toBeVisible({ timeout: 30_000 });
  await convenor.page.getByRole('button', { name: '取消这次活动' }).click();
  await convenor.page.getByLabel('为什么取消').fill('下雨，路不好走。');
  await convenor.page.getByRole('dialog').getByRole('button', { name: '取消活动' }).click();
  await expect(convenor.page.getByText('活动取消了')).toBeVisible();
  await invited.page.goto(`${network.origin}/app/record/${rec}`);
  await expect(invited.page.getByRole('main')).toContainText('下雨，路不好走。', { timeout: 60_000 });
  await invited.goTo('消息');
  await expect(invited.page.getByRole('main')).toContainText('活动取消了');
});

test('somebody of another venue is invited through a mirror, answers without signal, and the convenor sees it', async ({
  network,
  accounts,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const elsewhere = accounts.filter(({ role, login }) => role === 'member' && ![people.member.login, people.colleague.login].includes(login));
  const [stranger] = elsewhere;
  if (!stranger) throw new Error('the demonstration has no member of another venue');
  const convenor = await Phone.open(newPhone('convenor', network.origin));
  await convenor.signIn(the(accounts, 'convenor'));
  const rec = await announce(convenor, { type: '调研', invite: [stranger.name], forWhat: CLINIC });
  const guest = await Phone.open(newPhone('guest', network.origin));
  await guest.signIn(stranger);
  await expect(guest.page.getByRole('link', { name: /个邀请等您回话/ })).toBeVisible({ timeout: 30_000 });
  await network.cut();
  await guest.goTo('消息');
  await message(guest, CLINIC).getByRole('button', { name: '参加', exact: true }).click();
  await expect(guest.page.getByText('已存本机：参加')).toBeVisible();
  await network.connect();
  await convenor.page.goto(`${network.origin}/app/record/${rec}`);
  await expect(convenor.page.getByText('说参加 2 位')).toBeVisible({ timeout: 60_000 });
  await guest.page.goto(`${network.origin}/app/record/${rec}`);
  await expect(guest.page.getByRole('main')).toContainText('这是别的阵地的活动');
  await expect(guest.page.getByRole('link', { name: '修改' })).toBeHidden();
});

test('where the browser reads codes itself, the camera leads to signing in', async ({ server, people, newPhone }) => {
  const phone = await Phone.open(newPhone('member', server.origin));
  await phone.signIn(people.member);
  const { page } = phone;
  await page.goto(`${server.origin}/app/scan`);
  // This browser has no reader of its own, and says what to do instead.
  await expect(page.getByRole('main')).toContainText('用手机相机或微信');
  const code = `https://elsewhere.example/app/sign-in/${people.feed}/01920000-0000-7000-8000-000000000001/3/${'ab'.repeat(16)}`;
  await page.addInitScript((code) => {
    const seen = ['https://a.example/menu', 'https://a.example/menu', code];
    class Reader {
      async detect() {
        return [{ rawValue: seen.length > 1 ? seen.shift() : seen[0] }];
      }
    }
    Object.assign(window, { BarcodeDetector: Reader });
    const stream = async () => document.createElement('canvas').captureStream();
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: stream } });
  }, code);
  await page.reload();
  await expect(page.getByText('这不是签到码，请对准现场的签到二维码。')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/app/sign-in/${people.feed}/`));
  await expect(page.getByRole('button', { name: '签到', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: people.venue })).toBeVisible();
});
