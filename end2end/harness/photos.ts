import type { Page } from '@playwright/test';
import type { Account } from './demo.ts';
import { signedIn } from './venue.ts';

/** The photos that a record on the server names, in their order. */
export async function namedBy(origin: string, account: Account, narrative: string) {
  const reader = await signedIn(origin, account);
  const rows = [...reader.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
  const body = rows.find((row) => row.body.narrative === narrative)?.body ?? {};
  const photos = Object.keys(body).filter((field) => field.startsWith('photo:')).sort();
  const values = photos.map((field) => body[field] as { sha256: string; len: number; mime: string });
  const fetched = async (path: string) => {
    const headers = { Authorization: `Bearer ${reader.token}` };
    const answer = await fetch(`${origin}/api/v1/blobs/${path}`, { headers });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  return { values, fetched };
}

/** The photos whose bytes lie on the phone's disk. */
export function keptOn(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const known = (await indexedDB.databases()).find(({ name }) => name?.startsWith('shangliang-'));
    const open = indexedDB.open(known?.name ?? '');
    const database = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
    const keys = (store: string) =>
      new Promise<string[]>((resolve) => {
        const request = database.transaction(store).objectStore(store).getAllKeys();
        request.onsuccess = () => resolve(request.result as string[]);
      });
    const found = { picture: await keys('picture'), thumb: await keys('thumb'), photo: await keys('photo') };
    database.close();
    return found;
  });
}
