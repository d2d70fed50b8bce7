import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../support/paths.js';

const SUITE = join(ROOT, 'test/conformance/node_modules/@modelcontextprotocol/conformance');

interface Check {
  id: string;
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  errorMessage?: string;
}

/**
 * The result of the suite: the scenarios that ran, the number of passed checks, and the messages of the failed ones.
 */
export interface Found {
  scenarios: string[];
  passed: number;
  /** By `scenario:check`. A warning counts as a failure, because it is about something that a server should do. */
  failed: Record<string, string>;
}

/** Reads what the suite wrote: one folder for each scenario. */
export function readChecks(folder: string): Found {
  const found: Found = { scenarios: [], passed: 0, failed: {} };
  for (const name of readdirSync(folder)) {
    const scenario = name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT.*$/, '');
    const checks = JSON.parse(readFileSync(join(folder, name, 'checks.json'), 'utf8')) as Check[];
    found.scenarios.push(scenario);
    for (const { id, status, errorMessage = '' } of checks) {
      if (status === 'SUCCESS') found.passed += 1;
      if (status === 'FAILURE' || status === 'WARNING')
        found.failed[`${scenario}:${id}`] = `${status} ${errorMessage}`;
    }
  }
  return found;
}

/** The scenarios that a server must pass for a revision, and the additional ones. */
export function scenariosOf(revision: string): { required: string[]; beside: string[] } {
  const { server, not_scored } = parse(
    readFileSync(join(SUITE, 'requirements', `${revision}.yaml`), 'utf8'),
  ) as { server: string[]; not_scored: { scenario: string; leg: string }[] };
  const beside = not_scored.filter(({ leg }) => leg === 'server').map(({ scenario }) => scenario);
  return { required: server, beside };
}
