/**
 * Packs all that is published into a folder: a tarball of each workspace and of the host, the desktop extension, and
 * order.json, by which they are published. All is built by now.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE, published } from '../docs/api/packages.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const to = resolve(process.argv[2] ?? 'packed');
mkdirSync(to, { recursive: true });

const host = { folder: '.', json: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) };
const first = ({ json }) => (json.name === CORE ? 0 : 1);
// Core before those that need it, the host after all.
const packages = [...published(ROOT).sort((a, b) => first(a) - first(b)), host];
const order = packages.map(({ folder, json: { name, version } }) => {
  const args = ['pack', `./${folder}`, '--ignore-scripts', '--json', '--pack-destination', to];
  const [{ filename, integrity }] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }));
  return { name, version, file: filename, integrity };
});
writeFileSync(join(to, 'order.json'), `${JSON.stringify(order, null, 2)}\n`);
execFileSync(process.execPath, [join(ROOT, '.release/build-mcpb.js'), to], { stdio: 'inherit' });
