import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SETTLED_MS = 30_000;

/** Opens a page as a reader does, and returns what is wrong with it, its links and its anchors. */
export async function look(page, url) {
  const faults = [];
  const onConsole = (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  };
  const onError = (error) => faults.push(`error: ${error.message}`);
  const onResponse = (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} of ${response.url()}`);
  };
  page.on('console', onConsole).on('pageerror', onError).on('response', onResponse);
  try {
    await page.goto(url, { waitUntil: 'load', timeout: SETTLED_MS });
    await page.waitForFunction(isSettled, undefined, { timeout: SETTLED_MS });
    faults.push(...(await page.evaluate(layoutFaults)), ...(await axeFaults(page)));
    return { faults, ...(await page.evaluate(linksAndAnchors)) };
  } finally {
    page.off('console', onConsole).off('pageerror', onError).off('response', onResponse);
  }
}

/** Whether Vue has hydrated the page and the pictures are loaded. */
function isSettled() {
  const app = document.querySelector('#app');
  const images = [...document.images].filter((image) => image.getClientRects().length > 0);
  return app?.__vue_app__ !== undefined && images.every((image) => image.complete);
}

function layoutFaults() {
  const faults = [];
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) {
    const outside = [...document.querySelectorAll('#app *')].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > window.innerWidth + 1;
    });
    const names = outside.slice(0, 3).map(({ tagName, className }) => `${tagName}.${className}`);
    faults.push(`it is ${wide} px too wide: ${names.join(', ')}`);
  }
  for (const image of document.images) {
    if (image.getClientRects().length > 0 && image.naturalWidth === 0)
      faults.push(`no picture: ${image.src}`);
    if (!image.hasAttribute('alt')) faults.push(`no text for the picture ${image.src}`);
  }
  return faults;
}

async function axeFaults(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      places: nodes.slice(0, 3).map(({ html, target }) => `${target.join(' ')} ${html.slice(0, 120)}`),
    }));
  });
  return violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, impact, places }) => `axe: ${id} (${impact}) at ${places.join(' | ')}`);
}

function linksAndAnchors() {
  const links = [...document.querySelectorAll('#app a[href]')].map(({ href }) => href);
  const anchors = [...document.querySelectorAll('#app [id]')].map(({ id }) => id);
  return { links: [...new Set(links)], anchors };
}
