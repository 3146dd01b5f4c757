import { type Locator, expect } from '@playwright/test';
import type { Dice } from '../harness/dice.ts';
import type { Fault, Network } from '../harness/network.ts';
import type { Phone } from './phone.ts';

const TYPES = ['走访', '志愿服务'];
const FAULTS: Fault[] = [{ answer: 500 }, { answer: 503 }, { loseReply: true }, { breakAfter: 200 }, { delay: 1_500 }];
const TABS = ['首页', '记录', '消息', '我的'] as const;
/** More drafts than this are not begun: the first page shows no more. */
const DRAFTS = 2;

/** Does on a phone what a person may do, in an order that only the dice know, and writes down what has to be there for it. */
export class Monkey {
  /** What was done, a line a step. */
  readonly log: string[] = [];
  /** What each record says that the page called saved. */
  readonly saved = new Map<number, string>();
  /** What each draft says. */
  readonly drafts = new Map<number, string>();
  private begun = 0;
  private isConnected = true;

  constructor(
    private readonly phone: Phone,
    private readonly network: Network,
    private readonly venue: string,
    private readonly dice: Dice,
  ) {}

  /** Does the next thing. */
  async step(): Promise<void> {
    const acts: [number, string, () => Promise<string | void>][] = [
      [6, 'record', () => (this.drafts.size < DRAFTS ? this.record() : this.goOn())],
      [2, 'go on with a draft', () => this.goOn()],
      [4, 'mend a record', () => this.mend()],
      [2, 'change the tab', () => this.changeTab()],
      [1, 'go back', () => this.goBack()],
      [2, 'reload', () => this.reload()],
      [1, 'try to upload', () => this.tryNow()],
      [2, 'lose or find the signal', () => this.turn()],
      [2, 'trouble on the line', () => this.trouble()],
    ];
    let left = this.dice.below(acts.reduce((sum, [weight]) => sum + weight, 0));
    const [, name, act] = acts.find(([weight]) => (left -= weight) < 0) ?? acts[0]!;
    this.log.push(name);
    const told = await act();
    if (told) this.log.push(`  ${told}`);
  }

  private async record(): Promise<string> {
    this.begun += 1;
    const number = this.begun;
    const narrative = this.words(number);
    await this.goHome();
    await this.phone.recordButton.click();
    await this.phone.fillIn({ type: this.dice.pick(TYPES), venue: this.venue, narrative });
    const end = this.dice.pick(['submit', 'submit', 'submit', 'keep', 'leave', 'reload', 'throw away'] as const);
    if (end === 'submit') return this.submit(number, narrative);
    if (end === 'throw away') {
      await this.button('删掉草稿').click();
      await this.phone.page.getByRole('dialog').getByRole('button', { name: '删掉', exact: true }).click();
    } else {
      this.drafts.set(number, narrative);
      if (end === 'keep') await this.phone.keepDraft();
      if (end === 'leave') await this.phone.page.goBack();
      if (end === 'reload') await this.reload();
    }
    return `${end}: ${narrative}`;
  }

  private async goOn(): Promise<string> {
    if (this.drafts.size === 0) return 'there is none';
    const [number, narrative] = this.dice.pick([...this.drafts]);
    await this.goHome();
    await this.phone.continueDraft(title(narrative));
    await expect(this.phone.narrative).toHaveValue(narrative);
    this.drafts.delete(number);
    return this.submit(number, narrative);
  }

  private async mend(): Promise<string> {
    if (this.saved.size === 0) return 'there is none';
    const [number, before] = this.dice.pick([...this.saved]);
    await this.goTo('记录');
    await this.phone.mend(before);
    await expect(this.phone.narrative).toHaveValue(before);
    const narrative = this.words(number);
    if (narrative === before) return 'nothing to change';
    await this.phone.narrative.fill(narrative);
    return this.submit(number, narrative);
  }

  private async submit(number: number, narrative: string): Promise<string> {
    await this.phone.submit();
    await expect(this.phone.narrative).toBeHidden();
    await this.phone.isSaved();
    this.saved.set(number, narrative);
    return `saved: ${narrative}`;
  }

  private async changeTab(): Promise<string> {
    const tab = this.dice.pick(TABS);
    await this.goTo(tab);
    return tab;
  }

  private async goBack(): Promise<void> {
    await this.phone.page.goBack();
    await this.isThere();
  }

  private async reload(): Promise<void> {
    await this.phone.page.reload();
    await this.isThere();
  }

  private async tryNow(): Promise<string> {
    await this.goHome();
    await this.phone.openOutbox();
    const button = this.button('现在试传');
    if (!(await button.isVisible())) return 'nothing waits';
    await button.click();
    return 'tried';
  }

  private async turn(): Promise<string> {
    this.isConnected = !this.isConnected;
    await (this.isConnected ? this.network.connect() : this.network.cut());
    return this.isConnected ? 'found' : 'lost';
  }

  private async trouble(): Promise<string> {
    const [fault, times] = [this.dice.pick(FAULTS), 1 + this.dice.below(3)];
    this.network.trouble('/api/v1/sync', fault, times);
    return `${JSON.stringify(fault)}, ${times} times`;
  }

  /** The first sentence stays, by which a record is found; the second one is new each time. */
  private words(number: number): string {
    return `第${number}件事已经记下。联系群众时听到${1 + this.dice.below(10_000)}条意见。`;
  }

  private async goHome(): Promise<void> {
    await this.goTo('首页');
    await expect(this.phone.recordButton).toBeVisible();
  }

  /** A form has no tabs: whoever wants to be elsewhere leaves it first. */
  private async goTo(tab: (typeof TABS)[number]): Promise<void> {
    await this.isThere();
    const tabs = this.phone.page.getByRole('navigation').getByRole('link', { name: tab });
    for (let tried = 0; tried < 5 && !(await tabs.isVisible()); tried += 1) {
      await this.phone.page.getByRole('link', { name: '返回' }).first().click();
    }
    await this.phone.goTo(tab);
  }

  /** The app stands on the screen. */
  private async isThere(): Promise<void> {
    if (!this.phone.page.url().includes('/app')) await this.phone.page.goto(`${this.network.origin}/app`);
    await expect(this.phone.page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  private button(name: string): Locator {
    return this.phone.page.getByRole('button', { name, exact: true });
  }
}

/** What a record or a draft is found by. */
export function title(narrative: string): string {
  return narrative.split('。')[0] ?? narrative;
}
