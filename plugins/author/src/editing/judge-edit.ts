import { InvalidError, type KestraClient } from '@kestra-mcp/core';
import { type Finding, judgeFlow } from '../validation/judge-flow.js';

/** Most findings in one result. */
const MOST = 10;

/** Throws if Kestra would refuse to save the flow. Otherwise returns the other findings as warnings. */
export async function judgeEdit(kestra: KestraClient, yaml: string): Promise<string[]> {
  const { violations, warnings, deprecations } = await judgeFlow(kestra, yaml);
  const refused = violations.filter(({ fails }) => fails !== 'run');
  if (refused.length > 0) throw refusal(refused.map(inWords));
  const failing = violations.map((finding) => `Executions will fail: ${inWords(finding)}`);
  return fewOf([...failing, ...warnings.map(inWords), ...deprecations.map(inWords)]);
}

function refusal(said: readonly string[]): InvalidError {
  const [first = '', ...others] = fewOf(said);
  return new InvalidError('KMCP_INVALID', `Kestra would refuse the edited flow: ${first}`, {
    details: others,
    said: said.join('\n'),
    hint: 'Nothing was saved. Line numbers refer to the edited flow.',
  });
}

function inWords({ message, line, column, hint }: Finding): string {
  const place = line === undefined ? '' : `line ${line}${column === undefined ? '' : `, column ${column}`}: `;
  const end = /[.!?…]$/.test(message) ? '' : '.';
  return `${place}${message}${hint === undefined ? '' : `${end} ${hint}`}`;
}

function fewOf(all: readonly string[]): string[] {
  const more = all.length - MOST;
  return more > 0 ? [...all.slice(0, MOST), `${more} more. Call validate_flow to see them all.`] : [...all];
}
