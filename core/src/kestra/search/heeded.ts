import type { Execution, Page } from '../types.js';
import { KestraError } from '../wire/errors.js';

/** What each execution of a response must have. */
export interface Asked {
  /** One of these states, or any if empty. */
  states: readonly string[];
  labels: Readonly<Record<string, string>>;
}

/**
 * Returns the response after checking that each execution matches the search. A server that ignores a filter returns
 * everything, and a reader would conclude that all of these executions failed.
 */
export function heeded(answer: Page<Execution>, { states, labels }: Asked): Page<Execution> {
  const wanted = Object.entries(labels);
  const fits = (row: Execution) =>
    (states.length === 0 || states.includes(row.state.current)) &&
    wanted.every(([key, value]) =>
      row.labels?.some((label) => label.key === key && String(label.value) === value),
    );
  if ((answer?.results ?? []).every(fits)) return answer;
  const said = [
    ...(states.length > 0 ? [`in state ${states.join(' or ')}`] : []),
    ...wanted.map(([key, value]) => `with the label ${key}:${value}`),
  ];
  throw new KestraError(
    'KMCP_REFUSED',
    `Kestra was asked for executions ${said.join(', ')}, but returned others as well.`,
    {
      hint: 'It ignores the filter. List executions without it, and check the states and labels in the result.',
    },
  );
}
