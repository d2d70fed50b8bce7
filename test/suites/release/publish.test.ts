import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { program } from './program.js';

jest.setTimeout(180_000);

const { name: HOST, version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const ALREADY = '@kestra-mcp/plugin-kv';

interface Published {
  name: string;
  access: string;
  versions: Record<string, { version: string }>;
}

/** A registry that already has one of the packages, and accepts the others. */
const got: Published[] = [];
let failing = false;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (failing) return answer(503, {});
    if (request.method === 'PUT') {
      got.push(JSON.parse(Buffer.concat(chunks).toString()));
      return answer(201, { ok: true });
    }
    if (name !== ALREADY) return answer(404, { error: 'not_found' });
    return answer(200, {
      name,
      'dist-tags': { latest: VERSION },
      versions: { [VERSION]: { name, version: VERSION } },
    });
  });
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve())));
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

/** Publishes from a folder with only the packed files and the script, like the job that may publish. */
async function publish(packed: string): Promise<{ stderr: string }> {
  const { port } = server.address() as AddressInfo;
  const npmrc = `registry=http://127.0.0.1:${port}/\n//127.0.0.1:${port}/:_authToken=of-a-test\nfetch-retries=0\n`;
  const home = temporaryFolder({ '.npmrc': npmrc });
  cpSync(join(ROOT, '.release/publish.js'), join(home, 'publish.js'));
  const env = { PATH: process.env.PATH ?? '', HOME: home, npm_config_userconfig: join(home, '.npmrc') };
  return promisify(execFile)(process.execPath, [join(home, 'publish.js'), packed], { env, timeout: 150_000 });
}

describe('publishing', () => {
  const packed = temporaryFolder();
  beforeAll(async () => {
    await program(join(ROOT, '.release/pack.js'), packed);
  });

  it('has all that is published packed before, the desktop extension too', async () => {
    const names = readdirSync(packed);
    expect(names.filter((name) => name.endsWith('.mcpb'))).toEqual([`kestra-mcp-${VERSION}.mcpb`]);
    expect(names.filter((name) => name.endsWith('.tgz'))).toHaveLength((await published()).length + 1);
  });

  it('sends what is not published yet: core first, the host last', async () => {
    const { stderr } = await publish(packed);
    expect(stderr).toContain(`${ALREADY}@${VERSION} is published already.`);
    const names = got.map(({ name }) => name);
    expect([names[0], names.at(-1)]).toEqual(['@kestra-mcp/core', HOST]);
    const known = (await published()).map(({ json }) => json.name);
    expect([...names, ALREADY].sort()).toEqual([...known, HOST].sort());
    for (const { access, versions } of got)
      expect([access, Object.keys(versions)]).toEqual(['public', [VERSION]]);
  });

  it('sends nothing to a registry that cannot say what it has', async () => {
    got.length = 0;
    failing = true;
    await expect(publish(packed)).rejects.toThrow('answered 503 when asked for @kestra-mcp/core');
    failing = false;
    expect(got).toEqual([]);
  });

  it('sends nothing that is not what was packed', async () => {
    const changed = temporaryFolder();
    cpSync(packed, changed, { recursive: true });
    const [core] = JSON.parse(readFileSync(join(changed, 'order.json'), 'utf8'));
    appendFileSync(join(changed, core.file), 'more');
    got.length = 0;
    await expect(publish(changed)).rejects.toThrow(`${core.file} is not what was packed.`);
    expect(got).toEqual([]);
  });
});

it('what is published says where it comes from, which npm compares with the workflow', async () => {
  const host = { folder: '.', json: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) };
  for (const { folder, json } of [host, ...(await published())])
    expect([json.name, json.repository]).toEqual([
      json.name,
      {
        type: 'git',
        url: 'git+https://github.com/kestra-mcp/kestra-mcp.git',
        ...(folder === '.' ? {} : { directory: folder }),
      },
    ]);
});

interface Workspace {
  folder: string;
  json: { name: string; repository?: object };
}

/** The workspaces that changesets publish. */
async function published(): Promise<Workspace[]> {
  const from = JSON.stringify(pathToFileURL(join(ROOT, 'docs/api/packages.js')));
  const code = `import { published } from ${from}; console.log(JSON.stringify(published(${JSON.stringify(ROOT)})));`;
  return JSON.parse(await program('--input-type=module', '-e', code));
}
