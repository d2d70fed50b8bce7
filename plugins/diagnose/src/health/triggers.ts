import type { Flow, FoundTrigger, KestraClient, Page } from '@kestra-mcp/core';
import { missedBy, type Seen } from './schedules.js';

const SIZE = 200;
const MOST_PAGES = 2;

/** The rows of a list that were read, and how many were not. */
export interface Part<T> {
  rows: T[];
  left: number;
}

/** Triggers with a state, of a namespace with its children or of all namespaces. */
export function readTriggers(
  kestra: KestraClient,
  namespace: string | undefined,
): Promise<Part<FoundTrigger>> {
  return readPages((page) => kestra.triggers.search({ namespace, page, size: SIZE }));
}

/** Flows, because a trigger that its YAML disables has no state, or a state that does not say so. */
export function readFlows(kestra: KestraClient, namespace: string | undefined): Promise<Part<Flow>> {
  return readPages((page) => kestra.flows.search({ namespace, page, size: SIZE }));
}

async function readPages<T>(read: (page: number) => Promise<Page<T>>): Promise<Part<T>> {
  const first = await read(1);
  const { total = first.results.length } = first;
  const pages = Math.max(1, Math.min(MOST_PAGES, Math.ceil(total / SIZE)));
  const others = await Promise.all(Array.from({ length: pages - 1 }, (_, n) => read(n + 2)));
  const rows = [first, ...others].flatMap(({ results }) => results);
  return { rows, left: Math.max(0, total - rows.length) };
}

/** Triggers that start nothing: disabled by somebody, in the YAML, or together with their flow. */
export function disabledTriggers(triggers: readonly FoundTrigger[], flows: readonly Flow[]) {
  const declared = flows.flatMap(({ namespace, id, disabled, triggers = [] }) =>
    triggers.flatMap((trigger) => {
      if (disabled !== true && trigger.disabled !== true) return [];
      const by = disabled === true ? 'its flow is disabled' : 'in the YAML of its flow';
      return [{ namespace, flow_id: id, trigger_id: trigger.id, by }];
    }),
  );
  const known = new Set(declared.map(keyOf));
  const rows = triggers
    .filter(({ row, declared }) => row.disabled === true || declared?.disabled === true)
    .map(({ row: { namespace, flowId, triggerId } }) => ({
      namespace,
      flow_id: flowId,
      trigger_id: triggerId,
    }));
  return [...rows.filter((row) => !known.has(keyOf(row))), ...declared];
}

function keyOf({
  namespace,
  flow_id,
  trigger_id,
}: Record<'namespace' | 'flow_id' | 'trigger_id', string>): string {
  return [namespace, flow_id, trigger_id].join('/');
}

export async function missedSchedules(triggers: readonly FoundTrigger[], seen: Seen) {
  const missed = await Promise.all(triggers.map((trigger) => missedBy(trigger, seen)));
  return missed.filter((each) => each !== undefined);
}
