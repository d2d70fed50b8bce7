import type { FlowGraphNode } from '@kestra-mcp/core';

/** States in order of urgency. Of several states, the most urgent one is shown. */
const URGENT = ['FAILED', 'KILLED', 'KILLING', 'CANCELLED', 'PAUSED', 'WARNING', 'RUNNING', 'RETRYING'];

/** The state of a task or of its iterations. Undefined if it has not run. */
export function stateOf(same: readonly FlowGraphNode[]): string | undefined {
  const states = statesIn(same);
  return (
    URGENT.find((state) => states.includes(state)) ?? states.find((state) => state !== 'SUCCESS') ?? states[0]
  );
}

/** The number of iterations in each state, as text. */
export function statesText(same: readonly FlowGraphNode[]): string[] {
  const counts = new Map<string, number>();
  for (const state of statesIn(same)) counts.set(state, (counts.get(state) ?? 0) + 1);
  const text = [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
  return text === '' ? [] : [text];
}

function statesIn(same: readonly FlowGraphNode[]): string[] {
  return same.flatMap(({ taskRun }) => taskRun?.state?.current ?? []);
}
