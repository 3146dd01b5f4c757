import { type Locator, type Page, expect } from '@playwright/test';
import type { Desk } from './desk.ts';

/** The page of the desk on which a committee writes its workflows, as staff see it. */
export class WorkflowDesk {
  constructor(readonly page: Page) {}

  /** Goes there as a person finds it. */
  static async open({ page }: Desk): Promise<WorkflowDesk> {
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '协商与交办' }).click();
    await page.getByRole('main').getByRole('link', { name: '流程', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: '流程' })).toBeVisible();
    return new WorkflowDesk(page);
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** A workflow in the list, under its heading. */
  listed(under: '在用的' | '没写完的' | '停用的', name: string): Locator {
    return this.page.getByRole('table', { name: under }).getByRole('rowheader', { name });
  }

  async read(name: string): Promise<void> {
    await this.page.getByRole('rowheader', { name }).getByRole('link').click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  get name(): Locator {
    return this.page.getByLabel('流程的名字');
  }

  /** The stages as they stand below each other, by their places and names. */
  async stages(): Promise<string[]> {
    return this.main.getByRole('region', { name: '环节' }).locator('.pick .title').allInnerTexts();
  }

  /** A stage or a way out that was written, with what is said about it. */
  step(name: string): Locator {
    return this.main.getByRole('listitem').filter({ has: this.page.getByRole('button', { name: new RegExp(`^\\d+\\. ${name}`) }) });
  }

  /** Opens the form of a stage. */
  async openStep(name: string): Promise<Locator> {
    const step = this.step(name);
    const line = step.getByRole('button', { name: new RegExp(`^\\d+\\. ${name}`) });
    if ((await line.getAttribute('aria-expanded')) !== 'true') await line.click();
    await expect(step.getByLabel(/^(环节|去处)的名字/)).toBeVisible();
    return step;
  }

  async addStage(name: string): Promise<void> {
    await this.page.getByRole('button', { name: '加一个环节' }).click();
    await this.page.getByLabel('环节的名字').fill(name);
  }

  async addWayOut(name: string, from: string): Promise<void> {
    await this.page.getByRole('button', { name: '加一个去处' }).click();
    await this.page.getByLabel('去处的名字').fill(name);
    const group = this.page.getByRole('group', { name: /^从哪些环节可以转到这里/ });
    await group.getByRole('checkbox', { name: from }).check();
  }

  /** Says what may follow a stage, and nothing else. */
  async leads(from: string, to: string[]): Promise<void> {
    const boxes = (await this.openStep(from)).getByRole('group', { name: /^下一步可以到/ }).getByRole('checkbox');
    for (const box of await boxes.all()) await box.uncheck();
    for (const name of to) await (await this.openStep(from)).getByRole('checkbox', { name }).check();
  }

  /** Lets a role take a matter on from a stage. */
  async trusts(stage: string, role: string): Promise<void> {
    const group = (await this.openStep(stage)).getByRole('group', { name: /由谁往下走/ });
    await group.getByRole('checkbox', { name: role }).check();
  }

  /** Asks for something on entering a stage. */
  async asks(stage: string, what: string, how: string): Promise<void> {
    const step = await this.openStep(stage);
    await step.getByRole('button', { name: '加一项要填的' }).click();
    await step.getByLabel(/项要填什么/).last().fill(what);
    await step.getByLabel(/项的填法/).last().selectOption(how);
  }

  async putToUse(): Promise<void> {
    await this.page.getByRole('button', { name: '启用', exact: true }).click();
  }
}
