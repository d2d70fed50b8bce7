import { describeError } from '../../foundation/errors.js';
import { beginning } from '../../foundation/hidden.js';
import type { ToolDeclaration } from '../../plugin/author/declaration.js';
import { compact } from '../../response/compact.js';
import { jsonOf, NoJsonError } from '../../response/json.js';
import { type Called, fault } from './fault.js';

type Shaped = { [member: string]: unknown };

/**
 * Turns a handler's return value into JSON that matches the output schema. If the compact form does not match, the
 * original value is tried, then its JSON form (in which a date is a text).
 */
export function shape(
  value: unknown,
  called: Called,
  { output }: Pick<ToolDeclaration, 'output'>,
  isCompact: boolean,
): Shaped {
  const forms = [...(isCompact ? [() => compact(value)] : []), () => value, () => jsonOf(value)];
  const faults: string[] = [];
  for (const form of forms) {
    try {
      const checked = output.safeParse(form());
      if (checked.success) return jsonOf(checked.data) as Shaped;
      const [issue] = checked.error.issues;
      const place = issue?.path.map(String).join('.') || 'the result';
      faults.push(`does not match its output schema: ${place}: ${issue?.message}`);
    } catch (error) {
      // A value that JSON cannot represent comes first, because it explains the other failures.
      if (error instanceof NoJsonError) faults.unshift(error.message);
      else faults.push(`cannot be checked against its output schema: ${describeError(error)}`);
    }
  }
  throw fault(called, `ran, but its result ${faults[0]}.`, { hint: shown(value) });
}

function shown(value: unknown): string {
  try {
    return `The result was: ${beginning(String(JSON.stringify(value)), 2_000)}`;
  } catch {
    return 'This is a bug in the plugin. Report it to the author of the plugin.';
  }
}
