import { type Locator, type Page, expect } from '@playwright/test';
import type { Account } from '../harness/demo.ts';
import type { Taken } from '../harness/picture.ts';
import type { Profile } from '../harness/profile.ts';

/** What a member writes down about an activity. */
export interface Activity {
  type: string;
  narrative: string;
  venue?: string;
  personTimes?: number;
}

/** A record is safe on this phone. */
const SAVED = /^已存本机/;

/** The phone as its owner sees it: things are found by what they are and by the name on the screen. */
export class Phone {
  constructor(readonly page: Page) {}

  /** Opens the app at a page of it. */
  static async open(profile: Profile, path = ''): Promise<Phone> {
    return new Phone(await profile.open(`/app${path}`));
  }

  /** Signs in and waits until everything is on the phone, so that the network may go away. */
  async signIn(account: Pick<Account, 'login' | 'password'>): Promise<void> {
    await this.giveCredentials(account);
    await expect(this.recordButton).toBeVisible();
    await this.becomesReadyForOffline();
  }

  async giveCredentials({ login, password }: Pick<Account, 'login' | 'password'>): Promise<void> {
    await this.page.getByLabel('账号').fill(login);
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
  }

  /** The service worker answers this page and the first sync is through. */
  async becomesReadyForOffline(): Promise<void> {
    await expect(this.syncLine).toContainText('全部已上传', { timeout: 20_000 });
    await expect
      .poll(() => this.page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 20_000 })
      .toBe('activated');
  }

  /** The line above the bottom bar that says what waits. */
  get syncLine(): Locator {
    return this.page.getByRole('link', { name: /全部已上传|条待上传|照片 \d+\/\d+|本机存不下|离线|条需处理|登录已过期|正在连接|正在接收/ });
  }

  get recordButton(): Locator {
    return this.page.getByRole('link', { name: /^记一次活动/ });
  }

  get narrative(): Locator {
    return this.page.getByLabel('简要经过');
  }

  async goTo(tab: '首页' | '记录' | '消息' | '我的'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: tab }).click();
  }

  async fillIn(activity: Activity): Promise<void> {
    await this.choose(activity.type);
    if (activity.venue) await this.choose(activity.venue);
    if (activity.personTimes !== undefined) await this.setPersonTimes(activity.personTimes);
    await this.narrative.fill(activity.narrative);
  }

  /** One of the pills to choose from. */
  choice(name: string): Locator {
    return this.page.getByRole('radio', { name, exact: true });
  }

  /** Touches a pill: the radio button inside it is too small to be hit. */
  async choose(name: string): Promise<void> {
    await this.page.locator('label').filter({ has: this.choice(name) }).click();
  }

  get personTimes(): Locator {
    return this.page.getByRole('textbox', { name: '联系群众' });
  }

  async setPersonTimes(number: number): Promise<void> {
    await this.personTimes.fill(String(number));
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: '提交', exact: true }).click();
  }

  /** Types as a person does, key by key. */
  async type(text: string): Promise<void> {
    await this.narrative.focus();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** Waits until it is said that the record is safe on this phone; that its draft is, is another sentence. */
  async isSaved(): Promise<void> {
    await expect(this.page.getByText(SAVED).first()).toBeVisible();
  }

  /** Watches for that sentence from now on; answers whether the page has said it, also once the page is gone. */
  async watchesForSaved(): Promise<() => boolean> {
    let said = false;
    await this.page.exposeFunction('saidToBeSaved', () => (said = true));
    await this.page.evaluate((sentence) => {
      const look = (): void => {
        if (!document.body.textContent?.includes(sentence)) return;
        (window as unknown as { saidToBeSaved(): void }).saidToBeSaved();
        watch.disconnect();
      };
      const watch = new MutationObserver(look);
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    }, '已存本机');
    return () => said;
  }

  /** A record in the list 记录; the first sentence of what happened is its title. */
  record(narrative: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: narrative.split('。')[0] });
  }

  /** From wherever it is to a submitted record. */
  async recordAndSubmit(activity: Activity): Promise<void> {
    await this.goTo('首页');
    await this.recordButton.click();
    await this.fillIn(activity);
    await this.submit();
    await this.isSaved();
  }

  /** Puts files where the camera or the album would, and waits until they are in the form. */
  async addPhotos(files: Taken[], from: '拍照' | '从相册选' = '从相册选'): Promise<void> {
    const before = await this.photos.count();
    await this.page.getByLabel(from).setInputFiles(files);
    await expect(this.photos).toHaveCount(before + files.length, { timeout: 30_000 });
  }

  /** The photos on the page, small. */
  get photos(): Locator {
    return this.page.getByRole('button', { name: /^照片 \d+$/ });
  }

  async openMoreKinds(): Promise<void> {
    await this.page.getByRole('button', { name: /^更多 \d+ 种$/ }).click();
  }

  /** Opens the day and the hours, which are set to the last hour by themselves: after midnight it began the day before. */
  async openTimes(): Promise<void> {
    await this.page.getByRole('button', { name: /^(今天|昨天) \d\d:\d\d/ }).click();
    await expect(this.page.getByLabel('日期', { exact: true })).toBeVisible();
  }

  async openPlaces(): Promise<void> {
    await this.page.getByRole('button', { name: '其他地方' }).click();
    await expect(this.page.getByLabel('找阵地')).toBeVisible();
  }

  /** Opens the roster and looks for somebody by the initials of the name's pinyin. */
  async openRoster(initials: string): Promise<void> {
    await this.page.getByRole('button', { name: '添加委员' }).click();
    await this.page.getByLabel('拼音首字母或姓名').fill(initials);
    await expect(this.page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible();
  }

  async closeDialog(): Promise<void> {
    await this.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await expect(this.page.getByRole('dialog')).toBeHidden();
  }

  async keepDraft(): Promise<void> {
    await this.page.getByRole('button', { name: '存草稿' }).click();
    await expect(this.recordButton).toBeVisible();
  }

  /** Goes on with a draft that waits on 首页. */
  async continueDraft(title: string): Promise<void> {
    await this.page.getByRole('link', { name: title }).first().click();
  }

  /** Opens a record of the list 记录. */
  async read(title: string): Promise<void> {
    await this.record(title).getByRole('link').first().click();
  }

  /** Opens a record and then its form. */
  async mend(title: string): Promise<void> {
    await this.read(title);
    await this.page.getByRole('link', { name: /^(去修改|修改)$/ }).first().click();
  }

  async openOutbox(): Promise<void> {
    await this.syncLine.click();
  }

  /** Switches to 大字版, as the settings keep it. */
  async setLargeType(): Promise<void> {
    await this.page.getByRole('button', { name: /大字/ }).click();
  }

  /** What went wrong, in words. */
  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  /** The server has ended the session. */
  get expired(): Locator {
    return this.page.getByText(/登录已过期/).first();
  }

  async signInAgain(account: Pick<Account, 'login' | 'password'>): Promise<void> {
    await this.page.getByRole('button', { name: '重新登录' }).click();
    await this.giveCredentials(account);
  }
}
