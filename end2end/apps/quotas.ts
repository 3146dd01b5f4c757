import type { Phone } from './phone.ts';

/** Approved and pending of a quota, as the start screen says them. */
export async function stands(phone: Phone, name: string): Promise<{ approved: number; pending: number }> {
  const card = phone.page.getByRole('region', { name: '履职要求' });
  const text = await card.locator('dl > div').filter({ hasText: name }).innerText();
  const [, approved, pending] = /已审 (\d+) · 待审 (\d+)/.exec(text) ?? [];
  return { approved: Number(approved), pending: Number(pending) };
}
