import { ApiError } from '../http/envelope.js';
import type { Json } from '../json.js';
import { objects } from '../json.js';
import type { FlowRules } from './rules.js';
import type { Place } from './yaml-marks.js';

/** The inputs of a flow or of a Pause. */
export interface Declared {
  property: string;
  /** The owner, as Jackson names it. */
  chain: string;
  /** The path of an input's type in the source. */
  place?(index: number): Place | undefined;
}

/** Throws for an input type that this version does not have. */
export function checkInputTypes(inputs: Json | undefined, rules: FlowRules, declared: Declared): void {
  for (const [index, input] of objects(inputs).entries()) {
    const type = typeof input.type === 'string' ? input.type : null;
    if (type === null || !rules.inputTypes.includes(type))
      throw unknownInput(type, index, { ...declared, rules });
  }
}

function unknownInput(
  type: string | null,
  index: number,
  { property, chain, place, rules }: Declared & { rules: FlowRules },
): ApiError {
  const path = `${chain}["${property}"]->java.util.ArrayList[${index}]`;
  const at = place?.(index);
  const source = at
    ? `(StringReader); line: ${at.line}, column: ${at.column}`
    : 'UNKNOWN; byte offset: #UNKNOWN';
  const long =
    `Could not resolve type id '${type}' as a subtype of \`io.kestra.core.models.flows.Input<java.lang.Object>\`: ` +
    `known type ids = [${rules.inputTypes.join(', ')}] (for POJO property '${property}')\n` +
    ` at [Source: ${source}] (through reference chain: ${path})`;
  return new ApiError(422, `Invalid entity: Invalid type: ${type}`, [
    { message: `Invalid type: ${type}`, path },
    { message: long, path },
  ]);
}
