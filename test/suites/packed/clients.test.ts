import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { type ParseError, parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { RELEASED } from '../../../core/bundle/released.js';
import { CLIENTS } from '../../../core/src/clients/clients.js';
import { IMAGE } from '../../../core/src/clients/launch.js';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { ENTRY, ROOT } from '../../support/paths.js';
import { npm, packed } from '../../support/programs/packed.js';
import { type Registry, startRegistry } from '../../support/programs/registry.js';
import { releasedClientFiles } from '../../support/programs/released.js';
import { temporaryFolder } from '../../support/temporary.js';

const COMMITTED = join(ROOT, 'examples', 'clients');
/** With those that lead to what is published. */
const FOLDER = await releasedClientFiles();
const SECRETS = { KESTRA_PASSWORD: 'open-sesame', KESTRA_API_TOKEN: 'token-of-ada' };
const AUTHS = {
  'no-auth': undefined,
  'basic-auth': { username: 'admin@kestra.io', password: SECRETS.KESTRA_PASSWORD },
  'api-token': { token: SECRETS.KESTRA_API_TOKEN },
};
type Auth = keyof typeof AUTHS;

interface Server {
  command: string;
  args: string[];
  env?: Record<string, string>;
  env_vars?: string[];
}

const FILES = CLIENTS.flatMap((client) =>
  readdirSync(join(FOLDER, client.id)).map((name) => ({ client, name, path: join(FOLDER, client.id, name) })),
);

const sandboxes = new Map<Auth, Sandbox>();
let registry: Registry;
/** The folder of the client, with what it finds on its PATH. */
let home: string;
/** What the client works in: a folder that has been cloned, with a package of our name. */
let cloned: string;

beforeAll(async () => {
  for (const auth of Object.keys(AUTHS) as Auth[]) {
    sandboxes.set(auth, await startSandbox(AUTHS[auth] ? { auth: AUTHS[auth] } : {}));
  }
  home = temporaryFolder();
  cloned = temporaryFolder({
    'package.json': '{"name":"cloned","version":"1.0.0"}',
    'node_modules/kestra-mcp/package.json':
      '{"name":"kestra-mcp","version":"0.1.0","bin":{"kestra-mcp":"bin.js"}}',
    'node_modules/kestra-mcp/bin.js': `#!/usr/bin/env node
      require('node:fs').writeFileSync(${JSON.stringify(join(home, 'ran'))}, '');`,
  });
  chmodSync(join(cloned, 'node_modules/kestra-mcp/bin.js'), 0o755);
  mkdirSync(join(cloned, 'node_modules/.bin'));
  symlinkSync('../kestra-mcp/bin.js', join(cloned, 'node_modules/.bin/kestra-mcp'));
  const [jiti] = JSON.parse(
    await npm(home, 'pack', join(ROOT, 'node_modules', 'jiti'), '--ignore-scripts', '--json'),
  ) as [{ filename: string }];
  registry = await startRegistry([await packed(''), join(home, jiti.filename)]);
  const docker = join(home, 'docker');
  copyFileSync(join(ROOT, 'test', 'support', 'programs', 'docker.js'), docker);
  chmodSync(docker, 0o755);
});

afterAll(async () => {
  await registry?.close();
  for (const sandbox of sandboxes.values()) await sandbox.close();
});

function serverIn({ client, path }: (typeof FILES)[number]): Server {
  const text = readFileSync(path, 'utf8');
  const errors: ParseError[] = [];
  const content =
    client.format === 'toml' ? parseToml(text) : parseJson(text, errors, { disallowComments: true });
  expect(errors).toEqual([]);
  return content[client.key].kestra;
}

describe('the files of clients', () => {
  it('are there for each client, way to authenticate and way to start', () => {
    const ways = Object.keys(AUTHS).flatMap((auth) =>
      ['clone', 'npx', 'docker'].map((way) => `${auth}.${way}`),
    );
    for (const { id } of CLIENTS) {
      const names = (folder: string) =>
        readdirSync(join(folder, id))
          .map((name) => name.replace(/\.(json|toml)$/, ''))
          .sort();
      expect(names(FOLDER)).toEqual(ways.sort());
      // Until our packages are published, what would be fetched by our names is somebody else's.
      expect(names(COMMITTED)).toEqual(ways.filter((way) => RELEASED || way.endsWith('.clone')).sort());
    }
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toContain('`npx`: the package on npm');
    expect(/npx|ghcr/.test(readFileSync(join(COMMITTED, 'README.md'), 'utf8'))).toBe(RELEASED);
  });

  it.each(
    FILES.filter(({ name }) => name.includes('.clone.')).map(({ client, name }) => join(client.id, name)),
  )('are the same before and after a release: %s', (name) =>
    expect(readFileSync(join(COMMITTED, name), 'utf8')).toBe(readFileSync(join(FOLDER, name), 'utf8')),
  );

  it.each(FILES.map((file) => [`${file.client.id}/${file.name}`, file] as const))(
    '%s holds no secret',
    (_, file) => {
      const { env = {} } = serverIn(file);
      for (const [name, value] of Object.entries(env)) {
        if (name in SECRETS) expect(value).toMatch(/^(?:\$\{?[\w:-]+\}?|your_\w+)$/);
      }
    },
  );

  it('of VS Code asks for each secret that it refers to', () => {
    for (const file of FILES.filter(({ client }) => client.id === 'vscode')) {
      const { inputs = [] } = parseJson(readFileSync(file.path, 'utf8')) as { inputs?: { id: string }[] };
      const { env = {} } = serverIn(file);
      const asked = Object.values(env).flatMap((value) => /^\$\{input:(.*)\}$/.exec(value)?.[1] ?? []);
      expect(inputs.map(({ id }) => id)).toEqual(asked);
      expect(asked).toHaveLength(file.name.startsWith('no-auth') ? 0 : 1);
    }
  });
});

describe('what the files start', () => {
  it.each(starts())('%s', async (_, auth, server) => {
    const client = new Client({ name: 'kestra-mcp-tests', version: '1.0.0' });
    try {
      await client.connect(transportOf(server, auth));
      const { structuredContent } = await client.callTool({ name: 'list_namespaces', arguments: {} });
      expect(structuredContent).toEqual({ results: ['system (created)'], total: 1 });
    } finally {
      await client.close();
    }
    expect(existsSync(join(home, 'ran'))).toBe(false);
  });
});

/** Each way of starting once: several clients share it. */
function starts(): [name: string, auth: Auth, server: Server][] {
  const distinct = new Map<string, [string, Auth, Server]>();
  for (const file of FILES) {
    const auth = file.name.split('.')[0] as Auth;
    const { command, args, env, env_vars } = serverIn(file);
    const server = { command, args, env: env ?? {}, env_vars: env_vars ?? [] };
    const key = JSON.stringify([server, auth]);
    if (!distinct.has(key)) distinct.set(key, [`${file.client.id}/${file.name}`, auth, server]);
  }
  return [...distinct.values()];
}

/** As a client does it whose user has put in the path, the address and the secret. */
function transportOf({ command, args, env = {}, env_vars = [] }: Server, auth: Auth): StdioClientTransport {
  const { host } = new URL(sandboxes.get(auth)?.baseUrl ?? '');
  const filled = Object.entries(env).map(([name, value]) => [
    name,
    name in SECRETS
      ? SECRETS[name as keyof typeof SECRETS]
      : value.replace(/^https?:\/\/[^/]+/, `http://${host}`),
  ]);
  const handedOn = env_vars.map((name) => [name, SECRETS[name as keyof typeof SECRETS]]);
  const around = {
    PATH: [home, dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: home,
    npm_config_registry: registry.url,
    npm_config_cache: join(home, 'npm'),
    FAKE_DOCKER_IMAGE: IMAGE,
    FAKE_DOCKER_ENTRY: ENTRY,
  };
  return new StdioClientTransport({
    command,
    args: args.map((word) => word.replace(/^\/path\/to\/kestra-mcp(?=\/)/, ROOT.replace(/\/$/, ''))),
    env: { ...around, ...Object.fromEntries([...filled, ...handedOn]) },
    cwd: cloned,
    stderr: 'ignore',
  });
}
