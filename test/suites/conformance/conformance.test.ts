import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { conformanceHost } from '../../support/host/conformance-host.js';
import { startHttp } from '../../support/host/http.js';
import { checker } from '../../support/programs/checkers.js';
import { temporaryFolder } from '../../support/temporary.js';
import { type Found, readChecks, scenariosOf } from './checks.js';

type Expected = Record<string, Record<string, string>>;

/**
 * Checks that are expected to fail, with the reason, by `scenario:check`. Optional scenarios can be listed as a whole.
 */
const EXPECTED = JSON.parse(
  readFileSync(new URL('expected-failures.json', import.meta.url), 'utf8'),
) as Expected;

describe.each(['2025-11-25', '2026-07-28'])('the conformance suite of %s', (revision) => {
  const expected = EXPECTED[revision] ?? {};
  let found: Found;

  /** Failures that are not on the list. */
  const unexpected = () => {
    const { beside } = scenariosOf(revision);
    const isListed = (check: string) =>
      Object.keys(expected).some(
        (each) => each === check || (beside.includes(each) && check.startsWith(`${each}:`)),
      );
    return Object.entries(found.failed).filter(([check]) => !isListed(check));
  };

  beforeAll(async () => {
    found = await runSuite(revision);
    // Some checks time out after half a second, which is too short on a busy machine. So only what fails twice counts.
    if (unexpected().length > 0) found = inBoth(found, await runSuite(revision));
  });

  it('runs every scenario that a server has to pass', () => {
    const { required, beside } = scenariosOf(revision);
    expect(found.scenarios.sort()).toEqual([...required, ...beside].sort());
    expect(found.passed).toBeGreaterThan(required.length);
  });

  it('finds nothing but what is expected, with a reason', () => {
    expect(Object.fromEntries(unexpected())).toEqual({});
    for (const reason of Object.values(expected)) expect(reason).toMatch(/^.{30,}\.$/s);
  });

  it('finds all that is expected: what has been mended is no longer on the list', () => {
    const failed = Object.keys(found.failed).flatMap((check) => [check, check.split(':')[0]]);
    expect(Object.keys(expected).filter((each) => !failed.includes(each))).toEqual([]);
  });
});

/** Runs the suite against its own server. */
async function runSuite(revision: string): Promise<Found> {
  const { url, close } = await startHttp(conformanceHost());
  const cwd = temporaryFolder();
  const results = temporaryFolder();
  const args = ['server', '--url', url, '--requirements', revision, '--output-dir', results];
  const { stdout, stderr } = await checker('conformance', args, { cwd, env: { HOME: cwd } });
  await close();
  const found = readChecks(results);
  if (found.scenarios.length === 0) throw new Error(`No scenario ran:\n${stdout}\n${stderr}`);
  return found;
}

/** The second result, with only the failures that occurred in both. */
function inBoth(first: Found, second: Found): Found {
  const failed = Object.entries(second.failed).filter(([check]) => Object.hasOwn(first.failed, check));
  return { ...second, failed: Object.fromEntries(failed) };
}
