import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { VARIABLES } from '../../../core/src/config/sources/environment.js';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { ServerEntry } from './formats.js';
import { program } from './program.js';

interface Package {
  registryType: string;
  identifier: string;
  version?: string;
  transport: { type: string };
  environmentVariables: { name: string; isSecret?: boolean; default?: string }[];
}

const FILES = [
  'package.json',
  '.release/server.json',
  '.release/mcpb/manifest.json',
  '.claude-plugin/plugin.json',
];
const json = (path: string, root = ROOT) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const host = json('package.json');
const server = json('.release/server.json');

describe('the entry of the MCP registry', () => {
  const packages: Package[] = server.packages;

  it('is what the format asks for', () => {
    expect(ServerEntry.safeParse(server).error?.issues).toBeUndefined();
  });

  it('has the name by which the package and the image say whose they are', () => {
    const dockerfile = readFileSync(join(ROOT, 'examples/docker/Dockerfile'), 'utf8');
    expect(host.mcpName).toBe(server.name);
    expect(dockerfile).toContain(`io.modelcontextprotocol.server.name="${server.name}"`);
    expect(server.name).toMatch(/^io\.github\.kestra-mcp\/[\w.-]+$/);
    expect(server.description.length).toBeLessThanOrEqual(100);
  });

  it('names the package and the image in the version of the package', () => {
    const { version } = host;
    expect(server.version).toBe(version);
    expect(packages.map(({ registryType, identifier }) => [registryType, identifier])).toEqual([
      ['npm', host.name],
      ['oci', `ghcr.io/kestra-mcp/kestra-mcp:${version}`],
    ]);
    expect(packages[0]?.version).toBe(version);
    // The registry rejects a version in addition to an image's tag.
    expect(packages[1]).not.toHaveProperty('version');
  });

  it.each(packages.map((each) => [each.registryType, each] as const))(
    'asks, for %s, for variables that there are, and hides what is secret',
    (_, { transport, environmentVariables }) => {
      expect(transport).toEqual({ type: 'stdio' });
      const names = environmentVariables.map(({ name }) => name);
      expect(names.filter((name) => !(name in VARIABLES))).toEqual([]);
      const secret = environmentVariables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
      expect(secret.sort()).toEqual(names.filter((name) => /PASSWORD|TOKEN/.test(name)).sort());
      for (const each of environmentVariables.filter(({ isSecret }) => isSecret))
        expect(each).not.toHaveProperty('default');
    },
  );
});

describe('the versions', () => {
  function repository(): string {
    const root = temporaryFolder();
    for (const file of FILES) cpSync(join(ROOT, file), join(root, file), { recursive: true });
    return root;
  }

  it('are current', async () => {
    const root = repository();
    await program(join(ROOT, '.release/versions.js'), root);
    for (const file of FILES) expect([file, json(file, root)]).toEqual([file, json(file)]);
  });

  it('follow that of the package, wherever there is one', async () => {
    const root = repository();
    writeFileSync(join(root, 'package.json'), JSON.stringify({ ...host, version: '12.3.4-rc.5' }));
    await program(join(ROOT, '.release/versions.js'), root);
    const entry = json('.release/server.json', root);
    expect([entry.version, entry.packages[0].version]).toEqual(['12.3.4-rc.5', '12.3.4-rc.5']);
    expect(entry.packages[1].identifier).toBe('ghcr.io/kestra-mcp/kestra-mcp:12.3.4-rc.5');
    const manifest = json('.release/mcpb/manifest.json', root);
    expect([manifest.version, manifest.manifest_version]).toEqual(['12.3.4-rc.5', '0.3']);
    expect(json('.claude-plugin/plugin.json', root).version).toBe('12.3.4-rc.5');
    expect(host.scripts['version-packages:built']).toContain('node .release/versions.js');
  });
});
