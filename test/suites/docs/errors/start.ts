import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { runHost } from '../../../support/host/raw.js';
import { fixturePlugin } from '../../../support/paths.js';
import type { StartOptions } from '../../../support/programs/environment.js';
import { temporaryFolder } from '../../../support/temporary.js';
import type { Provoke, Provoked } from './provoked.js';

function starting(options: StartOptions): Provoke {
  return async () => {
    const { code, stderr } = await runHost({ ...options, input: '' });
    if (code === 0) throw new Error(`It was to refuse the start, but said: ${stderr}`);
    return stderr;
  };
}

function withFile(name: string, content: string): StartOptions {
  return { cwd: temporaryFolder({ [name]: content }) };
}

function withJson(config: object): StartOptions {
  return withFile('kestra-mcp.config.json', JSON.stringify(config));
}

const OLD_NODE =
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })";

/** Errors that prevent the start. */
export const START: Provoked = {
  "Error: Cannot find module '…/dist/bin.js'": starting({ entry: join(temporaryFolder(), 'dist/bin.js') }),
  'kestra-mcp: Node 20.19 or later is required, but this is Node ….': starting({
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(OLD_NODE)}` },
  }),
  'kestra-mcp: KESTRA_BASE_URL must be a URL that starts with http:// or https://, but is "…".': starting({
    env: { KESTRA_BASE_URL: 'localhost:8080' },
  }),
  'kestra-mcp: KESTRA_BASE_URL must not contain credentials. Use KESTRA_USERNAME and KESTRA_PASSWORD instead.':
    starting({ env: { KESTRA_BASE_URL: 'http://ada:secret@localhost:8080' } }),
  'kestra-mcp: KESTRA_USERNAME is set, but the password is missing.': starting({
    env: { KESTRA_USERNAME: 'ada' },
  }),
  'kestra-mcp: KESTRA_API_TOKEN must be the token alone, without spaces and without "Bearer".': starting({
    env: { KESTRA_API_TOKEN: 'Bearer abc' },
  }),
  'kestra-mcp: KESTRA_BASE_URL ends in the tenant "…", but KESTRA_TENANT_ID is "…".': starting({
    env: { KESTRA_BASE_URL: 'http://localhost:8080/api/v1/data', KESTRA_TENANT_ID: 'main' },
  }),
  'kestra-mcp: KESTRA_MCP_READ_ONLY must be true or false (1, 0, yes and no also work), but is "…".':
    starting({ env: { KESTRA_MCP_READ_ONLY: 'on' } }),
  'kestra-mcp: … is still the placeholder …, which was not filled in.': starting({
    env: { KESTRA_USERNAME: 'ada', KESTRA_PASSWORD: '${env:KESTRA_PASSWORD}' },
  }),
  'kestra-mcp: …: no group, tool, action, resource, prompt or skill is named "…".': starting({
    args: ['--disable', 'fils'],
  }),
  'kestra-mcp: …: unknown key "…" in tools.': starting(withJson({ tools: { dissable: ['kv'] } })),
  'kestra-mcp: … is not valid JSON at line …, column ….': starting(
    withFile('kestra-mcp.config.json', '{ "strict": true, }'),
  ),
  'kestra-mcp: … is encoded as UTF-16, which is not supported.': starting(
    withFile('.env', Buffer.from('KESTRA_TENANT_ID=team', 'utf16le').toString()),
  ),
  'kestra-mcp: …: … uses the environment variable …, which is not set. Set it, or give a default: ${…:-default}.':
    starting(withJson({ kestra: { tenant: '${MY_TENANT}' } })),
  'kestra-mcp: …: tools.fixed.namespaces is empty, so it would not limit anything. Give it a value, or remove it.':
    starting(withJson({ tools: { fixed: { namespaces: '${MY_NAMESPACE:-}' } } })),
  'kestra-mcp: --config points to …, but no file exists there.': starting({
    args: ['--config', 'mine.json'],
  }),
  'kestra-mcp: … cannot be loaded: …': starting(
    withFile('kestra-mcp.config.mjs', 'throw new Error("mine");'),
  ),
  '… is not a variable of kestra-mcp and is ignored. Did you mean …?': async () =>
    (await runHost({ env: { KESTRA_MCP_READONLY: 'true' }, input: '' })).stderr,
  'kestra-mcp: Unknown flag ….': starting({ args: ['--readonly'] }),
  'kestra-mcp: Port … of … is already in use. Stop the program that listens there, or choose another port with --http=….':
    async () => {
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
      const { port } = taken.address() as AddressInfo;
      return starting({ args: [`--http=${port}`] })().finally(() => taken.close());
    },
  'kestra-mcp: Listening on … would let anyone who can reach it use your Kestra credentials.': starting({
    args: ['--http=0.0.0.0:0'],
  }),
  'kestra-mcp: The configuration is strict, and a plugin cannot be used: …': starting(
    withJson({ plugins: [fixturePlugin('throws-on-import')], strict: true }),
  ),
};
