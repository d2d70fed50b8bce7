import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** Starts Chromium with a temporary home folder. */
export async function startBrowser() {
  const executablePath = process.env.CHROMIUM_PATH ?? PLACES.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error('Chromium was not found. Install it, or set CHROMIUM_PATH to its path.');
  const home = mkdtempSync(join(tmpdir(), 'kestra-mcp-site-'));
  const env = { PATH: process.env.PATH ?? '', HOME: home };
  const browser = await chromium.launch({ executablePath, args: ARGS, env });
  const close = async () => {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { browser, close };
}
