import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * The compared servers by name, with the command of each. This server is packed and installed as users install it, with
 * each way to configure it, and also runs from the clone.
 */
export async function prepare({ baseUrl, node, vs }) {
  const folder = mkdtempSync(join(tmpdir(), 'kestra-mcp-bench-'));
  const empty = await bundledEmptyServer(folder);
  const installed = await install(folder);
  const env = { KESTRA_BASE_URL: baseUrl, KESTRA_TENANT_ID: 'main' };
  const cwdWith = (name, file, text) => {
    const cwd = join(folder, name);
    mkdirSync(cwd);
    if (file) writeFileSync(join(cwd, file), text);
    return cwd;
  };
  const settings = JSON.stringify({ kestra: { baseUrl } });
  const start = (entry, rest) => ({ command: node, args: [entry], ...rest });
  const servers = {
    'empty server': start(empty, { cwd: folder, reference: true }),
    'host, environment': start(installed.entry, { cwd: cwdWith('env'), env }),
    'host, .json file': start(installed.entry, { cwd: cwdWith('json', 'kestra-mcp.config.json', settings) }),
    'host, .ts file': start(installed.entry, {
      cwd: cwdWith(
        'ts',
        'kestra-mcp.config.ts',
        `import { defineConfig } from '@kestra-mcp/core';\nexport default defineConfig(${settings});\n`,
      ),
    }),
    'clone, environment': start(join(ROOT, 'dist/bin.js'), { cwd: cwdWith('clone'), env }),
    'clone, not bundled': start(join(ROOT, 'core/dist/bin.js'), { cwd: cwdWith('unbundled'), env }),
  };
  vs.forEach((line, index) => {
    const [command, ...args] = line.split(' ');
    servers[`vs ${command.split('/').at(-1)} ${index + 1}`] = {
      command,
      args,
      cwd: cwdWith(`vs${index}`),
      env,
      other: true,
    };
  });
  return { folder, servers, installed };
}

async function bundledEmptyServer(folder) {
  const outfile = join(folder, 'empty-server.mjs');
  await build({
    entryPoints: [here('reference/empty-server.js')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}

/** Installs this server from its tarball, with its dependencies. */
async function install(folder) {
  const home = join(folder, 'installed');
  mkdirSync(home);
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: ROOT,
  });
  const [{ filename, size }] = JSON.parse(stdout);
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  const flags = ['--prefer-offline', '--no-audit', '--no-fund'];
  await run('npm', ['install', join(folder, filename), ...flags], { cwd: home });
  const modules = join(home, 'node_modules');
  const lock = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
  return {
    entry: join(modules, 'kestra-mcp/dist/bin.js'),
    tarballMegabytes: size / 1e6,
    megabytes: sizeOf(modules) / 1e6,
    packages: Object.keys(lock.packages).length,
  };
}

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
