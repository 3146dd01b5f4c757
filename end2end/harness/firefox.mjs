#!/usr/bin/env node
// Firefox as Playwright starts it: stands between the two, because the Firefox of Debian does not know every command that
// Playwright always sends. Those are answered here; everything else passes as it is, in both directions.
import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

/** Emulates colours and motion; the profile's own settings do that instead. */
const UNKNOWN = new Set(['emulation.setMediaFeaturesOverride']);
const LISTENING = /^WebDriver BiDi listening on (ws:\/\/\S+)$/;

const program = process.env.SHANGLIANG_FIREFOX ?? '/usr/bin/firefox-esr';
const firefox = spawn(program, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'pipe'] });
firefox.on('error', (error) => {
  console.error(`${program} does not start: ${error.message}`);
  process.exit(1);
});
firefox.on('exit', (code) => process.exit(code ?? 1));

for await (const line of readline.createInterface({ input: firefox.stderr })) {
  const address = LISTENING.exec(line)?.[1];
  console.error(address ? `WebDriver BiDi listening on ${await bridge(address)}` : line);
}

/** Listens for Playwright, and returns where. */
async function bridge(address) {
  const bridge = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  bridge.on('connection', (playwright, request) => connect(playwright, address + request.url));
  await new Promise((resolve) => bridge.once('listening', resolve));
  return `ws://127.0.0.1:${bridge.address().port}`;
}

function connect(playwright, address) {
  const browser = new WebSocket(address, { perMessageDeflate: false });
  const opened = new Promise((resolve) => browser.once('open', resolve));
  playwright.on('message', async (message) => {
    const { id, method } = JSON.parse(message.toString());
    if (UNKNOWN.has(method)) {
      playwright.send(JSON.stringify({ type: 'success', id, result: {} }));
      return;
    }
    await opened;
    browser.send(message.toString());
  });
  browser.on('message', (message) => playwright.send(message.toString()));
  browser.on('close', () => playwright.close());
  playwright.on('close', () => browser.close());
  browser.on('error', (error) => console.error(`no connection to Firefox: ${error.message}`));
}
