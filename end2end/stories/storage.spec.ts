import { built } from '../harness/built.ts';
import { freePort } from '../harness/ports.ts';
import { StaticSite } from '../harness/static_site.ts';
import { expect, test } from '../harness/story.ts';

test("the storage of both apps passes its conformance suite", { tag: '@desk' }, async ({ newDesk }) => {
  const site = new StaticSite(built.conformance, await freePort());
  await site.start();
  const page = await newDesk('suite', site.origin).open('/');
  const cases = page.getByRole('listitem');
  await expect(page.getByRole('status')).toContainText(/passed|failed/, { timeout: 60_000 });
  for (const line of await cases.allInnerTexts()) expect(line).not.toMatch(/^failed/);
  expect(await cases.count()).toBeGreaterThan(0);
  await site.stop();
});
