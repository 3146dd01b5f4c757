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

  async goTo(page: '待审核' | '数据'): Promise<void> {
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

  /** Opens the definition and the records of some figure. */
  async openAnyFigure(): Promise<void> {
    await this.page.getByRole('table').getByRole('button').or(this.page.getByRole('table').getByRole('link')).first().click();
    await expect(this.page.getByText('口径').first()).toBeVisible();
  }

  /** A cell of the table of figures. */
  async figure(venue: string, indicator: string): Promise<Figure> {
    const table = this.page.getByRole('table');
    const headings = await table.getByRole('columnheader').allInnerTexts();
    const column = headings.findIndex((heading) => heading.includes(indicator));
    const line = table.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: venue }) });
    // The first column is the row's own heading.
    return read(line.getByRole('cell').nth(column - 1));
  }
}

async function read(cell: Locator): Promise<Figure> {
  const text = (await cell.innerText()).replaceAll(',', '');
  const pending = /待审\s*(\d+)/.exec(text);
  const approved = /\d+/.exec(text.replace(/待审\s*\d+/, ''));
  return { approved: Number(approved?.[0] ?? 0), pending: Number(pending?.[1] ?? 0) };
}
