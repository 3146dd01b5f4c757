import { Phone } from '../apps/phone.ts';
import { SLOW_4G, slowDown } from '../harness/mid_phone.ts';
import { expect, test } from '../harness/story.ts';

function note(what: string, value: string, goal: string): void {
  console.log(`    ${what}: ${value} (goal ${goal})`);
}

test('the first visit, the later start and a save keep near their budgets', async ({ network, people, newPhone }) => {
  const profile = newPhone('member', network.origin);
  test.setTimeout(180_000);
  const page = await profile.blank();
  await slowDown(page);
  network.slowDown(SLOW_4G);

  let started = Date.now();
  const phone = await Phone.open(profile);
  await expect(phone.page.getByLabel('账号')).toBeVisible({ timeout: 30_000 });
  note('first visit until usable', `${Date.now() - started} ms`, '4000 ms');
  note('first visit until usable', `${Math.round(network.bytes / 1000)} KB`, '350 KB');
  await phone.signIn(people.member);
  note('first visit until everything works offline', `${Math.round(network.bytes / 1000)} KB`, 'none');

  await network.cut();
  started = Date.now();
  await phone.page.reload();
  await expect(phone.recordButton).toBeVisible();
  note('later start, offline', `${Date.now() - started} ms`, '1000 ms');

  const saves: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await phone.goTo('首页');
    await phone.recordButton.click();
    await phone.fillIn({ type: '走访', venue: people.venue, narrative: `第${round}次走访柳林村。` });
    const saved = phone.page.evaluate(untilSaved);
    await phone.submit();
    saves.push(await saved);
  }
  saves.sort((one, other) => one - other);
  note('提交 to 已存本机', saves.map((ms) => `${Math.round(ms)}`).join(', ') + ' ms', 'p95 50 ms');
});

/** Milliseconds from the next click until the page says 已存本机; runs in the page. */
function untilSaved(): Promise<number> {
  return new Promise((resolve) => {
    let clicked = 0;
    document.addEventListener('click', () => (clicked ||= performance.now()), { capture: true, once: true });
    const look = () => {
      if (clicked && document.body.innerText.includes('已存本机')) resolve(performance.now() - clicked);
      else requestAnimationFrame(look);
    };
    look();
  });
}
