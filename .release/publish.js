/**
 * Publishes to npm what `pack.js` has put into a folder and is not there yet in its version. Whatever stops it, it can be
 * run again. It needs nothing but Node, npm and that folder, since it runs where npm trusts whoever runs. Arguments after
 * the folder go on to `npm publish`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [folder = 'packed', ...options] = process.argv.slice(2);
const packed = resolve(folder);

for (const { name, version, file, integrity } of JSON.parse(
  readFileSync(join(packed, 'order.json'), 'utf8'),
)) {
  const id = `${name}@${version}`;
  const tarball = join(packed, file);
  const hash = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (hash !== integrity) throw new Error(`${file} is not what was packed.`);
  if (isPublished(id)) {
    process.stderr.write(`${id} is published already.\n`);
    continue;
  }
  const args = ['publish', tarball, '--access', 'public', '--ignore-scripts', ...options];
  execFileSync('npm', args, { cwd: packed, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A registry that cannot be asked is no reason to publish. */
function isPublished(id) {
  const { status, stdout, stderr } = spawnSync('npm', ['view', id, 'version', '--json'], {
    cwd: packed,
    encoding: 'utf8',
  });
  if (status === 0) return stdout.trim() !== '';
  if (stderr.includes('E404')) return false;
  process.stderr.write(stderr);
  throw new Error(`npm could not tell whether ${id} is published.`);
}
