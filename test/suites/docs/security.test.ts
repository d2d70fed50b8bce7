import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';

const PAGE = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
/** A test is named by a link to its file that shows the file name. */
const TEST = /\[`([\w-]+\.test\.ts)`\]\(([\w./-]+)\)/g;

interface Promised {
  promise: string;
  tests: { name: string; path: string }[];
}

/** The rows of the table under "What is promised". */
function promisesIn(page: string): Promised[] {
  const [, section = ''] = /^## What is promised$([\s\S]*?)^## /m.exec(page) ?? [];
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.map((row) => {
    const [, promise = '', , held = ''] = row.split(/(?<!\\)\|/);
    const tests = [...held.matchAll(TEST)].map(([, name = '', path = '']) => ({ name, path }));
    return { promise: promise.trim(), tests };
  });
}

/** The faults in the tests that a promise names. */
function faultsOf({ tests }: Promised): string[] {
  if (tests.length === 0) return ['it names no test'];
  return tests.flatMap(({ name, path }) => {
    if (!path.endsWith(`/${name}`)) return [`${path} is shown as ${name}`];
    const file = join(ROOT, path);
    if (!existsSync(file)) return [`there is no ${path}`];
    return /\b(?:it|describe)(?:\.each)?\b/.test(readFileSync(file, 'utf8')) ? [] : [`${path} tests nothing`];
  });
}

describe('SECURITY.md', () => {
  const promises = promisesIn(PAGE);

  it('has promises', () => {
    expect(promises.length).toBeGreaterThan(10);
    expect(new Set(promises.map(({ promise }) => promise)).size).toBe(promises.length);
  });

  it.each(promises.map((each) => [each.promise, each] as const))('%s', (_, each) => {
    expect(faultsOf(each)).toEqual([]);
  });

  it('names no test anywhere that is not there', () => {
    const named = [...PAGE.matchAll(/[\w./-]+\.test\.ts(?=[)\s`])/g)].map(([path]) => path);
    expect(named.filter((path) => path.includes('/') && !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it.each([
    ['no test', 'the README', 'it names no test'],
    ['a test in words', 'core/src/clients/write.test.ts', 'it names no test'],
    [
      'one that is gone',
      '[`gone.test.ts`](test/suites/docs/gone.test.ts)',
      'there is no test/suites/docs/gone.test.ts',
    ],
    [
      'one by another name',
      '[`a.test.ts`](core/src/clients/write.test.ts)',
      'core/src/clients/write.test.ts is shown as a.test.ts',
    ],
  ])('would be refused with %s', (_, held, fault) => {
    const page = `## What is promised\n\n| promise | but not | held by |\n|---|---|---|\n| x | | ${held} |\n\n## Next\n`;
    expect(promisesIn(page).map(faultsOf)).toEqual([[fault]]);
  });

  it('says what is known and accepted, and how to report', () => {
    for (const heading of ['Reporting', 'Transports', 'Who is trusted with what', 'Known and accepted'])
      expect(PAGE).toContain(`\n## ${heading}\n`);
  });
});
