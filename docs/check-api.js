/**
 * Keeps an eye on what others build on: the types of @kestra-mcp/core, and what clients are shown of the plugins' tools.
 *
 * --check    fails when core/api.md is stale, or when something differs from the last release and no changeset says so.
 * --write    writes core/api.md.
 * --release  after `changeset version`: gives all packages one version, and notes the present state as the released one.
 *
 * A folder may follow, which stands for the repository. See docs/api-stability.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pendingChangesets } from './api/changesets.js';
import { Failure } from './api/failure.js';
import { alignVersions, CORE, published } from './api/packages.js';
import { currentReport, declarationsOf } from './api/report.js';
import { currentState, difference, releasedState, writeReleasedState } from './api/state.js';

const REPORT = 'core/api.md';
const COMMANDS = { '--check': check, '--write': write, '--release': release };

run(process.argv.slice(2));

function run([command, folder = fileURLToPath(new URL('../', import.meta.url))]) {
  try {
    if (!(command in COMMANDS)) throw new Failure(`Say one of ${Object.keys(COMMANDS).join(', ')}.`);
    COMMANDS[command](resolve(folder));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function check(root) {
  const report = currentReport(root);
  const pending = pendingChangesets(root);
  const faults = [staleReport(root, report), ...strangers(root, pending), unannounced(root, report, pending)];
  const found = faults.filter((fault) => fault !== undefined);
  if (found.length > 0) throw new Failure(found.join('\n\n'));
}

function write(root) {
  writeFileSync(join(root, REPORT), currentReport(root));
}

function release(root) {
  const report = currentReport(root);
  alignVersions(root);
  writeFileSync(join(root, REPORT), report);
  writeReleasedState(root, currentState(root, report));
}

function staleReport(root, report) {
  const file = join(root, REPORT);
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (committed === report) return undefined;
  const what = difference(declarationsOf(committed), declarationsOf(report));
  return [
    `${REPORT} is not what ${CORE} exports now${what && `: ${what}`}.`,
    `If that is meant, run npm run api and commit ${REPORT}.`,
  ].join('\n');
}

/** Changesets would fail on these only when the release is made. */
function strangers(root, pending) {
  const names = published(root).map(({ json }) => json.name);
  return pending.flatMap(({ file, bumps }) => {
    const unknown = Object.keys(bumps).filter((name) => !names.includes(name));
    if (unknown.length === 0) return [];
    return [
      `${file} names ${unknown.join(', ')}, no published workspace. Name one of these instead: ${names.join(', ')}.`,
    ];
  });
}

function unannounced(root, report, pending) {
  const released = releasedState(root);
  const current = currentState(root, report);
  const announced = new Set(
    pending.flatMap(({ bumps }) => Object.keys(bumps).filter((name) => bumps[name] !== 'none')),
  );
  const lines = Object.keys({ ...released, ...current })
    .map((name) => changeOf(name, released[name], current[name]))
    .filter((change) => change !== undefined && !announced.has(change.named))
    .map(({ named, what }) => `  ${named}: ${what}`);
  if (lines.length === 0) return undefined;
  return [
    'Changed since the last release, and no changeset says so:',
    ...lines,
    'Run npx changeset, choose these packages, and commit the file that it writes.',
  ].join('\n');
}

/** What happened to a package, and the one to name in a changeset: a package that is gone cannot be named. */
function changeOf(name, before, after) {
  if (after === undefined) return { named: CORE, what: `${name} was released and is gone` };
  if (before === undefined) return { named: name, what: 'never released' };
  const what = difference(before, after);
  return what === '' ? undefined : { named: name, what };
}
