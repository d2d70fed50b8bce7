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
  /** When the row was last written, when the schedule was last looked at (a slot of it), and when it last ran. */
  updated?: number;
  evaluated?: number;
  triggered?: number;
  backfill?: Backfill;
  disabled?: boolean;
}

export type TriggerKey = Pick<TriggerRow, 'namespace' | 'flowId' | 'triggerId'>;

/** How the rows behave. */
export interface TriggerRules {
  now(): number;
  /** Since 2.0: a disabled trigger has no row, and one that was deleted does not come back. */
  states: boolean;
}

/** The rows of the schedules in the flows that there are. */
export class TriggerStore {
  readonly #rows = new Map<string, TriggerRow>();
  readonly #gone = new Set<string>();

  constructor(
    private readonly flows: FlowStore,
    private readonly rules: TriggerRules,
  ) {}

  /** A row for each schedule; the scheduler has noticed it when its flow was saved. */
  all(): TriggerRow[] {
    return this.flows.all().flatMap(({ definition, updated }) =>
      (definition.triggers ?? [])
        .filter(({ type }) => type === coreType('trigger.Schedule'))
        .filter(({ disabled }) => !this.rules.states || disabled !== true)
        .map(({ id, cron }) => {
          const place = { namespace: definition.namespace, flowId: definition.id, triggerId: id };
          return this.#rows.get(key(place)) ?? noticed(place, String(cron), Math.floor(updated / 1000));
        })
        .filter((row) => !this.#gone.has(key(row))),
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
    const saved = { ...row, updated: this.rules.now() };
    this.#rows.set(key(row), saved);
    return saved;
  }

  /** When a schedule comes after a moment. */
  next(row: TriggerKey, after: number): number | undefined {
    const cron = this.definition(row)?.cron;
    return typeof cron === 'string' ? nextCron(cron, after) : undefined;
  }

  /** Forgets what was kept of a row; up to 1.x it begins anew. */
  forget(row: TriggerKey): void {
    this.#rows.delete(key(row));
    if (this.rules.states) this.#gone.add(key(row));
  }
}

function noticed(place: TriggerKey, cron: string, date: number): TriggerRow {
  const next = nextCron(cron, date);
  return { ...place, date, updated: date, ...(next === undefined ? {} : { next }), disabled: false };
}

const key = ({ namespace, flowId, triggerId }: TriggerKey) => `${namespace}/${flowId}/${triggerId}`;
