/**
 * A registry on loopback for our own packages. It forwards requests for all others to the registry that npm uses, but
 * never requests for ours.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installOnce } from '../locked.js';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const VERDACCIO = join(FOLDER, 'node_modules/verdaccio/bin/verdaccio');
/** Packages from other registries, cached for the next rehearsal. Removed together with node_modules. */
const OUTSIDE = join(FOLDER, 'node_modules/.cache/outside');
/** Our names, and the name of a plugin by another author. */
const OWN = ['kestra-mcp', '@kestra-mcp/*', 'kestra-mcp-*'];

/** Starts the registry, which stores its files in a folder. */
export async function startRegistry(folder) {
  installOnce(FOLDER);
  const storage = join(folder, 'storage');
  for (const each of [storage, OUTSIDE]) mkdirSync(each, { recursive: true });
  symlinkSync(OUTSIDE, join(storage, 'outside'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify(configuration(folder, storage)));
  const args = [VERDACCIO, '--config', config, '--listen', `127.0.0.1:${port}`];
  // Log to a file: nobody reads a pipe while a command of the release runs, and a full pipe would block the registry.
  const log = join(folder, 'log');
  const output = openSync(log, 'w');
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', output, output] });
  await answers(url, child, () => readFileSync(log, 'utf8'));
  return { url, stop: () => child.kill() };
}

function configuration(folder, storage) {
  const outside = execFileSync('npm', ['config', 'get', 'registry'], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
  const all = { access: '$all', publish: '$all' };
  return {
    storage,
    uplinks: { outside: { url: outside, timeout: '60s', max_fails: 20, maxage: '1d' } },
    packages: {
      ...Object.fromEntries(OWN.map((name) => [name, all])),
      '**': { access: '$all', proxy: 'outside', storage: 'outside' },
    },
    // As base64 in JSON, our server is tens of megabytes.
    max_body_size: '100mb',
    web: { enable: false },
    log: { type: 'stdout', format: 'json', level: 'http' },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url, child, said) {
  for (let tries = 0; tries < 3_000; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The registry did not start:\n${said()}`);
    try {
      await fetch(`${url}-/ping`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`The registry does not answer:\n${said()}`);
}
