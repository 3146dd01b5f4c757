import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { built } from '../harness/built.ts';
import { expect, test } from '../harness/story.ts';

const run = promisify(execFile);
const BEFORE = '备份之前走访两户';
const AFTER = '备份之后走访三户';
const OFFLINE = '没有信号的时候走访四户';
const MENDED = '备份之后同事补写了经过';

test('after a restore from a backup everything that phones and desks had sent since is there again, once', async ({
  server,
  network,
  people,
  newPhone,
  newDesk,
}, story) => {
  test.setTimeout(240_000);
  const { member, colleague, staff, venue } = people;
  const phone = await Phone.open(newPhone('member', server.origin));
  await phone.signIn(member);
  const other = await Phone.open(newPhone('colleague', network.origin));
  await other.signIn(colleague);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(staff);
  await phone.recordAndSubmit({ type: '走访', venue, narrative: `${BEFORE}。`, personTimes: 2 });
  await phone.goTo('记录');
  await expect(phone.record(BEFORE)).toContainText('已上传', { timeout: 30_000 });
  await other.goTo('记录');
  await expect(other.record(BEFORE)).toContainText('待审核', { timeout: 30_000 });

  const copy = story.outputPath('copy.db');
  await test.step('a backup is taken while the server runs', async () => {
    const { stdout } = await run(built.server, ['backup', '--data', server.data, '--to', copy]);
    expect(stdout).toContain('copy.db');
  });

  await test.step('everybody goes on: two records, one approval, and one record without signal', async () => {
    await phone.recordAndSubmit({ type: '走访', venue, narrative: `${AFTER}。`, personTimes: 3 });
    await phone.goTo('记录');
    await expect(phone.record(AFTER)).toContainText('已上传', { timeout: 30_000 });
    await other.recordAndSubmit({ type: '走访', venue, narrative: `${MENDED}。`, personTimes: 5 });
    await other.goTo('记录');
    await expect(other.record(MENDED)).toContainText('已上传', { timeout: 30_000 });
    await desk.goTo('待审核');
    await desk.read(AFTER);
    await desk.approve();
    await expect(phone.record(AFTER)).toContainText('已审核', { timeout: 30_000 });
    await network.cut();
    await other.recordAndSubmit({ type: '走访', venue, narrative: `${OFFLINE}。`, personTimes: 4 });
    await other.goTo('记录');
    await expect(other.record(OFFLINE)).toContainText('待上传');
  });

  await test.step('the disk dies, and the backup takes its place', async () => {
    await expect(run(built.server, ['restore', '--data', server.data, '--from', copy])).rejects.toThrow(/stop it first/);
    await server.kill();
    const { stdout } = await run(built.server, ['restore', '--data', server.data, '--from', copy]);
    expect(stdout).toContain('send again');
    await server.start();
    await network.connect();
  });

  await test.step('without a touch all of it comes back, to everybody, each record once', async () => {
    for (const person of [phone, other]) {
      for (const record of [BEFORE, MENDED, OFFLINE]) {
        await expect(person.record(record)).toContainText('已上传', { timeout: 90_000 });
        await expect(person.record(record)).toContainText('待审核');
        await expect(person.record(record)).toHaveCount(1);
      }
      await expect(person.record(AFTER)).toContainText('已审核', { timeout: 90_000 });
      await expect(person.syncLine).toContainText('全部已上传', { timeout: 60_000 });
    }
    await desk.page.reload();
    await expect(desk.waiting(OFFLINE)).toBeVisible({ timeout: 30_000 });
    await expect(desk.waiting(AFTER)).toHaveCount(0);
  });
});
