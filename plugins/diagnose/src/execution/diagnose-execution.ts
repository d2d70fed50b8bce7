import { type Execution, type Flow, type KestraClient, plainState } from '@kestra-mcp/core';
import { Asking } from './asking.js';
import type { Case } from './case.js';
import { type Comparison, compare } from './compare.js';
import { fitted } from './fitted.js';
import { madeUpFor, originOf } from './origin.js';
import { FlowMap } from './reading/flow-map.js';
import { sentence } from './reading/lines.js';
import { elapsed, OPEN, said } from './reading/runs.js';
import { canBeMade } from './states/next.js';
import { storyOf } from './story.js';
import { toldInputs, userLabels } from './values.js';

/** Most characters of a diagnosis, even if results may be longer. */
const MOST = 12_000;

/** The room for the result, and which tools can be called. */
interface Around {
  answerChars: number;
  isOn?: (name: string) => boolean;
}

const TOO_DEEP = 'Deeper levels were not read, because a diagnosis makes at most 12 requests.';

/** Explains why an execution failed, is waiting or was slow, within a limit of requests and characters. */
export async function diagnose(kestra: KestraClient, id: string, { answerChars, isOn }: Around) {
  const execution = await kestra.executions.peek(id);
  const asking = new Asking(kestra);
  const { namespace, flowId, flowRevision } = execution;
  const [flow, lines, last] = await Promise.all([
    asking.flow(namespace, flowId, flowRevision),
    asking.lines(id),
    asking.lastSuccess(execution),
  ]);
  const map = flow && new FlowMap(flow);
  const about: Case = { asking, execution, flow, map, lines };
  const { cause, next, run, ...story } = await storyOf(about);
  const compared = last && (await compare(asking, last, { execution, flow, run }));
  const leftOut = [...new Set([...(asking.isCutShort ? [TOO_DEEP] : []), ...asking.leftOut])];
  const calls = next.filter((each) => canBeMade(each, isOn));
  const told = {
    cause: withMore(cause, execution, compared || undefined),
    state: execution.state.current,
    ...story,
    ...(calls.length > 0 && { next: calls }),
    execution: toldExecution(kestra, execution, flow),
    ...(compared && { compared }),
    ...(last === null && { compared: 'The flow has not succeeded before.' }),
    ...(leftOut.length > 0 && { left_out: leftOut }),
  };
  return fitted(told, Math.min(MOST, answerChars));
}

/** Adds to the first line for which date it ran, and how long the last success took. */
function withMore(cause: string, execution: Execution, compared: Comparison | undefined): string {
  const date = madeUpFor(execution);
  const { duration } = (compared?.differences ?? {}) as { duration?: { now: string; then: string } };
  const isTold = duration !== undefined && execution.state.current !== 'FAILED';
  const more = [
    ...(date === undefined
      ? []
      : [`It ran for ${date}, as part of a backfill or to make up for a missed schedule.`]),
    ...(isTold ? [`The last success took ${duration.then}.`] : []),
  ];
  return more.length === 0 ? cause : [sentence(cause), ...more].join(' ');
}

function toldExecution(kestra: KestraClient, execution: Execution, flow: Flow | undefined): object {
  const { id, namespace, flowId, flowRevision, state } = execution;
  const { current: _, startDate, endDate } = plainState(state);
  const inputs = toldInputs(execution, flow?.inputs);
  const labels = userLabels(execution);
  const origin = originOf(execution);
  return {
    id,
    flow: `${namespace}.${flowId}`,
    ...(flowRevision !== undefined && { revision: flowRevision }),
    started: startDate,
    ...(endDate !== undefined && !OPEN.includes(state.current) && { ended: endDate }),
    took: said(elapsed(state)),
    ...(origin.length > 0 && { origin }),
    ...(inputs && { inputs }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...kestra.ui.link(kestra.ui.execution(execution)),
  };
}
