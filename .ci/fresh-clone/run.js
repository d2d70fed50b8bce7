import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { blocksOf, planOf } from './blocks.js';
import { toolsOf } from './client.js';
import { makePlace, runBlock } from './place.js';

const PAGES = ['README.md', 'docs/quick-start.md'];
const ROOT = new URL('../../', import.meta.url);
/** Where the pages say that Kestra is. */
const KESTRA = { port: 8080, url: 'http://localhost:8080' };
const FEWEST_TOOLS = 20;

const { values } = parseArgs({ options: { except: { type: 'string', multiple: true, default: [] } } });
for (const page of PAGES) await runPage(page, values.except);

async function runPage(page, exceptions) {
  const place = makePlace();
  const reader = { ...place, cwd: place.work, kestra: undefined };
  let ran = 0;
  try {
    for (const block of blocksOf(readFileSync(new URL(page, ROOT), 'utf8'))) {
      const name = `${page}:${block.line}`;
      try {
        ran += await runOne(name, planOf(block, exceptions), reader);
      } catch (error) {
        throw new Error(`${name}: ${error.message}\n${block.content}`);
      }
    }
  } finally {
    await reader.kestra?.close();
    place.remove();
  }
  if (ran === 0) throw new Error(`${page} contains no command that can be run.`);
  say(`${page}: ${ran} code blocks passed.`);
}

/** How many blocks have run: one or none. */
async function runOne(name, { skip, run, servers }, reader) {
  if (skip) {
    say(`${name}: skipped, ${skip}.`);
    return 0;
  }
  await startKestra(reader);
  if (run) {
    say(`${name}: ${run.trim()}`);
    reader.cwd = await runBlock(addressed(run, reader), reader);
    return 1;
  }
  let started = 0;
  for (const [server, { command, args, env }] of servers) {
    if (command === 'docker') {
      say(`${name}: "${server}" skipped, it needs Docker.`);
      continue;
    }
    const path = (text) => addressed(text.replace('/path/to/kestra-mcp', reader.cwd), reader);
    const own = Object.entries(env ?? {}).map(([key, value]) => [key, path(value)]);
    const tools = await toolsOf({ command, args: args.map(path), env: Object.fromEntries(own) }, reader);
    if (tools.length < FEWEST_TOOLS)
      throw new Error(
        `The server "${server}" lists only ${tools.length} tools. At least ${FEWEST_TOOLS} are expected.`,
      );
    say(`${name}: "${server}" starts and lists ${tools.length} tools.`);
    started = 1;
  }
  return started;
}

/** The clone brings a simulated Kestra, once it is built. It listens where the page says, if it can. */
async function startKestra(reader) {
  const built = join(reader.cwd, 'test/dist/sandbox/index.js');
  if (reader.kestra || !existsSync(built)) return;
  const { startSandbox } = await import(pathToFileURL(built).href);
  reader.kestra = await startSandbox({ port: KESTRA.port }).catch(() => startSandbox());
  if (reader.kestra.url.endsWith(`:${KESTRA.port}`)) return;
  say(`Port ${KESTRA.port} is taken: ${reader.kestra.url} is used instead of ${KESTRA.url}.`);
  reader.env.KESTRA_BASE_URL = reader.kestra.baseUrl;
}

function addressed(text, { kestra }) {
  if (kestra === undefined || kestra.url.endsWith(`:${KESTRA.port}`)) return text;
  return text.replaceAll(KESTRA.url, kestra.url);
}

function say(line) {
  process.stdout.write(`• ${line}\n`);
}
