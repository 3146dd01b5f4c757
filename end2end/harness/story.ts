import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type Account, copyDemo, demoAccounts } from './demo.ts';
import { type People, findPeople } from './people.ts';
import { Network } from './network.ts';
import { freePort } from './ports.ts';
import { type Browser, DESK, type Device, PHONE, Profile } from './profile.ts';
import { Server } from './server.ts';

/** What a project of the configuration may decide. */
export interface Choices {
  /** The browser of office computers; phones always have Chromium. */
  deskBrowser: Browser;
}

/** What every story has at hand. */
interface World {
  /** The accounts of the demonstration committee. */
  accounts: Account[];
  /** A server of the story's own, started, on a fresh copy of the demonstration committee. */
  server: Server;
  /** Two members who share a venue, and the office. */
  people: People;
  /** A network in front of that server whose faults the story decides. */
  network: Network;
  /** Makes a phone that reaches the server at an origin; its name names its profile folder. */
  newPhone: (name: string, origin: string, device?: Partial<Device>) => Profile;
  /** Makes an office computer likewise. */
  newDesk: (name: string, origin: string, device?: Partial<Device>) => Profile;
  /** All profiles of the story. */
  profiles: Profile[];
}

export const test = base.extend<World & Choices>({
  deskBrowser: ['chromium', { option: true }],

  accounts: async ({}, use) => use(await demoAccounts()),

  server: async ({}, use, story) => {
    const data = story.outputPath('server');
    await copyDemo(data);
    const server = new Server(data, await freePort());
    await server.start();
    await use(server);
    await server.stop();
  },

  people: async ({ server, accounts }, use) => use(await findPeople(server.origin, accounts)),

  network: async ({ server }, use) => {
    const network = new Network(await freePort(), server.port);
    await network.connect();
    await use(network);
    await network.cut();
  },

  profiles: async ({}, use) => {
    const profiles: Profile[] = [];
    await use(profiles);
    for (const profile of profiles) await profile.close();
    // Whatever a story is about: nothing may fail unseen, and nothing may break the content security policy.
    expect(profiles.flatMap((profile) => profile.errors)).toEqual([]);
  },

  newPhone: async ({ profiles }, use, story) => use(maker(profiles, PHONE, (name) => story.outputPath(name))),
  newDesk: async ({ profiles, deskBrowser }, use, story) =>
    use(maker(profiles, { ...DESK, browser: deskBrowser }, (name) => story.outputPath(name))),
});

export { expect };

function maker(profiles: Profile[], usual: Device, folderOf: (name: string) => string): World['newPhone'] {
  return (name, origin, device = {}) => {
    const profile = new Profile(path.resolve(folderOf(`profile-${name}`)), origin, { ...usual, ...device });
    profiles.push(profile);
    return profile;
  };
}
