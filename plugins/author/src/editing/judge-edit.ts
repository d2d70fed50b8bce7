import { InvalidError, type KestraClient } from '@kestra-mcp/core';

/** Warnings that are told. */
const MOST = 10;

/** Refuses what Kestra would not save, in its words; what it says besides comes back. */
export async function judgeEdit(kestra: KestraClient, yaml: string): Promise<string[]> {
  const [check] = await kestra.flows.validate(yaml);
  if (check?.constraints) throw refusal(check.constraints);
  const { warnings = [], deprecationPaths = [] } = check ?? {};
  return [...(warnings ?? []), ...(deprecationPaths ?? []).map((path) => `${path} is deprecated.`)].slice(
    0,
    MOST,
  );
}

function refusal(constraints: string): InvalidError {
  const [first = '', ...details] = constraints
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '');
  return new InvalidError('KMCP_INVALID', `Kestra does not take the flow as it would be: ${first}`, {
    details,
    said: constraints,
    hint: 'Nothing was saved. Correct the edits; each applies to what the ones before it leave.',
  });
}
