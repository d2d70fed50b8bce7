import { coreType } from '../flow/catalog.js';
import type { Label } from '../flow/definition.js';
import type { Json, JsonObject } from '../json.js';
import type { Micros, Timeline } from '../time.js';
import { nextCron } from './cron.js';
import type { FlowStore } from './flows.js';

/** A backfill: past dates of a schedule. */
export interface Backfill {
  start: string;
  end?: string;
  currentDate: string;
  paused: boolean;
  inputs?: JsonObject;
  labels?: Label[];
  /** In milliseconds. */
  previousNext?: number;
}

/** The scheduler's data of a trigger. Dates are in milliseconds. */
export interface TriggerRow {
  namespace: string;
  flowId: string;
  triggerId: string;
  date?: number;
  next?: number;
  /** When the trigger was last evaluated, and when its last execution started. Only in 2.0. */
  evaluated?: number;
  triggered?: number;
  /** The execution that must end before the next one starts. */
  executionId?: string;
  updated?: Micros;
  backfill?: Backfill;
  disabled?: boolean;
}

/** How the rows of a version change. */
export interface TriggerWays {
  /** A row stores its last and its next date separately. */
  evaluates: boolean;
  /** A deleted row does not come back. */
  deletesForGood: boolean;
}

export type TriggerKey = Pick<TriggerRow, 'namespace' | 'flowId' | 'triggerId'>;

/** The rows of all schedules in existing flows. */
export class TriggerStore {
  readonly #rows = new Map<string, TriggerRow>();

  readonly #deleted = new Set<string>();

  constructor(
    private readonly flows: FlowStore,
    private readonly timeline: Timeline,
    private readonly ways: TriggerWays,
  ) {}

  /** A row for each schedule. The scheduler creates it when the flow is saved. */
  all(): TriggerRow[] {
    return this.flows.all().flatMap(({ definition, updated }) =>
      (definition.triggers ?? [])
        .filter(({ type, disabled }) => type === coreType('trigger.Schedule') && !this.#leavesOut(disabled))
        .flatMap(({ id, cron, timezone }) => {
          const place = { namespace: definition.namespace, flowId: definition.id, triggerId: id };
          if (this.#deleted.has(key(place))) return [];
          const at = Math.floor(updated / 1000);
          return [
            this.#rows.get(key(place)) ??
              this.#noticed(place, nextCron(String(cron), at, zoneOf(timezone)), at),
          ];
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

  /** The row that started this execution. */
  ofRun(execution: string): TriggerRow | undefined {
    return [...this.#rows.values()].find(({ executionId }) => executionId === execution);
  }

  save(row: TriggerRow): TriggerRow {
    this.#rows.set(key(row), row);
    return row;
  }

  /** The next date of a schedule after a given date. */
  next(row: TriggerKey, after: number): number | undefined {
    const { cron, timezone } = this.definition(row) ?? {};
    return typeof cron === 'string' ? nextCron(cron, after, zoneOf(timezone)) : undefined;
  }

  /** The last date of a schedule before a given date. */
  previous(row: TriggerKey, before: number): number | undefined {
    const next = this.next(row, before);
    if (next === undefined) return undefined;
    // As long before as the next date is after. This is exact for hourly and daily schedules.
    return this.next(row, before - (next - before) - 1);
  }

  /** The row after an execution for `date`. */
  moved(row: TriggerRow, { date, following }: { date: number; following: number }): TriggerRow {
    const updated = this.timeline.next();
    if (!this.ways.evaluates) return { ...row, date: following, next: following, updated };
    return { ...row, evaluated: date, triggered: this.timeline.nowMillis(), next: following, updated };
  }

  /** The row of a backfill after an execution has ended. */
  settled(row: TriggerRow): TriggerRow {
    const next = this.ways.evaluates || row.date === undefined ? undefined : this.next(row, row.date);
    return next === undefined ? row : { ...row, next };
  }

  /** Deletes a row. It is created anew or, in 2.0, never again. */
  forget(row: TriggerKey): void {
    this.#rows.delete(key(row));
    if (this.ways.deletesForGood) this.#deleted.add(key(row));
  }

  #leavesOut(disabled: Json | undefined): boolean {
    return this.ways.evaluates && disabled === true;
  }

  #noticed(place: TriggerKey, next: number | undefined, date: number): TriggerRow {
    return { ...place, date, ...(next === undefined ? {} : { next }), disabled: false };
  }
}

const zoneOf = (timezone: Json | undefined) => (typeof timezone === 'string' ? timezone : undefined);

const key = ({ namespace, flowId, triggerId }: TriggerKey) => `${namespace}/${flowId}/${triggerId}`;
