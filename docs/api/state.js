/**
 * The public API as `{ package: { part: hash } }`: the declarations of core, and what clients see of each plugin.
 * `.changeset/released.json` holds the state at the last release.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.js';
import { CORE, published } from './packages.js';
import { declarationsOf } from './report.js';

const RELEASED = '.changeset/released.json';
/** Keys of a manifest that change with every release or every edit of the code. */
const NO_API = ['version', 'code'];

/** The current state. `report` is the API report of core. */
export function currentState(root, report) {
  const plugins = published(root).filter(({ json }) => json.kestraMcp?.manifest);
  const parts = [
    [CORE, declarationsOf(report)],
    ...plugins.map((plugin) => [plugin.json.name, shown(readManifest(root, plugin))]),
  ];
  return Object.fromEntries(parts.map(([name, contents]) => [name, hashes(contents)]));
}

/** The state at the last release. Empty before the first release. */
export function releasedState(root) {
  const file = join(root, RELEASED);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

export function writeReleasedState(root, state) {
  writeFileSync(join(root, RELEASED), `${JSON.stringify(state, null, 2)}\n`);
}

/** Describes the difference, like "added Foo; changed Bar, Baz". Empty if nothing differs. */
export function difference(before, after) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const of = (kind, test) => [kind, names.filter(test)];
  return [
    of('removed', (name) => !(name in after)),
    of('changed', (name) => name in before && name in after && before[name] !== after[name]),
    of('added', (name) => !(name in before)),
  ]
    .filter(([, some]) => some.length > 0)
    .map(([kind, some]) => `${kind} ${some.join(', ')}`)
    .join('; ');
}

function readManifest(root, { folder, json }) {
  const file = join(root, folder, json.kestraMcp.manifest);
  if (!existsSync(file))
    throw new Failure(`The manifest of ${json.name} does not exist. Run npm run build first.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Splits tools, resources, prompts and groups, so that a difference can be named. Other keys stay whole. */
function shown(manifest) {
  const keys = Object.keys(manifest).filter((key) => !NO_API.includes(key));
  const parts = keys.flatMap((key) => {
    const value = manifest[key];
    if (!Array.isArray(value)) return [[key, value]];
    return value.map((each) => [`${key.replace(/s$/, '')} ${each.name}`, each]);
  });
  return Object.fromEntries(parts);
}

function hashes(contents) {
  const entries = Object.entries(contents).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, content]) => [name, hash(content)]));
}

/** Hashes JSON with sorted keys, since clients do not depend on their order. */
function hash(content) {
  const sorted = (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256').update(JSON.stringify(content, sorted)).digest('hex').slice(0, 12);
}
