import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { blocksOf } from './blocks.js';
import { cloneInto, ROOT } from './clone.js';
import { startFilledKestra } from './kestra.js';
import { startModel } from './model.js';
import { exampleOf, missingFrom } from './output.js';
import { makePlace } from './place.js';
import { endOf, run } from './shell.js';

/** The clone has its packages, and is built once for all. */
const ONCE = /^npm ci && npm run (build\n|(?=demo$))/;
/** Only lists the others. */
const INDEX = 'examples/README.md';
const LEFT_OUT = {
  'examples/docker/README.md':
    'needs a Docker engine; test/suites/release/docker.test.ts follows the Dockerfile',
};

const only = process.argv.slice(2);
const pages = readdirSync(join(ROOT, 'examples'), { recursive: true })
  .map((name) => `examples/${name}`.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('/README.md') && !path.includes('node_modules') && path !== INDEX)
  .filter((path) => only.length === 0 || only.some((folder) => path.startsWith(folder)))
  // The agents install packages of their own, and take longest.
  .sort((a, b) => Number(isAgent(a)) - Number(isAgent(b)) || a.localeCompare(b));

const place = makePlace(['curl']);
const clone = join(place.cwd, 'kestra-mcp');
mkdirSync(clone);
await timed('a fresh clone, npm run build', () => {
  cloneInto(clone);
  return run('npm run --silent build', { ...place, cwd: clone });
});
if (process.exitCode) process.exit();
const kestra = await startFilledKestra(clone);
for (const page of pages) {
  const reason = LEFT_OUT[page];
  if (reason) process.stdout.write(`skipped    ${page}: ${reason}\n`);
  else await timed(page, () => follow(page));
}
await kestra.close();

/** Does what a page says, and looks for the output that it shows. */
async function follow(page) {
  const folder = join(clone, dirname(page));
  const { commands, output } = exampleOf(blocksOf(readFileSync(join(clone, page), 'utf8')));
  if (!ONCE.test(commands)) throw new Error('The commands must begin with "npm ci && npm run build".');
  const model = await startModel(folder);
  const { env, ...own } = makePlace(['curl']);
  const reader = {
    ...own,
    cwd: clone,
    env: { ...env, BUILT: clone, ...kestra.variables, ...model.variables },
  };
  const script = commands.replace(ONCE, (_, step) => (step.startsWith('build') ? '' : 'npm run '));
  try {
    const { printed } = await run(kestra.addressed(script).replaceAll('…', 'test-key'), reader);
    const missing = missingFrom(printed, output);
    if (missing !== undefined)
      throw new Error(
        `The page shows this line, but the commands did not print it: ${missing}\nThey printed:\n${endOf(printed)}`,
      );
  } finally {
    model.close();
  }
  // The commands have installed its packages.
  if (isAgent(page)) await run('npm run types && npm test', { ...own, env, cwd: folder });
}

function isAgent(page) {
  return page.includes('/agents/');
}

async function timed(what, work) {
  const start = performance.now();
  try {
    await work();
  } catch (error) {
    process.stderr.write(`FAILED     ${what}\n${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
    return;
  }
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  process.stdout.write(`ok ${seconds.padStart(5)} s ${what}\n`);
}
