import { defineLabels } from '../flow/definition.js';
import type { Backfill, TriggerRow, TriggerStore } from '../store/triggers.js';
import { isoSeconds } from '../time.js';
import { flowScope } from './context.js';
import { createExecution } from './create.js';
import type { Engine } from './engine.js';
import type { Execution, ExecutionTrigger } from './execution.js';
import { inputData, resolveInputs, validInputs } from './inputs.js';

/** One execution of a schedule: its date, and what its backfill adds. */
export interface ScheduledRun {
  row: TriggerRow;
  /** In milliseconds. */
  date: number;
  order?: Pick<Backfill, 'inputs' | 'labels'>;
}

/** Starts a flow as its schedule does. Returns undefined if the flow cannot be started. */
export function runSchedule(
  engine: Engine,
  triggers: TriggerStore,
  { row, date, order = {} }: ScheduledRun,
): Execution | undefined {
  const { host } = engine;
  const { namespace, flowId } = row;
  const flow = host.flows.find(namespace, flowId);
  if (!flow || flow.definition.disabled) return undefined;
  const data = inputData({ ...order.inputs });
  const resolved = resolveInputs(flow.definition.inputs ?? [], data, flowScope(host, flow.definition));
  if (resolved.some(({ error }) => error !== undefined)) return undefined;
  const labels = [
    ...defineLabels(order.labels?.map((label) => ({ ...label }))),
    { key: 'system.from', value: 'trigger' },
  ];
  const scheduleDate = host.ways.schedulesDated
    ? { scheduleDate: isoSeconds(host.timeline.nowMillis()) }
    : {};
  const execution = createExecution(host, {
    flow,
    inputs: validInputs(resolved),
    labels,
    trigger: triggerOf(triggers, row, date),
    ...scheduleDate,
  });
  engine.submit(execution);
  return execution;
}

function triggerOf(triggers: TriggerStore, row: TriggerRow, date: number): ExecutionTrigger {
  const [next, previous] = [triggers.next(row, date), triggers.previous(row, date)];
  const variables = {
    date: isoSeconds(date),
    ...(next === undefined ? {} : { next: isoSeconds(next) }),
    ...(previous === undefined ? {} : { previous: isoSeconds(previous) }),
  };
  return { id: row.triggerId, type: String(triggers.definition(row)?.type), variables };
}
