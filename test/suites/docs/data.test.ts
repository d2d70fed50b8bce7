import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parseAllDocuments } from 'yaml';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { startHost } from '../../support/host/host.js';
import { connectHttp, startHttp } from '../../support/host/http.js';
import { runHost } from '../../support/host/raw.js';
import { ROOT } from '../../support/paths.js';
import { blocks } from './blocks.js';

interface Server {
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** For a server over HTTP, which a client does not start. */
  url?: string;
  headers?: Record<string, string>;
}

interface Client {
  mcpServers?: Record<string, Server>;
  servers?: Record<string, Server>;
}

const schema = JSON.parse(readFileSync(join(ROOT, 'docs/kestra-mcp.config.schema.json'), 'utf8'));
const isConfiguration = new Ajv({ strict: false }).compile(schema);

const JSON_BLOCKS = blocks('json').map((block) => ({ ...block, value: JSON.parse(block.content) }));
const SERVERS = JSON_BLOCKS.flatMap(({ place, value }) => {
  const { mcpServers, servers = mcpServers ?? {} } = value as Client;
  return Object.entries(servers).map(([name, server]) => ({ place: `${place} ${name}`, server }));
});
/** How the server starts: from a clone, or through npx after the first release. The server's own arguments follow. */
const STARTS = [
  ['node', '/path/to/kestra-mcp/dist/bin.js'],
  ['npx', '--prefix', '/', '-y', 'kestra-mcp'],
];
const startOf = ({ command, args }: Server) =>
  STARTS.find((start) => start.every((word, index) => [command, ...(args ?? [])][index] === word));
const OURS = SERVERS.filter(({ server }) => startOf(server) !== undefined);
const DOCKER = SERVERS.filter(({ server }) => server.command === 'docker');

const HTTP = SERVERS.filter(({ server }) => server.url !== undefined);

let sandbox: Sandbox;
let help = '';

beforeAll(async () => {
  sandbox = await startSandbox();
  help = (await runHost({ args: ['--help'] })).stdout;
});

afterAll(() => sandbox.close());

describe('clients in the documentation', () => {
  it('start our program, or Docker, or call it', () => {
    expect(OURS.length).toBeGreaterThan(5);
    expect(DOCKER.length).toBeGreaterThan(0);
    expect(HTTP.length).toBeGreaterThan(2);
    expect(SERVERS.filter((each) => ![...OURS, ...DOCKER, ...HTTP].includes(each))).toEqual([]);
  });

  it('that call it get the tools of its address, with credentials where each client finds its own', async () => {
    const env = { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_MCP_HTTP_AUTH: 'kestra' };
    const host = await startHttp({ env });
    const word = Buffer.from('ann@kestra.io:Password1').toString('base64');
    for (const { server } of HTTP) {
      const url = (server.url ?? '').replace('https://mcp.example.com/mcp', host.url);
      const headers = Object.entries(server.headers ?? {}).map(([name, value]) => {
        expect(value).toMatch(/^Basic \$\{\S+\}$/);
        return [name, `Basic ${word}`];
      });
      const client = await connectHttp(url, { headers: Object.fromEntries(headers) });
      expect((await client.listTools()).tools.length).toBeGreaterThan(5);
      await client.close();
    }
    await host.close();
  });

  it.each(OURS)('$place starts, and lists tools', async ({ server }) => {
    const args = server.args.slice((startOf(server)?.length ?? 1) - 1);
    const env = { ...server.env, ...(server.env && { KESTRA_BASE_URL: sandbox.baseUrl }) };
    const { client, stderr, stop } = await startHost({ args, env });
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(10);
    await stop();
    expect(stderr()).toBe('');
  });

  it.each(DOCKER)('$place passes on each of its variables, and ours alone', ({ server }) => {
    const passed = server.args.filter((_, index) => server.args[index - 1] === '-e');
    expect(passed.sort()).toEqual(Object.keys(server.env ?? {}).sort());
    expect(passed.filter((name) => !help.includes(name))).toEqual([]);
    for (const flag of ['run', '-i', '--rm']) expect(server.args).toContain(flag);
  });
});

describe('configurations in the documentation', () => {
  const found = JSON_BLOCKS.filter(
    ({ value }) => ['kestra', 'tools', 'plugins'].some((key) => key in value) && !('name' in value),
  );

  it('are there', () => expect(found.length).toBeGreaterThan(1));

  it.each(found)('$place fits the schema', ({ value }) => {
    expect({ fits: isConfiguration(value), errors: isConfiguration.errors }).toEqual({
      fits: true,
      errors: null,
    });
  });
});

describe('YAML in the documentation and in examples', () => {
  const files = ['examples/ci/github-actions.yml', 'examples/ci/gitlab-ci.yml'];
  const texts = [
    ...blocks('yaml', 'yml').map(({ place, content }) => [place, content] as const),
    ...files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const),
  ];

  it.each(texts)('%s parses', (_, text) => {
    expect(
      parseAllDocuments(text).flatMap((document) => ('errors' in document ? document.errors : [])),
    ).toEqual([]);
  });
});
