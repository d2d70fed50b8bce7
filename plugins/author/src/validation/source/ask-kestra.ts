import { type FlowCheck, InputError, type KestraClient, KestraError } from '@kestra-mcp/core';
import type { Part } from './source.js';

/** So many requests at a time. */
const AT_ONCE = 8;

/** What Kestra says of each part, in their order: in one request where it may be. */
export async function checksOf(kestra: KestraClient, parts: readonly Part[]): Promise<FlowCheck[]> {
  const checks = await answersOf(kestra, parts);
  const told = checks.filter((check) => check !== undefined);
  if (told.length === checks.length) return told;
  // Of a flow on which nothing was said it is not known that it is valid.
  const missing = checks.length - told.length;
  throw new KestraError(
    'KMCP_REFUSED',
    `Kestra did not report on ${missing} of ${checks.length} flow${checks.length > 1 ? 's' : ''}: nothing was judged.`,
    { hint: 'Validate each flow in a call of its own.' },
  );
}

async function answersOf(kestra: KestraClient, parts: readonly Part[]): Promise<(FlowCheck | undefined)[]> {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return [await checkOne(kestra, first)];
  try {
    const rows = await kestra.flows.validate(parts.map(({ text }) => text).join('\n---'));
    return parts.map((_, index) => rows.find((row) => row.index === index));
  } catch (error) {
    // Where namespaces are fixed, that of several documents cannot be told.
    if (!(error instanceof InputError)) throw error;
  }
  const checks: (FlowCheck | undefined)[] = [];
  for (let from = 0; from < parts.length; from += AT_ONCE) {
    const some = parts.slice(from, from + AT_ONCE);
    checks.push(...(await Promise.all(some.map((part) => checkOne(kestra, part)))));
  }
  return checks;
}

/** With fixed namespaces YAML is not sent that cannot be read; then what is wrong is told without Kestra. */
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
