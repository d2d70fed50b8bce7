import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blocksOf } from './blocks.js';
import { toolsOf } from './client.js';
import { ROOT } from './clone.js';
import { hasKestra, startKestra } from './kestra.js';
import { makePlace } from './place.js';
import { planOf } from './plan.js';
import { run } from './shell.js';

const PAGES = ['README.md', 'docs/quick-start.md'];
const FEWEST_TOOLS = 20;

const { values } = parseArgs({ options: { except: { type: 'string', multiple: true, default: [] } } });
/** The first clone that a page has built, and the Kestra that it simulates. */
let built;
let kestra;
try {
  for (const page of PAGES) await runPage(page);
} finally {
  await kestra?.close();
}

async function runPage(page) {
  const start = performance.now();
  const reader = makePlace();
  let ran = 0;
  for (const block of blocksOf(readFileSync(join(ROOT, page), 'utf8'))) {
    const name = `${page}:${block.line}`;
    try {
      ran += await runBlock(name, planOf(block, values.except), reader);
    } catch (error) {
      throw new Error(`${name}: ${error.message}\n${block.content}`);
    }
  }
  if (ran === 0) throw new Error(`${page} contains no command that can be run.`);
  say(`${page}: ${ran} code blocks passed, in ${((performance.now() - start) / 1_000).toFixed(0)} s.`);
}

/** How many blocks have run: one or none. */
async function runBlock(name, { skip, run: commands, servers }, reader) {
  if (skip) {
    say(`${name}: skipped, ${skip}.`);
    return 0;
  }
  await prepare(reader);
  if (!commands) return (await startAll(name, servers, reader)) ? 1 : 0;
  say(`${name}: ${commands.trim()}`);
  const { cwd } = await run(addressed(commands), reader, (text) => process.stdout.write(text));
  reader.cwd = cwd;
  return 1;
}

/** How many of the servers for a client have been started. */
async function startAll(name, servers, reader) {
  let started = 0;
  for (const [server, { command, args, env }] of servers) {
    if (command === 'docker') {
      say(`${name}: "${server}" skipped, it needs Docker.`);
      continue;
    }
    const path = (text) => addressed(text.replace('/path/to/kestra-mcp', reader.cwd));
    const own = Object.entries(env ?? {}).map(([key, value]) => [key, path(value)]);
    const tools = await toolsOf({ command, args: args.map(path), env: Object.fromEntries(own) }, reader);
    if (tools.length < FEWEST_TOOLS)
      throw new Error(
        `The server "${server}" lists only ${tools.length} tools. At least ${FEWEST_TOOLS} are expected.`,
      );
    say(`${name}: "${server}" starts and lists ${tools.length} tools.`);
    started += 1;
  }
  return started;
}

/** A clone brings a simulated Kestra once it is built. */
async function prepare(reader) {
  if (built === undefined && hasKestra(reader.cwd)) {
    built = reader.cwd;
    kestra = await startKestra(built);
    if (!kestra.isWhereThePagesSay) say(`Port 8080 is taken: ${kestra.baseUrl} is used instead.`);
  }
  if (built === undefined) return;
  reader.env.BUILT = built;
  if (!kestra.isWhereThePagesSay) reader.env.KESTRA_BASE_URL = kestra.baseUrl;
}

function addressed(text) {
  return kestra ? kestra.addressed(text) : text;
}

function say(line) {
  process.stdout.write(`• ${line}\n`);
}
