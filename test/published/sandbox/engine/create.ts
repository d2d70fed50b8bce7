import type { Label } from '../flow/definition.js';
import type { JsonObject } from '../json.js';
import type { FlowRevision } from '../store/flows.js';
import type { Execution, ExecutionTrigger, TaskFixture } from './execution.js';
import type { Host } from './host.js';
import { started } from './state.js';

/** The data of a new execution. */
export interface Order {
  flow: FlowRevision;
  inputs: JsonObject;
  /** An id that is chosen early if files are stored under it. */
  id?: string;
  /** Labels in addition to those of the flow. */
  labels: readonly Label[];
  trigger?: ExecutionTrigger | undefined;
  scheduleDate?: string | undefined;
  kind?: string | undefined;
  fixtures?: readonly TaskFixture[] | undefined;
  breakpoints?: readonly string[];
}

/** Creates an execution in its first state, without storing it. */
export function createExecution(host: Host, order: Order): Execution {
  const { flow, inputs, trigger, scheduleDate, kind, fixtures, breakpoints = [] } = order;
  const id = order.id ?? host.ids.next();
  return {
    id,
    namespace: flow.definition.namespace,
    flowId: flow.definition.id,
    flowRevision: flow.revision,
    ...(flow.definition.inputs ? { inputs } : {}),
    labels: labelsOf(flow, order.labels, id),
    state: started(host.timeline.next()),
    originalId: id,
    ...(trigger ? { trigger } : {}),
    ...(scheduleDate ? { scheduleDate } : {}),
    ...(kind ? { kind } : {}),
    ...(fixtures ? { fixtures } : {}),
    ...(breakpoints.length > 0 ? { breakpoints: [...breakpoints] } : {}),
    attemptNumber: 1,
    originalCreatedDate: host.timeline.next(),
  };
}

export const CORRELATION_ID = 'system.correlationId';

export const isSystemLabel = ({ key }: Label) => key.startsWith('system.');

function labelsOf(flow: FlowRevision, given: readonly Label[], id: string): Label[] {
  const own = (flow.definition.labels ?? []).filter(({ key }) => given.every((label) => label.key !== key));
  const correlated = given.some(({ key }) => key === CORRELATION_ID);
  return [...own, ...given, ...(correlated ? [] : [{ key: CORRELATION_ID, value: id }])];
}
