import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { startChromium } from './chromium.js';

const run = promisify(execFile);
/** For each line of the picture, whether it fits into the frame and is visible. */
const LINES = `[...document.querySelectorAll('text')].map((line) => {
  const { x, width } = line.getBBox();
  return { fits: x + width < line.ownerSVGElement.viewBox.baseVal.width, opacity: getComputedStyle(line).opacity };
})`;

it.each(['light', 'dark'])('the picture of the demo is readable without motion, %s', async (theme) => {
  const path = join(ROOT, `docs/pictures/demo-${theme}.svg`);
  expect(statSync(path).size).toBeLessThan(60_000);
  expect(readFileSync(path, 'utf8')).not.toMatch(/<script|href|url\(/);
  const page = await (await startChromium()).newPage({ reducedMotion: 'reduce' });
  await page.goto(pathToFileURL(path).href);
  const lines: { fits: boolean; opacity: string }[] = await page.evaluate(LINES);
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.filter(({ fits, opacity }) => !fits || opacity !== '1')).toEqual([]);
  await page.close();
});

it('the demo does on Kestra 2.0 what it does on 1.3', async () => {
  const demo = join(ROOT, 'examples/demo/dist/main.js');
  const [older, newer] = await Promise.all(
    ['1.3', '2.0'].map((kestra) => run(process.execPath, [demo, '--kestra', kestra])),
  );
  // The states of an execution that a client sees depend on timing.
  const steady = (text = '') => text.replace(/^ *(?:CREATED|RUNNING).*\n/gm, '');
  expect(steady(newer?.stdout)).toBe(steady(older?.stdout));
});
