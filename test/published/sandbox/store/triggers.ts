import { coreType } from '../flow/catalog.js';
import type { Label } from '../flow/definition.js';
import type { JsonObject } from '../json.js';
import { nextCron } from './cron.js';
import type { FlowStore } from './flows.js';

/** Runs of a schedule for the past. */
export interface Backfill {
  start: string;
  end?: string;
  currentDate: string;
  paused: boolean;
  inputs?: JsonObject;
  labels?: Label[];
  /** Milliseconds. */
  previousNext?: number;
}

/** What the scheduler knows of a trigger; dates in milliseconds. */
export interface TriggerRow {
  namespace: string;
  flowId: string;
  triggerId: string;
  date?: number;
  next?: number;
  backfill?: Backfill;
  disabled?: boolean;
}

export type TriggerKey = Pick<TriggerRow, 'namespace' | 'flowId' | 'triggerId'>;

/** The rows of the schedules in the flows that there are. */
export class TriggerStore {
  readonly #rows = new Map<string, TriggerRow>();

  constructor(private readonly flows: FlowStore) {}

  /** A row for each schedule; the scheduler has noticed it when its flow was saved. */
  all(): TriggerRow[] {
    return this.flows.all().flatMap(({ definition, updated }) =>
      (definition.triggers ?? [])
        .filter(({ type }) => type === coreType('trigger.Schedule'))
        .map(({ id, cron }) => {
          const place = { namespace: definition.namespace, flowId: definition.id, triggerId: id };
          return this.#rows.get(key(place)) ?? noticed(place, String(cron), Math.floor(updated / 1000));
        }),
    );
  }

  find({ namespace, flowId, triggerId }: TriggerKey): TriggerRow | undefined {
    return this.all().find(
      (row) => row.namespace === namespace && row.flowId === flowId && row.triggerId === triggerId,
    );
  }

  /** The definition of a trigger in its flow. */
  definition({ namespace, flowId, triggerId }: TriggerKey): JsonObject | undefined {
    return this.flows.find(namespace, flowId)?.definition.triggers?.find(({ id }) => id === triggerId);
  }

  save(row: TriggerRow): TriggerRow {
    this.#rows.set(key(row), row);
    return row;
  }

  /** When a schedule comes after a moment. */
  next(row: TriggerKey, after: number): number | undefined {
    const cron = this.definition(row)?.cron;
    return typeof cron === 'string' ? nextCron(cron, after) : undefined;
  }

  /** Forgets what was kept of a row; it begins anew. */
  forget(row: TriggerKey): void {
    this.#rows.delete(key(row));
  }
}

function noticed(place: TriggerKey, cron: string, date: number): TriggerRow {
  const next = nextCron(cron, date);
  return { ...place, date, ...(next === undefined ? {} : { next }), disabled: false };
}

const key = ({ namespace, flowId, triggerId }: TriggerKey) => `${namespace}/${flowId}/${triggerId}`;
