/**
 * Opens every page of the built site in Chromium, narrow and light, wide and dark, and some pages in all sizes. With
 * `--pictures <folder>`, it saves pictures of those pages.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from './browser.js';
import { linkFaults } from './links.js';
import { look } from './look.js';
import { searchFaults } from './search.js';
import { DIST, serve } from './serve.js';
import { tabFaults } from './tabs.js';

const WIDTHS = [390, 768, 1280];
const THEMES = ['light', 'dark'];
const KEY_PAGES = [
  ...['index.html', 'quick-start.html', 'tools/execution.html', 'configuration.html'],
  ...['troubleshooting.html', 'compare.html', 'how-to/find-a-failure.html'],
];

const { values } = parseArgs({ options: { pictures: { type: 'string' }, only: { type: 'string' } } });
const pages = readdirSync(DIST, { recursive: true })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.html') && name !== '404.html')
  .filter((name) => !values.only || name.includes(values.only))
  .sort();

const looks = WIDTHS.flatMap((width) =>
  THEMES.map((theme) => {
    const isForAll = (width === 390 && theme === 'light') || (width === 1280 && theme === 'dark');
    return { width, theme, pages: isForAll ? pages : pages.filter((page) => KEY_PAGES.includes(page)) };
  }),
);

const site = await serve();
const { browser, close } = await startBrowser();
const faults = [];
const seen = new Map();
try {
  // Light and dark in parallel, since one browser leaves a core idle.
  await Promise.all(THEMES.map(lookAtTheme));
} finally {
  await close();
  site.close();
}
if (!values.only) faults.push(...linkFaults(seen, site.url), ...(await searchFaults()));
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`Checked ${pages.length} pages and found ${faults.length} problems.\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function lookAtTheme(theme) {
  for (const each of looks.filter((one) => one.theme === theme)) await lookAtAll(each);
}

async function lookAtAll({ width, theme, pages: names }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  for (const name of names) {
    const found = await look(page, site.url + name);
    seen.set(name, found);
    faults.push(...found.faults.map((fault) => `${name} at ${width} px, ${theme}: ${fault}`));
    if (values.pictures && KEY_PAGES.includes(name)) {
      const path = join(values.pictures, `${name.replace(/\W/g, '-')}-${width}-${theme}.png`);
      await page.screenshot({ path });
    }
  }
  if (names.includes('quick-start.html')) {
    const wrong = await tabFaults(page, `${site.url}quick-start.html`);
    faults.push(...wrong.map((fault) => `quick-start.html at ${width} px: ${fault}`));
  }
  await context.close();
}
