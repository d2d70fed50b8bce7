import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { write } from '../../support/temporary.js';
import { type Block, blocks } from './blocks.js';
import { clone, shell } from './clone.js';

/** Blocks that are not run here, by their first words, with the reason. */
const ELSEWHERE: readonly [begins: RegExp, reason: string][] = [
  [/^git clone \S+\ncd kestra-mcp$/, '.ci/readme runs it'],
  [/^npm ci && npm (?:run demo|test)$/, '.ci/readme runs both'],
  [/^npm ci && npm run build\n/, '.ci/examples runs these as they are'],
  [/^npm ci\nnpm run check/, '.ci/run runs both'],
  [/^git clone .*\ncd kestra-mcp\nnpm ci\nnpm run build$/, '.ci/readme runs it'],
  [/^docker build -f examples\/docker\/Dockerfile /, 'a Docker engine; examples/docker has its checks'],
  [
    /^(?:cd \.\.\nnode kestra-mcp\/dist\/bin\.js|npx -y kestra-mcp) new plugin sla\ncd sla\nnpm install\nnpm test$/,
    'test/suites/packed/new-plugin.test.ts',
  ],
  [/^npm run check -- --only /, 'a built site; .ci/docs runs it'],
  [/^npm ci && npm run dev$/, 'it serves until it is stopped; .ci/docs builds the same'],
  [
    /^KESTRA_BASE_URL=\S+ node dist\/bin\.js --http$/,
    'it serves until it is stopped; test/suites/e2e/http.test.ts',
  ],
  [
    /^MCP_HOST=\S+ KESTRA_BASE_URL=\S+ docker compose -f examples\/docker\/team\.yml /,
    'a Docker engine; test/suites/release/docker-team.test.ts',
  ],
  [/^npm publish$/, 'it publishes'],
  [/^npm run bench /, 'minutes; nobody tests times'],
  [
    /^KESTRA_TEST_BASE_URL=\S+ .* npm run test:live$/,
    'needs a real Kestra; npm test runs it against the sandbox',
  ],
];

const PYTHON = JSON.stringify({
  mcpServers: {
    kestra: { command: 'docker', args: ['run', '-i', 'ghcr.io/kestra-io/mcp-server-python:latest'] },
  },
});

const SHELL = blocks('bash', 'sh', 'console', 'shell');
const isElsewhere = ({ content }: Block) => ELSEWHERE.some(([begins]) => begins.test(content.trim()));
const RUN = SHELL.filter((block) => !isElsewhere(block));

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

/** Commands that must not run here, because the packages in a test's folder belong to this clone. */
const FORBIDDEN = /\b(npm|npx|git|docker)\b/;

/**
 * Replaces the page's address and folder with those of the test, and `…` with a token. Puts commands on separate lines, because
 * bash continues after a failure in `a && b`.
 */
function filledIn(content: string): string {
  return content
    .replaceAll(' && ', '\n')
    .replaceAll(/http:\/\/localhost:8080|https:\/\/kestra\.example\.com/g, sandbox.url)
    .replaceAll('/path/to/folder', '.')
    .replaceAll('…', 'some-token');
}

/** Commands that name parts of the clone run in its root, and others in the folder of the page. */
function folderOf({ path, content }: Block, root: string): string {
  return /\b(dist|examples)\/|\bnpx -y kestra-mcp\b/.test(content) ? root : join(root, dirname(path));
}

describe('commands in the documentation', () => {
  it.each(RUN.map((block) => [block.place, block] as const))('%s', async (_, block) => {
    // The clone has its own `npx`, which starts the build.
    expect(block.content.replaceAll('npx -y kestra-mcp', '')).not.toMatch(FORBIDDEN);
    const root = clone();
    // The file of a client with the server that ours replaces.
    write(root, { '.cursor/mcp.json': PYTHON });
    const script = `cd '${folderOf(block, root)}'\n${filledIn(block.content)}`;
    // Without a terminal, `init` does not ask and uses these.
    const { code, stdout, stderr } = await shell(script, root, { KESTRA_BASE_URL: sandbox.baseUrl });
    expect({ code, said: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, said: '' });
  });

  it.each(ELSEWHERE)('that are run elsewhere are still there: %s', (begins) => {
    expect(SHELL.filter(({ content }) => begins.test(content.trim())).length).toBeGreaterThan(0);
  });

  it('that fail are seen', async () => {
    expect((await shell('node dist/bin.js lst | cat', clone())).code).toBe(2);
  });

  it('are told apart: some run here', () => {
    expect(RUN.length).toBeGreaterThan(5);
  });
});
