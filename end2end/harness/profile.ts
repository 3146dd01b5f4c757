import path from 'node:path';
import { type BrowserContext, type BrowserContextOptions, type Page, chromium, firefox } from '@playwright/test';
import { built } from './built.ts';
import { killGroupsWith } from './processes.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // The pickers of days and times are the browser's own.
  '--lang=zh-CN',
];

/** Starts the Firefox of this machine so that Playwright can drive it. */
const FIREFOX = path.resolve(import.meta.dirname, 'firefox.mjs');

/** Console errors that a browser writes whenever a request fails, which stories make happen on purpose. */
const NETWORK_ERROR = /^Failed to load resource|net::ERR_|the server responded with a status|HTTP status code is not ok|when fetching the script/;

/** What Firefox calls an error when a stream of events ends. */
const LOST_STREAM = /can.t establish a connection to the server|was interrupted while the page was loading/;

/** What Firefox is told in its profile: Playwright cannot tell it on the way. */
const PREFERENCES = { 'ui.prefersReducedMotion': 1, 'intl.accept_languages': 'zh-CN' };

/** Which browser runs on a device. */
export type Browser = 'chromium' | 'firefox';

/** What a device is like, beyond its profile. */
export interface Device
  extends Pick<BrowserContextOptions, 'viewport' | 'isMobile' | 'hasTouch' | 'deviceScaleFactor' | 'colorScheme' | 'javaScriptEnabled'> {
  /** Chromium where nothing is said. */
  browser?: Browser;
}

/** A cheap phone of the size the screens are drawn for. */
export const PHONE: Device = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
/** The office's screen. */
export const DESK: Device = { viewport: { width: 1440, height: 900 } };

/** One browser profile on disk: what it stored outlives the browser, however that one ends. */
export class Profile {
  private context: BrowserContext | undefined;
  /** Uncaught errors, refusals by the content security policy, and whatever else the console calls an error. */
  readonly errors: string[] = [];

  constructor(
    readonly folder: string,
    readonly origin: string,
    private readonly device: Device,
  ) {}

  /** Starts a browser on the profile, or uses the one that runs, and opens a page at a path. */
  async open(path: string): Promise<Page> {
    const page = await this.blank();
    await page.goto(this.origin + path);
    return page;
  }

  /** A page that shows nothing yet. */
  async blank(): Promise<Page> {
    if (!this.context) {
      this.context = await this.launch();
      const [first] = this.context.pages();
      if (first) return first;
    }
    return this.context.newPage();
  }

  /** The browser that runs. */
  get running(): BrowserContext {
    if (!this.context) throw new Error('no browser runs on this profile');
    return this.context;
  }

  /** Ends the whole browser at once; what it had not written is lost. */
  async kill(): Promise<void> {
    this.context = undefined;
    // Chromium names the folder within an argument, Firefox as one of its own.
    await killGroupsWith(this.device.browser === 'firefox' ? this.folder : `--user-data-dir=${this.folder}`);
  }

  /** Closes the browser as a person does. */
  async close(): Promise<void> {
    const context = this.context;
    this.context = undefined;
    await context?.close();
  }

  private async launch(): Promise<BrowserContext> {
    const { browser, ...screen } = this.device;
    const usual = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...screen } as const;
    const context = await (browser === 'firefox'
      ? firefox.launchPersistentContext(this.folder, {
          channel: 'moz-firefox',
          executablePath: FIREFOX,
          firefoxUserPrefs: PREFERENCES,
          ...usual,
        })
      : chromium.launchPersistentContext(this.folder, { executablePath: built.chromium, args: ARGUMENTS, ...usual }));
    context.on('weberror', (error) => {
      // Firefox says so of a stream of events that has ended.
      if (LOST_STREAM.test(error.error().message)) return;
      this.errors.push(`uncaught: ${error.error().stack ?? error.error().message}`);
    });
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      if (NETWORK_ERROR.test(message.text()) || LOST_STREAM.test(message.text())) return;
      this.errors.push(`console: ${message.text()}`);
    });
    return context;
  }
}
