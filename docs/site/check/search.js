import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import { miniSearch } from '../.vitepress/search.js';
import { DIST } from './serve.js';

const DOCS = new URL('../../', import.meta.url);
/** How many results a reader looks at. */
const SHOWN = 5;

/** The options that VitePress passes to MiniSearch in addition to ours. */
const INDEX = { fields: ['title', 'titles', 'text'], storeFields: ['title', 'titles'] };

/** Queries that must find a page, with a part of its address, and whether it must be the first result. */
function queries() {
  const tools = readdirSync(new URL('tools/', DOCS))
    .filter((name) => name !== 'README.md')
    .flatMap((name) =>
      headings(`tools/${name}`, 2).map((tool) => [tool, `/tools/${name.replace('.md', '')}`]),
    )
    .filter(([tool]) => /^\w+$/.test(tool) && tool !== 'Skills');
  const text = readFileSync(new URL('configuration.md', DOCS), 'utf8');
  const variables = [...new Set(text.match(/`KESTRA_[A-Z_]+`/g))].map((code) => [
    code.replaceAll('`', ''),
    '/configuration',
  ]);
  const errors = headings('troubleshooting.md', 3).map((heading) => [heading, '/troubleshooting#']);
  const words = [
    ['401', '/troubleshooting#'],
    ['404', '/troubleshooting#'],
    ['ECONNREFUSED', '/troubleshooting#'],
    ['self-signed certificate', '/'],
    ['--read-only', '/'],
    ['tools.fixed.namespaces', '/configuration#'],
    ['kestra.timeoutMs', '/'],
    ['why did an execution fail', '/how-to/find-a-failure'],
    ['backfill', '/'],
    ['approve', '/how-to/approve'],
    ['delete logs', '/tools/logs'],
    ['kill execution', '/tools/execution'],
    ['validate flow', '/tools/author'],
    ['ECONNRESET', '/troubleshooting#'],
    ['uninstall', '/faq#'],
    ['docker', '/quick-start#'],
    ['windows', '/faq#'],
  ];
  return { tools, variables, errors, words };
}

function headings(page, level) {
  const text = readFileSync(new URL(page, DOCS), 'utf8');
  return [...text.matchAll(new RegExp(`^${'#'.repeat(level)} (.*)$`, 'gm'))].map(([, heading]) => heading);
}

/** Returns the queries whose page is not among the first results. */
export async function searchFaults() {
  const index = MiniSearch.loadJSON(await builtIndex(), { ...INDEX, ...miniSearch.options });
  const all = queries();
  if (all.tools.length < 40 || all.variables.length < 15 || all.errors.length < 40) {
    return [`search: only ${Object.values(all).map(({ length }) => length)} queries`];
  }
  return Object.values(all)
    .flat()
    .flatMap(([query, part]) => {
      const ids = index.search(query, miniSearch.searchOptions).map(({ id }) => id);
      const place = ids.findIndex((id) => id.replace('.html', '').includes(part));
      return place >= 0 && place < SHOWN
        ? []
        : [`search: "${query}" finds ${ids.slice(0, 3)}; ${part} is at ${place + 1}`];
    });
}

async function builtIndex() {
  const chunks = join(DIST, 'assets/chunks');
  const name = readdirSync(chunks).find((each) => each.startsWith('@localSearchIndexroot'));
  return (await import(pathToFileURL(join(chunks, name)).href)).default;
}
