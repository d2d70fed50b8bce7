/**
 * Guards the public API: the types of @kestra-mcp/core, and what clients see of the plugins.
 *
 * --check    fails if core/api.md is out of date, or if something has changed since the last release without a changeset.
 * --write    writes core/api.md.
 * --release  runs after `changeset version`. Gives all packages one version and records the current API as released.
 *
 * An optional second argument names the repository. See docs/api-stability.md.
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
    if (!(command in COMMANDS))
      throw new Failure(`Unknown or missing option. Use one of ${Object.keys(COMMANDS).join(', ')}.`);
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
    `${REPORT} does not match the exports of ${CORE}${what && `: ${what}`}.`,
    `If you meant to change the API, run npm run api and commit ${REPORT}.`,
  ].join('\n');
}

/** Changesets itself reports these only during a release. */
function strangers(root, pending) {
  const names = published(root).map(({ json }) => json.name);
  return pending.flatMap(({ file, bumps }) => {
    const unknown = Object.keys(bumps).filter((name) => !names.includes(name));
    if (unknown.length === 0) return [];
    return [
      `${file} names ${unknown.join(', ')}, which is not a published package. Use one of these: ${names.join(', ')}.`,
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
    'These packages have changed since the last release, but no changeset names them:',
    ...lines,
    'Run npx changeset, select these packages, and commit the file that it writes.',
  ].join('\n');
}

/** How a package changed, and which package its changeset must name. A removed package cannot be named, so core is. */
function changeOf(name, before, after) {
  if (after === undefined) return { named: CORE, what: `removed ${name}, which has been released` };
  if (before === undefined) return { named: name, what: 'not released yet' };
  const what = difference(before, after);
  return what === '' ? undefined : { named: name, what };
}
