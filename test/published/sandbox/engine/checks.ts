import { isObject, type Json, type JsonObject, objects } from '../json.js';
import { truthy } from '../pebble/evaluate.js';
import { PebbleError } from '../pebble/lexer.js';
import { render } from '../pebble/render.js';
import type { InputScope } from './input-resolver.js';

/** A condition that a flow sets for its inputs. */
export interface FailedCheck {
  message: Json;
  style: Json;
  behavior: Json;
}

/** The checks of a flow that fail for these inputs. */
export function failedChecks(checks: Json | undefined, inputs: JsonObject, scope: InputScope): FailedCheck[] {
  const seen = { ...scope, variables: { ...scope.variables, inputs } };
  return objects(checks)
    .filter((check) => !holds(check, seen))
    .map(({ message, style, behavior }) => ({
      message: message ?? null,
      style: style ?? 'INFO',
      behavior: behavior ?? 'BLOCK_EXECUTION',
    }));
}

/** Kestra's message if a check prevents an execution. Undefined if none does. */
export function blocked(failed: readonly FailedCheck[]): string | undefined {
  const blocking = failed.filter(({ behavior }) => behavior === 'BLOCK_EXECUTION');
  if (blocking.length === 0) return undefined;
  const messages = blocking.map(({ message }) => String(message)).join(', ');
  return `Flow execution blocked: one or more condition checks evaluated to false.\nFailed checks: ${messages}`;
}

// The condition is `condition` up to 1.x, and `when` since 2.0.
function holds(check: JsonObject, scope: InputScope): boolean {
  if (!isObject(check)) return true;
  try {
    return truthy(render(check.when ?? check.condition ?? true, scope));
  } catch (error) {
    if (error instanceof PebbleError) return false;
    throw error;
  }
}
