/**
 * Builds the desktop extension, kestra-mcp-<version>.mcpb, into the folder given, or the current one: the package as it
 * would be published, with what it depends on, a manifest that lists its tools, and a way in. See npm run mcpb.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installLocked, npm } from './locked.js';

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
    npm(PARTS, 'ci', '--ignore-scripts');
    install(bundle, work);
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

/** The host and its one dependency, from the lock file. */
function install(bundle, work) {
  mkdirSync(bundle);
  npm(ROOT, 'pack', '--ignore-scripts', '--pack-destination', work);
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  installLocked(join(work, tarball), bundle);
  write(bundle, 'package.json', { private: true, type: 'module' });
}

/** Of all plugins that come with the host; the first sentence says what a tool is for. */
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
