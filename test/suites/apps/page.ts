import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CallToolResult, Client } from '@modelcontextprotocol/client';
import { buildSync } from 'esbuild';
import type { Frame, Page } from 'playwright-core';
import { ROOT } from '../../support/paths.js';
import { startChromium } from './chromium.js';

type Json = Record<string, unknown>;

/** The strictest policy of the specification, which clients use by default. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; connect-src 'none'";
const ORIGIN = 'http://client.test';
/** The capabilities of the SDK's bridge. */
const CAPABILITIES = { serverTools: {}, openLinks: {}, logging: {} };

export interface Look {
  width?: number;
  /** More pixels than a screen, for pictures. */
  sharp?: boolean;
  theme?: 'light' | 'dark';
  capabilities?: Json;
  /** Replaces a call of the server. */
  call?: (name: string, args: Json) => Promise<object> | undefined;
  /** Further context that the client declares. */
  context?: Json;
  /** Replaces the result from the server. */
  result?: object;
}

/** A page with a tool's result, as a client shows it. */
export interface OpenPage {
  page: Page;
  app: Frame;
  /** Calls that the page made. */
  calls: { name: string; arguments: Json }[];
  /** Errors on the console, and requests for anything but the page. */
  troubles: string[];
  /** Milliseconds from the result to the drawn page. */
  took: number;
  look(): Promise<{ what: string; text: string }[]>;
  axe(): Promise<string[]>;
  close(): Promise<void>;
}

let driver: string | undefined;

/** Calls a tool of a real server, and shows its result on the page that the tool names. */
export async function openPage(client: Client, name: string, args: Json, look: Look = {}): Promise<OpenPage> {
  const { width = 1_000, theme = 'light', capabilities = CAPABILITIES, call, result } = look;
  const hostContext = { theme, ...look.context };
  const answer = result ?? (await client.callTool({ name, arguments: args }));
  const html = await pageOf(client, name);
  const browser = await startChromium();
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    deviceScaleFactor: look.sharp ? 1.5 : 1,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const [calls, troubles]: [OpenPage['calls'], string[]] = [[], []];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  const files: Json = { '/': hostPage(driverOf()), '/app.html': html };
  await context.route('**/*', (route) => {
    const { pathname, origin } = new URL(route.request().url());
    const body = origin === ORIGIN ? files[pathname] : undefined;
    if (body === undefined) troubles.push(`a request for ${route.request().url()}`);
    const headers = pathname === '/app.html' ? { 'content-security-policy': POLICY } : {};
    return body === undefined
      ? route.abort()
      : route.fulfill({ contentType: 'text/html', headers, body: String(body) });
  });
  await page.exposeFunction('callTool', async (params: { name: string; arguments: Json }) => {
    calls.push(params);
    return (await call?.(params.name, params.arguments)) ?? client.callTool(params);
  });
  await page.goto(`${ORIGIN}/`);
  const opening = { url: `${ORIGIN}/app.html`, args, result: answer, context: hostContext, capabilities };
  const took = Number(await page.evaluate(`suite.open(${JSON.stringify(opening)})`));
  const app = page.frames().find((frame) => frame.url().endsWith('/app.html'));
  if (app === undefined) throw new Error('The page is not there.');
  return {
    ...{ page, app, calls, troubles, took },
    look: () => page.evaluate('suite.look()'),
    axe: async () => {
      // Evaluated directly, because the page's policy would block the test's script.
      await app.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
      return page.evaluate('suite.axe()');
    },
    close: () => context.close(),
  };
}

/** Reads the page that the tool names in the list. */
async function pageOf(client: Client, name: string): Promise<string> {
  const { tools } = await client.listTools();
  const { ui } = (tools.find((tool) => tool.name === name)?._meta ?? {}) as { ui?: { resourceUri: string } };
  const { contents } = await client.readResource({ uri: ui?.resourceUri ?? 'none' });
  return String((contents[0] as { text?: string }).text);
}

function hostPage(script: string): string {
  return `<!doctype html><title>client</title><style>body{margin:0}</style><body><script>${script.replaceAll('</script', '<\\/script')}</script>`;
}

/** Load it now, so that the bundler is not still running when the tests end. */
function driverOf(): string {
  driver ??= buildSync({
    absWorkingDir: ROOT,
    entryPoints: ['test/suites/apps/browser/host.ts'],
    ...{ bundle: true, format: 'iife', platform: 'browser', write: false, logLevel: 'error' },
  }).outputFiles?.[0]?.text;
  return driver ?? '';
}

/** The result of a tool with this content. */
export function asResult(content: object): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(content) }], structuredContent: { ...content } };
}
