import { current, isTerminal, type State } from '../engine/state.js';
import { isoDate, isoDuration } from '../time.js';

/** The JSON of a state. It has an end date and a duration only if it has ended or is paused. */
export function stateView(state: State): object {
  const name = current(state);
  const start = state[0]?.at ?? 0;
  const end = isTerminal(name) || name === 'PAUSED' ? state.at(-1)?.at : undefined;
  return {
    current: name,
    histories: state.map(({ state: each, at }) => ({ state: each, date: isoDate(at) })),
    ...(end === undefined ? {} : { duration: isoDuration(end - start), endDate: isoDate(end) }),
    startDate: isoDate(start),
  };
}
