import type { FoundTrigger, KestraClient } from '@kestra-mcp/core';
import { missedBy, type Seen } from './schedules.js';

const SIZE = 200;
const MOST_PAGES = 3;

/** Triggers of a namespace and its children, or of all: those at hand, and how many there are. */
export async function readTriggers(kestra: KestraClient, namespace: string | undefined) {
  const read = (page: number) => kestra.triggers.search({ namespace, page, size: SIZE });
  const first = await read(1);
  const { total = first.results.length } = first;
  const pages = Math.min(MOST_PAGES, Math.ceil(total / SIZE));
  const others = await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, n) => read(n + 2)));
  return { triggers: [first, ...others].flatMap(({ results }) => results), total };
}

export function disabledTriggers(triggers: readonly FoundTrigger[]) {
  return triggers.flatMap(({ row, declared }) => {
    const inYaml = declared?.disabled === true;
    if (row.disabled !== true && !inYaml) return [];
    const { namespace, flowId, triggerId } = row;
    return [{ namespace, flow_id: flowId, trigger_id: triggerId, ...(inYaml && { in_yaml: true }) }];
  });
}

export async function missedSchedules(triggers: readonly FoundTrigger[], seen: Seen) {
  const missed = await Promise.all(triggers.map((trigger) => missedBy(trigger, seen)));
  return missed.filter((each) => each !== undefined);
}
