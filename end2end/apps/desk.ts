import { type Locator, type Page, expect } from '@playwright/test';
import type { Account } from '../harness/demo.ts';
import type { Profile } from '../harness/profile.ts';

/** A figure with what waits beside it. */
export interface Figure {
  approved: number;
  pending: number;
}

/** The desk as staff and leaders see it. */
export class Desk {
  private constructor(readonly page: Page) {}

  static async start(profile: Profile, path = ''): Promise<Desk> {
    return new Desk(await profile.open(`/desk${path}`));
  }

  async signIn({ login, password }: Pick<Account, 'login' | 'password'>): Promise<void> {
    await this.page.getByLabel('账号').fill(login);
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
    await expect(this.page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  }

  async goTo(page: '待审核' | '总览' | '名册'): Promise<void> {
    await this.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: page }).click();
  }

  /** Opens a record of the list by its title. */
  async read(title: string): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: title }).click();
    await expect(this.open).toContainText(title);
  }

  async approve(): Promise<void> {
    await this.open.getByRole('button', { name: /^通过/ }).click();
  }

  /** The first line of the record that is read. */
  title(): Promise<string> {
    return this.open.getByRole('heading').first().innerText();
  }

  /** The records listed. */
  get rows(): Locator {
    return this.page.getByRole('region', { name: '记录列表' }).locator('.desk-queue-rows > li');
  }

  /** How many records the open tab says there are. */
  async count(): Promise<number> {
    const tab = await this.page.locator('.desk-tab[aria-current="page"]').innerText();
    return Number(/\d+/.exec(tab)?.[0] ?? Number.NaN);
  }

  /** A record in the list of those that wait. */
  waiting(title: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').getByRole('button', { name: title });
  }

  /** The line on the rail that says how this computer stands to the server. */
  get syncLine(): Locator {
    return this.page.getByRole('navigation', { name: '主导航' }).getByRole('status');
  }

  /** Everything decided has reached the server. */
  get sent(): Locator {
    return this.syncLine.getByText('全部已上传');
  }

  /** The record that is being read. */
  get open(): Locator {
    return this.page.getByRole('region', { name: '正在看的记录' });
  }

  async openReturn(): Promise<void> {
    await this.open.getByRole('button', { name: /^退回修改/ }).click();
    await expect(this.page.getByLabel('对委员说的话')).toBeVisible();
  }

  async return(reason: string): Promise<void> {
    await this.openReturn();
    await this.page.getByLabel('对委员说的话').fill(reason);
    await this.page.getByRole('dialog').getByRole('button', { name: /^退回/ }).click();
  }

  /** The figures of the overview, or of the year of a venue or a member. */
  get figures(): Locator {
    return this.page.getByRole('region', { name: /^(主要数字|这一年的数字)$/ });
  }

  /** A figure of the overview with what waits beside it. */
  async total(indicator: string): Promise<Figure> {
    const approved = await this.number(indicator).getAttribute('aria-label');
    const pending = this.figures.getByRole('link', { name: new RegExp(`^${indicator} (待审|刚提出|未定|未答复) `) });
    const waits = (await pending.count()) > 0 ? await pending.getAttribute('aria-label') : '0';
    return { approved: first(approved), pending: first(waits) };
  }

  /** The number of a figure; it opens the panel. */
  private number(indicator: string): Locator {
    return this.figures.getByRole('link', { name: new RegExp(`^${indicator} [\\d,]+ `) });
  }

  /** Opens the definition, the parts and the records of a figure. */
  async openFigure(indicator: string): Promise<void> {
    await this.number(indicator).click();
    await expect(this.panel.getByRole('heading', { name: '口径' })).toBeVisible();
    await expect(this.panel.getByText(/^各项相加|^这一类里没有/)).toBeVisible();
  }

  /** What is open over the page. */
  get panel(): Locator {
    return this.page.getByRole('dialog');
  }

  async closePanel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.panel).toBeHidden();
  }

  /** What the list of records says that it adds up to, and what its lines add up to. */
  async sumOfRecords(records: Locator): Promise<{ said: number; added: number }> {
    const said = first(await records.getByText(/^相加/).innerText());
    const amounts = await records.getByRole('listitem').getByText(/^[\d,−]+ ?(场|人次|人|件|条)$/).allInnerTexts();
    return { said, added: amounts.map(first).reduce((sum, amount) => sum + amount, 0) };
  }

  /** Looks at another scope, found by a part of its name. */
  async pickScope(typed: string, name: string): Promise<void> {
    await this.page.locator('.desk-scope').click();
    await this.page.getByLabel('按名称找').fill(typed);
    await this.page.getByRole('dialog').getByRole('link', { name, exact: true }).click();
    await expect(this.page.getByRole('dialog')).toBeHidden();
  }

  /** What a venue has in a figure of the overview; the panel that says it is closed again. */
  async figure(venue: string, indicator: string): Promise<Figure> {
    await this.openFigure(indicator);
    const all = this.panel.getByRole('button', { name: /^看全部/ });
    if (await all.isVisible()) await all.click();
    const part = this.panel.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: venue }) });
    const figure = (await part.count()) > 0 ? await read(part) : { approved: 0, pending: 0 };
    await this.closePanel();
    return figure;
  }
}

/** The number of a part, and what waits beside it. */
async function read(part: Locator): Promise<Figure> {
  const [, number, waits] = await part.getByRole('cell').allInnerTexts();
  return { approved: first(number), pending: first(waits) };
}

/** The first number of a text; 0 where there is none. */
export function first(text: string | null | undefined): number {
  return Number(/\d+/.exec((text ?? '').replaceAll(',', ''))?.[0] ?? 0);
}
