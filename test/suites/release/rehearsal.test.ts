import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { temporaryFolder } from '../../support/temporary.js';
import { ClaudePlugin, Sbom, ServerEntry } from './formats.js';
import { contentsOf, expectedOutline, faultsOf, outline } from './rehearsal/contents.js';
import { linksIn, startOf, writtenBy } from './rehearsal/links.js';
import { known, type Release, startRehearsal } from './rehearsal/release.js';
import { User } from './rehearsal/user.js';

jest.setTimeout(1_800_000);

const OURS = ['kestra-mcp', '@kestra-mcp/core', '@kestra-mcp/testing'];
const NPX = ['-y', 'kestra-mcp'];
const rehearsal = startRehearsal();
let release: Release;
let user: User;

beforeAll(async () => {
  release = await rehearsal.next();
  user = new User(release);
});
afterAll(() => rehearsal.stop());

const json = (path: string) => JSON.parse(readFileSync(join(release.tree, path), 'utf8'));
const structured = async (client: Client, name: string, args: Record<string, unknown>) =>
  (await client.callTool({ name, arguments: args })).structuredContent;

describe('the release', () => {
  it('makes one version of all packages, a tag of it, and nothing twice', async () => {
    const { before, plan, after, order, tags } = release;
    expect(before).toMatchObject({ pending: 'true', release: 'false' });
    expect(plan).toMatchObject({ pending: 'false', release: 'true' });
    expect(plan.version).not.toBe(before.version);
    expect(after).toEqual({ ...plan, release: 'false' });
    expect(tags).toEqual([`v${plan.version}`]);
    expect(order.map(({ version }) => version)).toEqual(order.map(() => plan.version));
    for (const { name } of order) {
      const { 'dist-tags': distTags, versions } = await known(release, name);
      expect([name, distTags, Object.keys(versions)]).toEqual([
        name,
        { latest: plan.version },
        [plan.version],
      ]);
    }
  });

  it('attaches the desktop extension, and the list of what is bundled, to the release on GitHub', () => {
    const { version } = release.plan;
    const assets = readdirSync(release.assets).sort();
    expect(assets).toEqual([`kestra-mcp-${version}.cdx.json`, `kestra-mcp-${version}.mcpb`]);
    const sbom = Sbom.parse(JSON.parse(readFileSync(join(release.assets, assets[0] ?? ''), 'utf8')));
    expect(sbom.metadata.component.purl).toBe(`pkg:npm/kestra-mcp@${version}`);
    const extension = temporaryFolder();
    execFileSync('unzip', ['-q', join(release.assets, assets[1] ?? ''), '-d', extension]);
    expect(JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')).version).toBe(version);
    const entry = join(extension, 'server/index.js');
    const printed = execFileSync(process.execPath, [entry, '--version'], { encoding: 'utf8' });
    expect(printed).toContain(version);
  });

  it('packs what a user needs, and nothing else', () => {
    for (const { name, file } of release.order) {
      const contents = contentsOf(join(release.tree, 'packed', file));
      expect([name, faultsOf(contents, release.plan.version)]).toEqual([name, []]);
      expect([name, outline(contents)]).toEqual([name, expectedOutline(name)]);
    }
  });
});

describe('what other registries read', () => {
  it('names the package and the image of this version', async () => {
    const entry = ServerEntry.parse(json('.release/server.json'));
    const { version } = release.plan;
    expect([entry.version, entry.packages.map((each) => each.identifier)]).toEqual([
      version,
      ['kestra-mcp', `ghcr.io/kestra-mcp/kestra-mcp:${version}`],
    ]);
    const { versions } = await known(release, 'kestra-mcp');
    expect(versions[version]?.mcpName).toBe(entry.name);
    const dockerfile = readFileSync(join(release.tree, 'examples/docker/Dockerfile'), 'utf8');
    expect(dockerfile).toContain(`io.modelcontextprotocol.server.name="${entry.name}"`);
  });

  it('has pages and files for clients that know of the release', () => {
    const text = (path: string) => readFileSync(join(release.tree, path), 'utf8');
    for (const page of [
      'README.md',
      'docs/quick-start.md',
      'docs/write-a-plugin.md',
      'examples/docker/README.md',
    ])
      expect([page, /not (?:on npm|published) yet|nothing is published/i.test(text(page))]).toEqual([
        page,
        false,
      ]);
    expect(text('docs/quick-start.md')).toContain('npx -y kestra-mcp init');
    expect(text('examples/docker/README.md')).toContain('ghcr.io/kestra-mcp/kestra-mcp:latest');
    const files = readdirSync(join(release.tree, 'examples/clients/claude-desktop'));
    expect(files).toEqual(
      expect.arrayContaining(['no-auth.npx.json', 'no-auth.docker.json', 'no-auth.clone.json']),
    );
  });
});

describe('a user', () => {
  it('starts the server by npx, from an empty folder', async () => {
    expect(await user.run('npx', [...NPX, '--version'])).toContain(release.plan.version);
    expect(await user.run('npx', [...NPX, 'list', '--sandbox'])).toContain('search_flows');
    expect(readdirSync(user.folder)).toEqual([]);
  });

  it('calls a tool of it', async () => {
    const answer = await user.withServer({ command: 'npx', args: [...NPX, '--sandbox'] }, (client) =>
      structured(client, 'search_flows', { query: 'hello' }),
    );
    expect(answer).toMatchObject({ results: [] });
  });

  it('has the server in Claude Code once the plugin is installed', async () => {
    const { mcpServers } = ClaudePlugin.parse(json('.claude-plugin/plugin.json'));
    const { command, args } = mcpServers?.kestra ?? { command: '', args: [] };
    const tools = await user.withServer({ command, args: [...args, '--sandbox'] }, (client) =>
      client.listTools(),
    );
    expect(tools.tools.length).toBeGreaterThan(20);
  });

  it('gets from the links of the README what init writes', async () => {
    const readme = readFileSync(join(release.tree, 'README.md'), 'utf8');
    const links = linksIn(readme);
    expect(links).toHaveLength(4);
    const args = ['init', '--client', 'vscode', '--launch', 'npx', '--print', '--yes', '--offline'];
    const printed = await user.run('npx', [...NPX, ...args]);
    for (const link of links) expect(startOf(link)).toEqual(writtenBy(printed));
  });
});

describe('somebody who writes a plugin', () => {
  let plugin: string;

  it('makes one, tests it and publishes it', async () => {
    await user.run('npx', [...NPX, 'new', 'plugin', 'sla']);
    plugin = join(user.folder, 'sla');
    const { devDependencies } = JSON.parse(readFileSync(join(plugin, 'package.json'), 'utf8'));
    for (const name of OURS) expect(devDependencies[name]).toBe(`^${release.plan.version}`);
    expect(existsSync(join(plugin, '.npmrc'))).toBe(false);
    await user.run('npm', ['install'], plugin);
    await user.run('npm', ['test'], plugin);
    await user.run('npm', ['publish', '--access', 'public'], plugin);
  });

  it('has it used by others, with the server by npx', async () => {
    const other = new User(release);
    await other.run('npm', ['install', 'kestra-mcp-sla']);
    writeFileSync(
      join(other.folder, 'kestra-mcp.config.json'),
      '{ "plugins": ["bundled", "kestra-mcp-sla"] }',
    );
    const args = [...NPX, '--config', 'kestra-mcp.config.json', '--sandbox'];
    const answer = await other.withServer({ command: 'npx', args }, (client) =>
      structured(client, 'count_sla', { namespace: 'acme' }),
    );
    expect(answer).toEqual({ flows: 0, too_many: false });
  });
});

describe('after it', () => {
  it('what is published is left alone when the job is run again', async () => {
    const { again } = await rehearsal.next<{ again: string }>('publish');
    for (const { name, version } of release.order)
      expect(again).toContain(`${name}@${version} is published already.`);
  });

  it('a second release goes on top of it, and a user who upgrades has it', async () => {
    const second = await rehearsal.next('patch');
    const { version } = second.plan;
    expect(version).toBe(release.plan.version.replace(/\d+$/, (patch) => String(Number(patch) + 1)));
    expect(second.tags).toEqual([`v${release.plan.version}`, `v${version}`]);
    for (const { name } of second.order) {
      const { 'dist-tags': distTags, versions } = await known(release, name);
      expect([name, distTags, Object.keys(versions)]).toEqual([
        name,
        { latest: version },
        [release.plan.version, version],
      ]);
    }
    expect(await user.run('npx', ['-y', 'kestra-mcp@latest', '--version'])).toContain(version);
    const plugin = join(user.folder, 'sla');
    await user.run('npm', ['update', ...OURS], plugin);
    for (const name of OURS)
      expect(
        JSON.parse(readFileSync(join(plugin, 'node_modules', name, 'package.json'), 'utf8')).version,
      ).toBe(version);
    expect(await user.run('npx', ['kestra-mcp', 'list', '--sandbox'], plugin)).toContain('search_flows');
  });
});
