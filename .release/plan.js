/**
 * Prints what a push to main has to do, as outputs of a step: the version of package.json, whether changesets wait for
 * the next version, and whether to release this one. It needs no dependencies.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(process.argv[2] ?? fileURLToPath(new URL('../', import.meta.url)));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw new Error(`This is no version: ${version}`);

const pending = readdirSync(join(root, '.changeset')).some((name) => /^(?!README\b).+\.md$/i.test(name));
const tag = execFileSync('git', ['ls-remote', '--tags', 'origin', `refs/tags/v${version}`], {
  cwd: root,
  encoding: 'utf8',
});
const outputs = { version, pending, release: !pending && tag.trim() === '' };
process.stdout.write(
  Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join(''),
);
