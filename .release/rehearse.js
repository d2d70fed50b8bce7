/**
 * Rehearses a release: runs the release workflow in a copy of the repository, against a registry on loopback. For each
 * release, it prints a line of JSON with the registry, the version and what was packed. On stdin, `patch` makes another
 * release from a new changeset, and `publish` publishes again. It ends when stdin ends, or with an error when a step
 * fails.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startRegistry } from './rehearsal/registry.js';
import { ONLY_VERSIONS, run, runJob } from './rehearsal/steps.js';
import { commit, copyTree, git } from './rehearsal/tree.js';

const folder = mkdtempSync(join(tmpdir(), 'kestra-mcp-release-'));
const runner = join(folder, 'runner');
const started = Date.now();
let registry;

try {
  mkdirSync(runner);
  registry = await startRegistry(join(folder, 'registry'));
  told('registry');
  const env = environment();
  const tree = copyTree(folder);
  told('copy of the repository');
  release(tree, env);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'patch') release(changed(tree), env, ONLY_VERSIONS);
    if (line === 'publish') print({ again: run(tree, 'node .release/publish.js packed', env).stderr });
  }
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
} finally {
  registry?.stop();
  // rmSync takes many times as long for tens of thousands of files.
  execFileSync('rm', ['-rf', folder]);
}

/** Runs a release from the changesets to the tag. */
function release(tree, env, instead = []) {
  const job = (name, given) => runJob(tree, name, { runner, env, given, instead });
  const before = job('plan');
  // Run it again, now that the outputs say that changesets wait.
  job('plan', before);
  told(`${before.version}: versions`);
  git(tree, 'reset', '--quiet', '--hard');
  run(tree, `git apply --index '${join(runner, 'version.patch')}'`, env);
  commit(tree, 'Release');
  const plan = job('plan');
  rmSync(join(tree, 'packed'), { recursive: true, force: true });
  job('build', plan);
  told(`${plan.version}: built and packed`);
  job('npm', plan);
  told(`${plan.version}: published`);
  job('github', plan);
  const order = JSON.parse(readFileSync(join(tree, 'packed/order.json'), 'utf8'));
  print({
    registry: registry.url,
    tree,
    npmrc: env.npm_config_userconfig,
    before,
    plan,
    after: job('plan'),
    order,
    tags: git(join(folder, 'origin.git'), 'tag').trim().split('\n'),
    assets: join(runner, 'release', `v${plan.version}`),
  });
}

/** Makes a change that users would notice. */
function changed(tree) {
  writeFileSync(
    join(tree, '.changeset/rehearsed.md'),
    '---\n"@kestra-mcp/core": patch\n---\n\nA change that is rehearsed.\n',
  );
  commit(tree, 'Change something');
  return tree;
}

/** The environment of a new user: npm knows only the registry on loopback, and a token that it accepts. */
function environment() {
  const home = join(folder, 'home');
  mkdirSync(home);
  const npmrc = join(home, '.npmrc');
  const { host } = new URL(registry.url);
  const settings = [
    `registry=${registry.url}`,
    `//${host}/:_authToken=rehearsal`,
    `cache=${join(folder, 'cache')}`,
    'fund=false',
    'audit=false',
    'update-notifier=false',
    // Be patient with a busy machine.
    'fetch-retries=5',
    'fetch-timeout=600000',
  ];
  writeFileSync(npmrc, `${settings.join('\n')}\n`);
  return {
    PATH: process.env.PATH,
    HOME: home,
    npm_config_userconfig: npmrc,
    npm_config_registry: registry.url,
  };
}

function print(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function told(what) {
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s  ${what}\n`);
}
