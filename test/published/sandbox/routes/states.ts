import { STATES, type StateName } from '../engine/state.js';
import { ApiError } from '../http/envelope.js';
import type { Call } from '../http/router.js';

/** Reads a state from the query, or returns `given`. An unknown state is a 422. */
export function stateArgument(
  call: Call,
  name: string,
  given = call.request.query.get(name) ?? '',
): StateName {
  const state = STATES.find((each) => each === given);
  if (state) return state;
  const reason = `No enum constant io.kestra.core.models.flows.State.Type.${given}`;
  throw new ApiError(
    422,
    `Internal server error: Failed to convert argument [${name}] for value [String name] due to: ${reason}`,
  );
}
