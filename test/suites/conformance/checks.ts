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

/** What the suite found: the scenarios that ran, how many checks passed, and what was said of those that did not. */
export interface Found {
  scenarios: string[];
  passed: number;
  /** By `scenario:check`. A warning is a failure: it is of something that a server should do. */
  failed: Record<string, string>;
}

/** What the suite has left in a folder, with one folder for each scenario. */
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

/** The scenarios that a server has to pass for a revision, and those that the suite runs beside them. */
export function scenariosOf(revision: string): { required: string[]; beside: string[] } {
  const { server, not_scored } = parse(
    readFileSync(join(SUITE, 'requirements', `${revision}.yaml`), 'utf8'),
  ) as { server: string[]; not_scored: { scenario: string; leg: string }[] };
  const beside = not_scored.filter(({ leg }) => leg === 'server').map(({ scenario }) => scenario);
  return { required: server, beside };
}
