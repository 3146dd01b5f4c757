import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { built } from '../harness/built.ts';
import { expect, test } from '../harness/story.ts';

const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

for (const page of ['/', '/app', '/app/records', '/desk', '/no-such-page', '/api/v1/session']) {
  test(`${page} carries the security headers`, async ({ server }) => {
    const { headers } = await fetch(server.origin + page);
    expect(headers.get('content-security-policy')).toBe(POLICY);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });
}

test('hashed files are kept for good and compressed, and what names them is asked for anew', async ({ server }) => {
  const manifest = JSON.parse(await readFile(path.join(built.site, 'build.json'), 'utf8'));
  const wasm = await fetch(server.origin + manifest.phone.wasm, { headers: { 'Accept-Encoding': 'br' } });
  expect(wasm.headers.get('cache-control')).toContain('immutable');
  expect(wasm.headers.get('content-encoding')).toBe('br');
  expect(wasm.headers.get('content-type')).toBe('application/wasm');
  await wasm.arrayBuffer();
  for (const page of ['/sw.js', '/app', '/desk']) {
    const answer = await fetch(server.origin + page);
    expect(answer.headers.get('cache-control'), page).toContain('no-cache');
    await answer.text();
  }
});

test('the landing page and its links read without a script', async ({ server, newPhone }) => {
  const page = await newPhone('visitor', server.origin).open('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: /手机/ }).first().click();
  await expect(page).toHaveURL(/\/app/);
});

test('a post from another site is refused', async ({ server, people }) => {
  const { login, password } = people.member;
  const body = JSON.stringify({ login, password, device: '0'.repeat(32) });
  const headers = { 'Content-Type': 'application/json', Origin: server.origin };
  const signedIn = await fetch(`${server.origin}/api/v1/session`, { method: 'POST', headers, body });
  expect(signedIn.status).toBe(200);
  const [cookie] = signedIn.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  await signedIn.text();

  const foreign = await fetch(`${server.origin}/api/v1/sync`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'https://elsewhere.example', Cookie: String(cookie).split(';')[0] ?? '' },
    body: '{}',
  });
  expect(foreign.status).toBe(403);
  expect(await foreign.json()).toMatchObject({ code: 'origin_mismatch' });
});
