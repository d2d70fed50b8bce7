/** Runs the commands of the release workflow, one job after the other, in a copy of the repository. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Steps that the rehearsal skips, with the reason. */
const LEFT_OUT = [
  [/^npm ci$/, 'the copy has the packages of this repository'],
  [/^npm run check$/, 'the tests are run by who runs this'],
  [/mcp-publisher/, 'the MCP registry has no rehearsal; test/suites/release looks at server.json'],
];

/** Commands that the rehearsal replaces with others. */
const INSTEAD = [['npm run version-packages', 'npm run version-packages:built']];
/**
 * Replacements for a second release. Only its versions differ, so the pages and the files for clients stay the same.
 */
export const ONLY_VERSIONS = [['npm run docs', 'npm run build']];

/** What the workflow uses `gh` for: the next step merges the pull request, and a release creates the tag. */
const GH = `#!/bin/sh
case "$1 $2" in
  "release create") tag=$3; shift 3
    mkdir -p "$RUNNER_TEMP/release/$tag"
    for each; do case "$each" in --*) break;; esac; cp "$each" "$RUNNER_TEMP/release/$tag/" || exit 1; done
    git tag "$tag" && git push --quiet origin "$tag" ;;
  *) exit 1 ;;
esac
`;

/** Runs the `run` steps of a job in release.yml. Returns its outputs. */
export function runJob(tree, name, { runner, env, given = {}, instead = [] }) {
  const { jobs } = parse(readFileSync(join(tree, '.github/workflows/release.yml'), 'utf8'));
  const outputs = join(runner, 'outputs');
  mkdirSync(join(runner, 'bin'), { recursive: true });
  writeFileSync(outputs, '');
  writeFileSync(join(runner, 'bin/gh'), GH);
  chmodSync(join(runner, 'bin/gh'), 0o755);
  for (const step of jobs[name].steps) {
    if (step.run === undefined || !holds(step.if, given)) continue;
    const script = scriptOf(step.run, [...INSTEAD, ...instead]);
    const variables = {
      ...env,
      PATH: `${join(runner, 'bin')}:${env.PATH}`,
      ...filledIn(step.env, given),
      RUNNER_TEMP: runner,
      GITHUB_OUTPUT: outputs,
      GITHUB_REPOSITORY: 'kestra-mcp/kestra-mcp',
      GITHUB_SHA: 'HEAD',
    };
    run(tree, script, variables, `${name}: ${step.run}`);
  }
  const lines = readFileSync(outputs, 'utf8').trim().split('\n').filter(Boolean);
  return Object.fromEntries(lines.map((line) => line.split('=')));
}

export function run(cwd, script, env, what = script) {
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const ran = spawnSync('bash', args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (ran.status !== 0)
    throw new Error(`This failed: ${what}\n${ran.stdout}${ran.stderr.split('\n').slice(-60).join('\n')}`);
  return ran;
}

function scriptOf(text, instead) {
  const lines = text
    .split('\n')
    .filter((line) => !LEFT_OUT.some(([pattern]) => pattern.test(line.trim())))
    .map((line) => instead.find(([command]) => command === line.trim())?.[1] ?? line);
  // Provenance only works in a GitHub workflow.
  return lines.join('\n').replace(' --provenance', '');
}

/** Evaluates conditions such as `steps.plan.outputs.pending == 'true'`. Without a condition, a step always runs. */
function holds(condition, given) {
  const [, output, value] = /outputs\.(\w+) == '(\w+)'/.exec(condition ?? '') ?? [];
  return output === undefined || given[output] === value;
}

function filledIn(variables = {}, given) {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\{ [\w.]*outputs\.(\w+) \}\}/g, (_, output) => given[output] ?? ''),
    ]),
  );
}
