/**
 * Checks what the workflows and the image take from elsewhere against `pins.json`: actions by commit, images by digest, downloads by
 * checksum. It prints each difference. --accept writes pins.json again: review its diff.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const WORKFLOWS = '.github/workflows';
const DOCKERFILE = 'examples/docker/Dockerfile';
const PINS = '.release/pins.json';

/** What a step of a workflow must not do, with the reason. */
const FALLBACKS = [
  [/\/latest\b/, 'takes whatever is the latest'],
  [/\b(?:curl|wget)\b[^\n]*\|/, 'unpacks or runs what it downloads without a look'],
  [/\|\|\s*(?:true|:)(?:\s|$)/, 'goes on when it has failed'],
  [/\b(?:npx|npm exec|bunx|pnpx)\b/, 'runs a package that no lock file holds'],
  [/\bnpm (?:install|i|add)\b(?! --prefix \S+ \.\/)/, 'installs without the lock file'],
  [/\$\{\{/, 'puts a value into a command line; use env'],
];

/** Permissions only for jobs that run no code of dependencies. */
const POWERS = ['id-token', 'packages', 'contents', 'pull-requests', 'pages'];
/**
 * Matches commands that such a job must not use. It may use what is on the runner, and our own publish.js, which has no
 * dependencies.
 */
const RUNS_CODE = /\b(?:npm|yarn|pnpm) |\bnode (?!\.release\/publish\.js\b)|\bdocker build\b|\.ci\//;
const BUILDERS = /^(?:docker\/build-push-action|actions\/cache)\b/;

/** Returns all problems, as sentences. */
export function faults(root) {
  const found = workflowsOf(root).flatMap(({ name, text }) =>
    faultsOf(text).map((fault) => `${name}: ${fault}`),
  );
  const known = JSON.parse(readFileSync(join(root, PINS), 'utf8'));
  const used = pinsOf(root);
  for (const kind of ['actions', 'images', 'downloads']) {
    for (const each of new Set([...Object.keys(used[kind]), ...Object.keys(known[kind])]))
      if (used[kind][each] !== known[kind][each])
        found.push(
          `${each} is ${used[kind][each] ?? 'not used'}, but ${PINS} says ${known[kind][each] ?? 'nothing of it'}.`,
        );
  }
  for (const [name, commit] of Object.entries(used.actions))
    if (commit.includes(' and ')) found.push(`${name} is used in two versions: ${commit}.`);
  for (const image of imagesOf(root))
    if (!/@sha256:[0-9a-f]{64}$/.test(image)) found.push(`${DOCKERFILE}: ${image} has no digest.`);
  return found;
}

/** Finds what a workflow uses without a pin, and jobs that have too many permissions. */
export function faultsOf(text) {
  const { jobs = {}, permissions } = parse(text);
  const found = [...text.matchAll(/^\s*-?\s*uses:\s*(\S+)(.*)$/gm)]
    .filter(([, used]) => !used.startsWith('./'))
    .filter(([, used, comment]) => !/@[0-9a-f]{40}$/.test(used) || !/^ # v\d+\.\d+\.\d+$/.test(comment))
    .map(([, used]) => `${used} is not a commit with its version beside it.`);
  if (/continue-on-error:\s*(?!false)/.test(text)) found.push('A step can fail unnoticed.');
  for (const [id, job] of Object.entries(jobs))
    found.push(...faultsOfJob(job, permissions).map((fault) => `${id}: ${fault}`));
  return found;
}

function faultsOfJob({ steps = [], permissions, env = {}, ...job }, general) {
  const runs = steps.flatMap(({ run }) => run ?? []);
  const found = runs.flatMap((run) =>
    FALLBACKS.filter(([pattern]) => pattern.test(run)).map(([, why]) => `A step ${why}.`),
  );
  for (const run of runs)
    if (/\b(?:curl|wget)\b/.test(run) && !/sha256sum --check --strict/.test(run))
      found.push('A download is not compared with its checksum.');
  if (JSON.stringify(env).match(/github\.token|secrets\./)) found.push('A token is there for all steps.');
  for (const { uses = '', with: given = {} } of steps)
    if (uses.startsWith('actions/checkout@') && given['persist-credentials'] !== false)
      found.push('The checkout leaves its token for later steps.');
  const allowed = permissions ?? general;
  if (allowed === undefined || typeof allowed === 'string') found.push('The permissions are not listed.');
  const powers = job.uses ? [] : POWERS.filter((power) => allowed?.[power] === 'write');
  const code = runs.some((run) => RUNS_CODE.test(run)) || steps.some(({ uses = '' }) => BUILDERS.test(uses));
  if (powers.length > 0 && code) found.push(`It has ${powers.join(', ')} and runs the code of others.`);
  return found;
}

/** What is used now, in the format of pins.json. */
export function pinsOf(root) {
  const texts = workflowsOf(root).map(({ text }) => text);
  const actions = texts.flatMap((text) =>
    [...text.matchAll(/uses:\s*([\w-]+\/[\w-]+)@(\S+)(?: # (\S+))?/g)].map(([, name, commit, version]) => [
      name,
      `${commit} ${version}`,
    ]),
  );
  const downloads = texts.flatMap((text) =>
    [...text.matchAll(/VERSION: (\S+)\n\s*SHA256: (\S+)[\s\S]*?(https:\/\/[^"\s]+)/g)].map(
      ([, version, hash, url]) => [url.replace('$VERSION', version), hash],
    ),
  );
  const images = imagesOf(root).map((image) => image.split('@'));
  /** An item that is used in two versions gets both as its value, which never matches a pin. */
  const sorted = (pairs) => {
    const names = [...new Set(pairs.map(([name]) => name))].sort((a, b) => a.localeCompare(b));
    const values = (name) => new Set(pairs.filter(([each]) => each === name).map(([, value]) => value));
    return Object.fromEntries(names.map((name) => [name, [...values(name)].join(' and ')]));
  };
  return { actions: sorted(actions), downloads: sorted(downloads), images: sorted(images) };
}

function imagesOf(root) {
  const text = readFileSync(join(root, DOCKERFILE), 'utf8');
  return [...text.matchAll(/^FROM (?:--\S+ )*(\S+)/gm), ...text.matchAll(/^# syntax=(\S+)/gm)].map(
    ([, image]) => image,
  );
}

function workflowsOf(root) {
  return readdirSync(join(root, WORKFLOWS)).map((file) => ({
    name: `${WORKFLOWS}/${file}`,
    text: readFileSync(join(root, WORKFLOWS, file), 'utf8'),
  }));
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../', import.meta.url));
  if (process.argv.includes('--accept'))
    writeFileSync(join(root, PINS), `${JSON.stringify(pinsOf(root), null, 2)}\n`);
  const found = faults(root);
  process.stderr.write(found.map((fault) => `${fault}\n`).join(''));
  process.exitCode = found.length > 0 ? 1 : 0;
}
