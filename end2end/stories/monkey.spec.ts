import { writeFile } from 'node:fs/promises';
import { Monkey, title } from '../apps/monkey.ts';
import { Phone } from '../apps/phone.ts';
import { Dice, asked } from '../harness/dice.ts';
import { Signed } from '../harness/office.ts';
import { expect, test } from '../harness/story.ts';

/** `SHANGLIANG_SEED=7 SHANGLIANG_SEEDS=1` does again what was done by a seed, `SHANGLIANG_STEPS=200` goes on for longer. */
const FIRST = asked('SHANGLIANG_SEED', 1);
const SEEDS = asked('SHANGLIANG_SEEDS', 2);
const STEPS = asked('SHANGLIANG_STEPS', 20);

for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
  test(`whatever is done in whatever order, what was saved arrives and nothing fails unseen: seed ${seed}`, async ({
    network,
    server,
    people,
    newPhone,
  }, story) => {
    test.setTimeout(90_000 + STEPS * 10_000);
    const { member, colleague, venue } = people;
    const phone = await Phone.open(newPhone('member', network.origin));
    await phone.signIn(member);
    const monkey = new Monkey(phone, network, venue, new Dice(seed));
    try {
      for (let step = 0; step < STEPS; step += 1) await monkey.step();
    } finally {
      // It stays where the story fails, and is told where a seed was asked for.
      const log = monkey.log.join('\n');
      await writeFile(story.outputPath('monkey.log'), log);
      if (process.env.SHANGLIANG_SEED) console.log(log);
    }

    network.clear();
    await network.connect();
    await phone.page.goto(`${network.origin}/app`);
    await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
    for (const draft of monkey.drafts.values()) {
      await expect(phone.page.getByRole('link', { name: title(draft) }).first()).toBeVisible();
    }
    await phone.goTo('记录');
    for (const narrative of monkey.saved.values()) await expect(phone.record(narrative)).toContainText('已上传');
    const there = [...(await (await Signed.in(server.origin, colleague)).narratives())];
    const written = there.filter(([narrative]) => /^第\d+件事已经记下/.test(String(narrative)));
    expect(new Map(written)).toEqual(new Map([...monkey.saved.values()].map((narrative) => [narrative, 1])));
  });
}
