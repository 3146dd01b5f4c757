import { setTimeout as sleep } from 'node:timers/promises';
import { Phone } from '../apps/phone.ts';
import { Dice, asked } from '../harness/dice.ts';
import { Signed } from '../harness/office.ts';
import { expect, test } from '../harness/story.ts';

/** How often the browser is killed, and with which dice: `SHANGLIANG_KILLS=100 npx playwright test stories/killed.spec.ts`. */
const KILLS = asked('SHANGLIANG_KILLS', 3);
const SEED = asked('SHANGLIANG_SEED', 1);
/** The longest that a page has for saving, in milliseconds. About half of the kills come before it has said that it did. */
const LONGEST = 160;

test('a browser that is killed again and again while it saves keeps every record that it said to be saved', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(60_000 + KILLS * 30_000);
  const { member, colleague, venue } = people;
  const profile = newPhone('member', network.origin);
  let phone = await Phone.open(profile);
  await phone.signIn(member);
  // Chromium writes cookies up to half a minute late, except when it is closed.
  await profile.close();
  phone = await Phone.open(profile);
  await phone.becomesReadyForOffline();
  await network.cut();

  const dice = new Dice(SEED);
  const said: string[] = [];
  let others = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const narrative = `第${kill}次到柳林村走访，看了三户。`;
    await phone.goTo('首页');
    await phone.recordButton.click();
    await phone.fillIn({ type: '走访', venue, narrative });
    const isSaid = await phone.watchesForSaved();
    const submitting = phone.submit().catch(() => 'the browser is gone');
    await sleep(dice.below(LONGEST));
    await profile.kill();
    await submitting;
    phone = await Phone.open(profile, '/records');
    if (isSaid()) {
      said.push(narrative);
      await expect(phone.record(narrative)).toContainText('待上传');
    } else {
      others += 1;
    }
  }
  console.log(`seed ${SEED}: ${KILLS} kills, ${said.length} after 已存本机 was said, ${others} before`);

  await network.connect();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  const copies = await (await Signed.in(server.origin, colleague)).narratives();
  expect(said.filter((narrative) => copies.get(narrative) !== 1)).toEqual([]);
  const doubled = [...copies].filter(([narrative, count]) => String(narrative).startsWith('第') && count > 1);
  expect(doubled).toEqual([]);
});
