import { existsSync } from 'node:fs';
import { afterAll } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { temporaryFolder } from '../../support/temporary.js';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const QUIET = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** One browser for all tests of a file, with an empty profile. */
export function startChromium(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: pathOf(), headless: true, args: QUIET, env: homeless() });
  return browser;
}

/** Keeps the browser's user data in a folder that is deleted after the tests. */
function homeless(): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: temporaryFolder() };
}

function pathOf(): string {
  const { CHROMIUM_PATH: named } = process.env;
  const found = named ?? PLACES.find((path) => existsSync(path));
  if (found !== undefined && existsSync(found)) return found;
  throw new Error(
    `These tests look at pages in Chromium, and there is none at ${found ?? PLACES.join(', ')}. Install it (Debian: apt-get install -y chromium), or name one in CHROMIUM_PATH.`,
  );
}
