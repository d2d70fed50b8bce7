import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { VARIABLES } from '../../../core/src/config/sources/environment.js';
import { startSandbox } from '../../published/sandbox/index.js';
import { ok, startHost } from '../../support/host/host.js';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { ClaudePlugin, Marketplace, Skill } from './formats.js';
import { program } from './program.js';

/** What is committed, or what the generator writes after the first release. */
async function generated(released: boolean): Promise<Record<string, unknown>> {
  const from = JSON.stringify(pathToFileURL(join(ROOT, 'docs/generate/claude-plugin.js')));
  const code = `import { claudePlugin } from ${from};
    console.log(JSON.stringify(Object.fromEntries(claudePlugin(${released}))));`;
  const files = JSON.parse(await program('--input-type=module', '-e', code)) as Record<string, string>;
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, JSON.parse(text)]));
}

/** The skills below a folder that Claude Code finds: folders with a SKILL.md. */
function skillsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'SKILL.md')))
    .map(({ name }) => name);
}

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

let released: ReturnType<typeof ClaudePlugin.parse>;

beforeAll(async () => {
  released = ClaudePlugin.parse((await generated(true))['.claude-plugin/plugin.json']);
});

describe('the plugin for Claude Code', () => {
  it('is found by way of the marketplace of this repository', () => {
    const { name, plugins } = Marketplace.parse(read('.claude-plugin/marketplace.json'));
    expect([name, plugins.map((each) => each.name)]).toEqual(['kestra-mcp', ['kestra']]);
    const [plugin] = plugins;
    const manifest = ClaudePlugin.parse(read(join(plugin?.source ?? '', '.claude-plugin/plugin.json')));
    expect([manifest.name, manifest.version]).toEqual([plugin?.name, read('package.json').version]);
    // The folders that Claude Code searches by default.
    for (const folder of ['skills', 'commands', 'agents', 'hooks', 'bin', '.mcp.json', 'SKILL.md'])
      expect([folder, existsSync(join(ROOT, folder))]).toEqual([folder, false]);
  });

  it('has the skills of all our plugins, from the files that the server sends', () => {
    const folders = readdirSync(join(ROOT, 'plugins')).map((plugin) =>
      join(ROOT, 'plugins', plugin, 'skills'),
    );
    const ours = folders.filter((folder) => existsSync(folder)).flatMap(skillsIn);
    const found = released.skills.flatMap((folder) => skillsIn(join(ROOT, folder)));
    expect(found.sort()).toEqual(ours.sort());
    expect(found).toContain('diagnose-kestra-execution');
  });

  it('has skills that Claude Code takes', () => {
    for (const folder of released.skills)
      for (const name of skillsIn(join(ROOT, folder))) {
        const text = readFileSync(join(ROOT, folder, name, 'SKILL.md'), 'utf8');
        const [, matter = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
        expect(Skill.parse(parse(matter)).name).toBe(name);
      }
  });

  it('starts no server before the first release', async () => {
    const before = ClaudePlugin.parse((await generated(false))['.claude-plugin/plugin.json']);
    expect(before).toEqual({ ...released, mcpServers: undefined });
    expect(before.mcpServers).toBeUndefined();
  });

  it('starts the server as init would have it, with the variables that the user has set', async () => {
    const { command, args, env } = released.mcpServers?.kestra ?? { command: '', args: [], env: {} };
    expect([command, ...args]).toEqual(['npx', '--prefix', '/', '-y', 'kestra-mcp']);
    expect(Object.keys(env).filter((name) => !(name in VARIABLES))).toEqual([]);
    const auth = { username: 'admin@kestra.io', password: 'Kestra1234' };
    const sandbox = await startSandbox({ auth });
    const user: Record<string, string> = { KESTRA_BASE_URL: sandbox.baseUrl, KESTRA_USERNAME: auth.username };
    user.KESTRA_PASSWORD = auth.password;
    const { client, stop } = await startHost({ env: expanded(env, user) });
    expect(await ok(client, 'search_flows', { query: 'hello' })).toMatchObject({ results: [] });
    await stop();
    await sandbox.close();
  });

  it('leaves what init has written in force where the user has set nothing', async () => {
    const sandbox = await startSandbox();
    const folder = temporaryFolder({ '.env': `KESTRA_BASE_URL=${sandbox.baseUrl}\n` });
    const env = { ...expanded(released.mcpServers?.kestra?.env ?? {}, {}), KESTRA_MCP_USER_FOLDER: folder };
    const { client, stop } = await startHost({ env });
    expect(await ok(client, 'search_flows', { query: 'hello' })).toMatchObject({ results: [] });
    await stop();
    await sandbox.close();
  });
});

/** Expands `${NAME:-default}` as Claude Code does. */
function expanded(env: Record<string, string>, user: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(
        /\$\{(\w+)(?::-([^}]*))?\}/g,
        (_, variable: string, other = '') => user[variable] ?? other,
      ),
    ]),
  );
}
