import { type FlowCheck, InputError, type KestraClient, KestraError } from '@kestra-mcp/core';
import type { Part } from './source.js';

/** Most requests at a time. */
const AT_ONCE = 8;

/** What Kestra says about each part, in order. Uses one request if possible. */
export async function checksOf(kestra: KestraClient, parts: readonly Part[]): Promise<FlowCheck[]> {
  const checks = await answersOf(kestra, parts);
  const told = checks.filter((check) => check !== undefined);
  if (told.length === checks.length) return told;
  // A flow that Kestra did not report on may not count as valid.
  const missing = checks.length - told.length;
  throw new KestraError(
    'KMCP_REFUSED',
    `Kestra did not report on ${missing} of ${checks.length} flow${checks.length > 1 ? 's' : ''}, so nothing was validated.`,
    { hint: 'Validate each flow in its own call.' },
  );
}

async function answersOf(kestra: KestraClient, parts: readonly Part[]): Promise<(FlowCheck | undefined)[]> {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return [await checkOne(kestra, first)];
  try {
    const rows = await kestra.flows.validate(parts.map(({ text }) => text).join('\n---'));
    return parts.map((_, index) => rows.find((row) => row.index === index));
  } catch (error) {
    // With fixed namespaces, the namespaces of several documents cannot be checked in one request.
    if (!(error instanceof InputError)) throw error;
  }
  const checks: (FlowCheck | undefined)[] = [];
  for (let from = 0; from < parts.length; from += AT_ONCE) {
    const some = parts.slice(from, from + AT_ONCE);
    checks.push(...(await Promise.all(some.map((part) => checkOne(kestra, part)))));
  }
  return checks;
}

/** With fixed namespaces, YAML that cannot be parsed is not sent to Kestra. The parser's own message is used instead. */
async function checkOne(kestra: KestraClient, { text, yaml }: Part): Promise<FlowCheck | undefined> {
  try {
    return (await kestra.flows.validate(text))[0];
  } catch (error) {
    const [broken] = yaml.errors;
    if (!(error instanceof InputError) || broken === undefined) throw error;
    const [reason = ''] = broken.message.split(/ at line \d+|\n/);
    const before = text.slice(0, broken.pos[0]).split('\n');
    const place = `line: ${before.length}, column: ${(before.at(-1) ?? '').length + 1}`;
    return { index: 0, constraints: `Illegal Flow source: ${reason}\n at [${place}]` };
  }
}
