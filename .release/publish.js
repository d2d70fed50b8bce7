/**
 * Publishes to npm what is not there yet in its present version: the workspaces, which changesets knows, and then the
 * host, which it does not know. Whatever stops it, it can be run again. Arguments go on to `npm publish`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE, published } from '../docs/api/packages.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const host = { folder: '.', json: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) };
const first = ({ json }) => (json.name === CORE ? 0 : 1);
// Core before those that need it, the host after all.
for (const { folder, json } of [...published(ROOT).sort((a, b) => first(a) - first(b)), host]) {
  const id = `${json.name}@${json.version}`;
  if (isPublished(id)) {
    process.stderr.write(`${id} is published already.\n`);
    continue;
  }
  // All is built, and tested, by now.
  const args = ['publish', `./${folder}`, '--access', 'public', '--ignore-scripts', ...process.argv.slice(2)];
  execFileSync('npm', args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A registry that cannot be asked is no reason to publish. */
function isPublished(id) {
  const { status, stdout, stderr } = spawnSync('npm', ['view', id, 'version', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status === 0) return stdout.trim() !== '';
  if (stderr.includes('E404')) return false;
  process.stderr.write(stderr);
  throw new Error(`npm could not tell whether ${id} is published.`);
}
