import { randomBytes } from 'node:crypto';
import type { Account } from './demo.ts';

/** A scope to look at, as the server offers it. */
export interface Choice {
  /** `committee:<id>`, `venue:<id>` and so on. */
  scope: string;
  name: string;
  /** The id of the committee that it is in. */
  committee: string;
}

/** What somebody of an office may look at, asked of the server as that person. */
export async function choicesOf(origin: string, { login, password }: Account): Promise<Choice[]> {
  const device = randomBytes(16).toString('hex');
  const headers = { 'Content-Type': 'application/json' };
  const signedIn = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ login, password, device }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  const answer = await fetch(`${origin}/api/v1/scopes`, { headers: { Authorization: `Bearer ${token}` } });
  const { scopes } = (await answer.json()) as { scopes: (Omit<Choice, 'scope'> & { scope: Record<string, string> })[] };
  return scopes.map(({ scope, ...rest }) => ({ ...rest, scope: Object.entries(scope)[0]!.join(':') }));
}

/** The first account of a role whose choices are of a kind; what it may look at comes with it. */
export async function whoSees(
  origin: string,
  accounts: Account[],
  role: Account['role'],
  fits: (choices: Choice[]) => boolean,
): Promise<{ account: Account; choices: Choice[] }> {
  for (const account of accounts.filter((account) => account.role === role)) {
    const choices = await choicesOf(origin, account);
    if (fits(choices)) return { account, choices };
  }
  throw new Error(`the demonstration has no such ${role}`);
}

/** The committees among what somebody may look at. */
export function committees(choices: Choice[]): Choice[] {
  return choices.filter(({ scope }) => scope.startsWith('committee:'));
}
