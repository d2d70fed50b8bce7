import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../published/sandbox/index.js';
import { ok, startHost } from '../../support/host/host.js';
import { ROOT } from '../../support/paths.js';
import { HELLO } from '../live/bodies.js';
import { program } from './program.js';

interface Input {
  type: string;
  id: string;
  default?: string;
  password?: boolean;
}
interface Config {
  command: string;
  args: string[];
  env: Record<string, string>;
}

const BASIC = { username: 'admin@kestra.io', password: 'Kestra1234' };
const FILLED = {
  KESTRA_USERNAME: BASIC.username,
  KESTRA_PASSWORD: BASIC.password,
  KESTRA_API_TOKEN: 'secret',
};
const WAYS = [
  ['user name and password', BASIC],
  ['API token', { token: 'secret' }],
] as const;

let links: Map<string, URL>;

beforeAll(async () => {
  const markdown = await program(join(ROOT, '.release/install-links.js'));
  const lines = markdown.trim().split('\n');
  links = new Map(
    lines.flatMap((line) => {
      const way = /^- With (.*?):/.exec(line)?.[1];
      return [...line.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(
        ([, client, url = '']) => [`${client}, ${way}`, new URL(url)] as const,
      );
    }),
  );
});

function link(name: string): URL {
  const url = links.get(name);
  if (!url) throw new Error(`No link for ${name} among ${[...links.keys()].join('; ')}`);
  return url;
}

/** Starts the server as the link says, but with this repository's build, and creates a flow. */
async function works({ command, args, env }: Config, auth: object): Promise<void> {
  expect([command, ...args]).toEqual(['npx', '--prefix', '/', '-y', 'kestra-mcp']);
  const sandbox = await startSandbox({ auth: auth as typeof BASIC });
  const { client, stop } = await startHost({ env: { ...env, KESTRA_BASE_URL: sandbox.baseUrl } });
  const yaml_definition = `id: hello\nnamespace: company${HELLO}`;
  expect(await ok(client, 'create_flow_from_yaml', { yaml_definition })).toMatchObject({ id: 'hello' });
  await stop();
  await sandbox.close();
}

describe.each(WAYS)('the links with %s', (way, auth) => {
  it('install what works in VS Code, which asks for all that is not known', async () => {
    const url = link(`VS Code, ${way}`);
    expect(url.origin + url.pathname).toBe('https://insiders.vscode.dev/redirect/mcp/install');
    expect(url.searchParams.get('name')).toBe('kestra');
    const config: Config = JSON.parse(url.searchParams.get('config') ?? '');
    const inputs: Input[] = JSON.parse(url.searchParams.get('inputs') ?? '');
    const env: Record<string, string> = {};
    for (const [name, value] of Object.entries(config.env)) {
      const input = inputs.find(({ id }) => value === `\${input:${id}}`);
      expect(input).toMatchObject({ type: 'promptString' });
      expect([name, input?.password ?? false]).toEqual([name, /PASSWORD|TOKEN/.test(name)]);
      env[name] = input?.default ?? FILLED[name as keyof typeof FILLED];
    }
    expect(inputs).toHaveLength(Object.keys(env).length);
    await works({ ...config, env }, auth);
  });

  it('install what works in Cursor once it is filled in', async () => {
    const url = link(`Cursor, ${way}`);
    expect(url.origin + url.pathname).toBe('https://cursor.com/en/install-mcp');
    expect(url.searchParams.get('name')).toBe('kestra');
    const text = Buffer.from(url.searchParams.get('config') ?? '', 'base64').toString();
    const config: Config = JSON.parse(text);
    const env = Object.entries(config.env).map(([name, value]) => [
      name,
      value || FILLED[name as keyof typeof FILLED],
    ]);
    await works({ ...config, env: Object.fromEntries(env) }, auth);
  });
});

it('the links are four', () => expect(links.size).toBe(4));
