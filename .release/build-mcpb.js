/**
 * Builds the desktop extension, kestra-mcp-<version>.mcpb, in the given folder or the current one. It contains the
 * published package, its dependencies, a manifest that lists its tools, an entry point, and an SBOM. See npm run mcpb.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { component } from '../core/bundle/sbom.js';
import { installLocked, installOnce, lockedDependencies, npm } from './locked.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PARTS = join(ROOT, '.release', 'mcpb');
const PACKER = join(PARTS, 'node_modules', '@anthropic-ai', 'mcpb', 'dist', 'cli', 'cli.js');

build(resolve(process.argv[2] ?? '.'));

function build(to) {
  const work = mkdtempSync(join(tmpdir(), 'kestra-mcp-mcpb-'));
  try {
    const { version } = json('package.json');
    const bundle = join(work, 'bundle');
    const file = join(to, `kestra-mcp-${version}.mcpb`);
    installOnce(PARTS);
    install(bundle, work);
    cpSync(join(ROOT, 'LICENSE'), join(bundle, 'LICENSE'));
    write(bundle, 'sbom.cdx.json', parts());
    cpSync(join(PARTS, 'icon.png'), join(bundle, 'icon.png'));
    cpSync(join(PARTS, 'server.js'), join(bundle, 'server', 'index.js'));
    write(bundle, 'manifest.json', { ...json('.release/mcpb/manifest.json'), version, tools: tools() });
    execFileSync(process.execPath, [PACKER, 'pack', bundle, file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    process.stderr.write(`${file}\n`);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Installs the server and its one dependency, as pinned in the lock file. */
function install(bundle, work) {
  mkdirSync(bundle);
  npm(ROOT, 'pack', '--ignore-scripts', '--pack-destination', work);
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  installLocked(join(work, tarball), bundle);
  write(bundle, 'package.json', { private: true, type: 'module' });
}

/** All third-party code in the extension: what is bundled, and what is installed next to it. */
function parts() {
  const bom = json('dist/sbom.cdx.json');
  const installed = lockedDependencies().map(({ name, version, license }) =>
    component('library', { name, version, licence: license }),
  );
  const [own, ...others] = bom.dependencies;
  const refs = installed.map((each) => each['bom-ref']);
  return {
    ...bom,
    components: [...bom.components, ...installed],
    dependencies: [
      { ...own, dependsOn: [...own.dependsOn, ...refs] },
      ...others,
      ...refs.map((ref) => ({ ref })),
    ],
  };
}

/** The tools of all bundled plugins, each with the first sentence of its description. */
function tools() {
  const manifests = readdirSync(join(ROOT, 'plugins')).sort();
  return manifests
    .flatMap((plugin) => json(`plugins/${plugin}/kestra-mcp.manifest.json`).tools)
    .map(({ name, description }) => ({
      name,
      description: /^.*?[.!?](?=\s|$)/s.exec(description)?.[0] ?? description,
    }));
}

function json(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

function write(folder, name, value) {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}
