import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';

const TYPES = 'core/dist/index.d.ts';
const MANIFEST = 'plugins/thing/kestra-mcp.manifest.json';
const CHANGESET = '.changeset/brave-fox.md';

/** A repository just after a release: a core with two exports, a plugin with one tool, and a private example. */
let released: string;
/** A copy of it for one test. */
let folder: string;
/** The process that runs docs/check-api.js. */
let checks: ChildProcess;

beforeAll(async () => {
  checks = fork(join(ROOT, 'test/suites/contract/api-checks.js'));
  released = temporaryFolder({
    'package.json': json({ name: 'host', version: '0.1.0', workspaces: ['core', 'plugins/*', 'examples/*'] }),
    'core/package.json': json({ name: '@kestra-mcp/core', version: '0.2.0', type: 'module' }),
    'core/api-extractor.json': withoutNode(readFileSync(join(ROOT, 'core', 'api-extractor.json'), 'utf8')),
    [TYPES]: "export { open } from './door.js';\nexport type Size = 'small' | 'large';\n",
    'core/dist/door.d.ts':
      'interface Door {\n  wide: boolean;\n}\nexport declare function open(door: Door): void;\nexport {};\n',
    'plugins/thing/package.json': json({
      name: '@kestra-mcp/plugin-thing',
      version: '0.2.0',
      kestraMcp: { apiVersion: 1, id: 'thing', manifest: './kestra-mcp.manifest.json' },
      peerDependencies: { '@kestra-mcp/core': '^0.1.0', zod: '^4.0.0' },
    }),
    [MANIFEST]: json({ id: 'thing', version: '0.2.0', tools: [tool({ id: { type: 'string' } })] }),
    'examples/plugin/package.json': json({ name: 'example', version: '0.1.0', private: true }),
    '.changeset/config.json': '{}',
  });
  expect(await checkApi('--release', released)).toBe('');
});

afterAll(() => void checks.kill());

beforeEach(() => {
  folder = temporaryFolder();
  cpSync(released, folder, { recursive: true });
});

describe('after a release', () => {
  it('nothing is reported, even if a doc comment, a version or the hash of the code changes', async () => {
    change(TYPES, 'export type Size', '/** How large. */\nexport type Size');
    change(MANIFEST, '"version":"0.2.0"', '"version":"0.3.0","code":{"hash":"abc"}');
    expect(await checkApi('--check')).toBe('');
  });

  it('the host and the ranges between the packages have its version', async () => {
    expect(parsed('package.json')).toMatchObject({ version: '0.2.0' });
    const { peerDependencies } = parsed('plugins/thing/package.json');
    expect(peerDependencies).toEqual({ '@kestra-mcp/core': '^0.2.0', zod: '^4.0.0' });
    expect(parsed('examples/plugin/package.json')).toMatchObject({ version: '0.1.0' });
  });
});

describe('the types of core', () => {
  it('a report that is not the current one fails, and says what is new and how to accept it', async () => {
    change(TYPES, "'large'", "'huge'");
    change(CHANGESET, '', changeset('@kestra-mcp/core'));
    expect(await checkApi('--check')).toBe(
      'core/api.md does not match the exports of @kestra-mcp/core: changed Size.\n' +
        'If you meant to change the API, run npm run api and commit core/api.md.\n',
    );
    expect(await checkApi('--write')).toBe('');
    expect(await checkApi('--check')).toBe('');
  });

  it('a change without a changeset fails, and one with it passes; also below what is exported', async () => {
    change('core/dist/door.d.ts', 'wide: boolean', 'wide?: boolean');
    change(TYPES, 'export type Size', "export type Colour = 'red';\nexport type Size");
    await checkApi('--write');
    expect(await checkApi('--check')).toBe(
      'These packages have changed since the last release, but no changeset names them:\n' +
        '  @kestra-mcp/core: changed Door; added Colour\n' +
        'Run npx changeset, select these packages, and commit the file that it writes.\n',
    );
    change(CHANGESET, '', changeset('@kestra-mcp/plugin-thing'));
    expect(await checkApi('--check')).toContain('@kestra-mcp/core: changed Door');
    change(CHANGESET, 'plugin-thing', 'core');
    expect(await checkApi('--check')).toBe('');
  });
});

describe('what clients see', () => {
  it('a new parameter fails without a changeset and passes with one', async () => {
    const tools = [tool({ id: { type: 'string' }, all: { type: 'boolean' } }), { name: 'drop_thing' }];
    change(MANIFEST, /.*/s, json({ id: 'thing', version: '0.2.0', tools }));
    expect(await checkApi('--check')).toContain(
      '\n  @kestra-mcp/plugin-thing: changed tool get_thing; added tool drop_thing\nRun npx changeset,',
    );
    change(CHANGESET, '', changeset('@kestra-mcp/plugin-thing'));
    expect(await checkApi('--check')).toBe('');
  });

  it('a changeset that releases nothing does not count', async () => {
    change(MANIFEST, 'read', 'write');
    change(CHANGESET, '', changeset('@kestra-mcp/plugin-thing', 'none'));
    expect(await checkApi('--check')).toContain('@kestra-mcp/plugin-thing: changed tool get_thing');
  });

  it('a plugin that is gone is announced with core', async () => {
    rmSync(join(folder, 'plugins/thing'), { recursive: true });
    expect(await checkApi('--check')).toContain(
      '@kestra-mcp/core: removed @kestra-mcp/plugin-thing, which has been released',
    );
    change(CHANGESET, '', changeset('@kestra-mcp/core'));
    expect(await checkApi('--check')).toBe('');
  });
});

it('a changeset that names no published workspace fails before the release does', async () => {
  change(CHANGESET, '', changeset('example'));
  expect(await checkApi('--check')).toBe(
    '.changeset/brave-fox.md names example, which is not a published package. ' +
      'Use one of these: @kestra-mcp/core, @kestra-mcp/plugin-thing.\n',
  );
});

it('a missing build is reported', async () => {
  rmSync(join(folder, MANIFEST));
  expect(await checkApi('--check')).toBe(
    'The manifest of @kestra-mcp/plugin-thing does not exist. Run npm run build first.\n',
  );
});

/** The output of docs/check-api.js. The check must fail if and only if it prints something. */
async function checkApi(command: string, repository = folder): Promise<string> {
  const script = pathToFileURL(join(ROOT, 'docs', 'check-api.js')).href;
  const answer = once(checks, 'message');
  checks.send({ script, args: [command, repository] });
  const [{ status, stdout, stderr }] = await answer;
  expect(stdout).toBe('');
  expect(status).toBe(stderr === '' ? 0 : 1);
  return stderr;
}

/** Replaces text in a file. A new file is empty before. */
function change(file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file);
  const before = from === '' ? '' : readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

function tool(properties: object): object {
  return { name: 'get_thing', effect: 'read', inputSchema: { type: 'object', properties } };
}

function changeset(name: string, bump = 'minor'): string {
  return `---\n"${name}": ${bump}\n---\n\nSomething is new.\n`;
}

function parsed(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
}

/** Without Node's types, which would take half of the time. The repository here does not use them. */
function withoutNode(config: string): string {
  return config.replace('"types": ["node"]', '"types": []');
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
