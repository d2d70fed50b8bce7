/**
 * Publishes to npm what `pack.js` has put into a folder, and leaves out each version that is already there. If something stops it,
 * run it again. It needs only Node, npm and that folder, because it runs in the job that npm trusts. `npm publish` gets the
 * arguments after the folder.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [folder = 'packed', ...options] = process.argv.slice(2);
const packed = resolve(folder);
const registry = execFileSync('npm', ['config', 'get', 'registry'], { cwd: packed, encoding: 'utf8' }).trim();

const order = JSON.parse(readFileSync(join(packed, 'order.json'), 'utf8'));

// Do this before publishing: while npm runs, a connection to the registry would time out.
const there = new Set();
for (const each of order) {
  check(each);
  if (await isPublished(each)) there.add(each);
}
for (const each of order) {
  if (there.has(each)) process.stderr.write(`${each.name}@${each.version} is published already.\n`);
  else publish(each);
}

function check({ file, integrity }) {
  const hash = createHash('sha512')
    .update(readFileSync(join(packed, file)))
    .digest('base64');
  if (`sha512-${hash}` !== integrity) throw new Error(`${file} is not what was packed.`);
}

function publish({ file }) {
  const args = ['publish', join(packed, file), '--access', 'public', '--ignore-scripts', ...options];
  execFileSync('npm', args, { cwd: packed, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** An error is not an answer: without one, nothing is published. */
async function isPublished({ name, version }) {
  const address = new URL(name.replace('/', '%2f'), registry);
  const answer = await fetch(address, { headers: { accept: 'application/vnd.npm.install-v1+json' } });
  if (answer.status === 404) return false;
  if (!answer.ok) throw new Error(`${registry} answered ${answer.status} when asked for ${name}.`);
  return version in ((await answer.json()).versions ?? {});
}
