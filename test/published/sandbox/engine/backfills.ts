import type { Backfill, TriggerKey, TriggerRow, TriggerStore } from '../store/triggers.js';
import { isoSeconds } from '../time.js';
import type { Engine } from './engine.js';
import type { Execution } from './execution.js';
import { runSchedule } from './schedule.js';

/** The scheduler checks its triggers once a second. */
const TICK_MS = 1000;
/** A schedule that is behind catches up faster. */
const CATCH_UP_MS = 250;

/** Runs the backfills of schedules, one execution after another and at most one a tick. */
export class Backfills {
  constructor(
    private readonly engine: Engine,
    private readonly triggers: TriggerStore,
  ) {
    engine.onEnd((execution) => this.#ended(execution));
  }

  /** Starts the backfill of a row. */
  start(row: TriggerKey): void {
    this.#after(row, TICK_MS, (current) => {
      if (!current.backfill || current.backfill.paused || current.executionId !== undefined) return;
      if (this.#runOnce(current, current.backfill)) this.start(row);
    });
  }

  /** Ends a backfill. The schedule continues from where it was, even if that is long ago. */
  end({ backfill, next: _, ...row }: TriggerRow): TriggerRow {
    const next = backfill?.previousNext;
    const saved = this.triggers.save({ ...row, ...(next === undefined ? {} : { next }) });
    this.#catchUp(saved);
    return saved;
  }

  // Whether more executions follow.
  #runOnce(row: TriggerRow, backfill: Backfill): boolean {
    const { triggers, engine } = this;
    const end = Date.parse(backfill.end ?? isoSeconds(engine.host.timeline.nowMillis()));
    const date = triggers.next(row, Date.parse(backfill.currentDate) - 1);
    if (date === undefined || date > end) {
      this.end(row);
      return false;
    }
    const execution = runSchedule(engine, triggers, { row, date, order: backfill });
    const following = triggers.next(row, date) ?? date;
    triggers.save({
      ...triggers.moved(row, { date, following }),
      backfill: { ...backfill, currentDate: isoSeconds(following) },
      ...(execution ? { executionId: execution.id } : {}),
    });
    return true;
  }

  #ended({ id }: Execution): void {
    const row = this.triggers.ofRun(id);
    if (!row) return;
    const { executionId: _, updated: __, ...rest } = row;
    if (!rest.backfill) {
      this.triggers.save(rest);
      return;
    }
    const seen = { ...rest, updated: this.engine.host.timeline.next() };
    // A paused backfill is checked here, since no next execution would check it.
    this.triggers.save(rest.backfill.paused ? this.triggers.settled(seen) : seen);
    this.start(row);
  }

  #catchUp(row: TriggerRow): void {
    this.#after(row, CATCH_UP_MS, (current) => {
      const { next, disabled, backfill } = current;
      if (next === undefined || disabled || backfill) return;
      if (next > this.engine.host.timeline.nowMillis()) return;
      if (!runSchedule(this.engine, this.triggers, { row: current, date: next })) return;
      const following = this.triggers.next(current, next) ?? next;
      this.triggers.save({ ...this.triggers.moved(current, { date: next, following }) });
      this.#catchUp(row);
    });
  }

  #after(row: TriggerKey, ms: number, act: (current: TriggerRow) => void): void {
    const { timers } = this.engine.host;
    const group = `schedule ${row.namespace}/${row.flowId}/${row.triggerId}`;
    timers.cancel(group);
    timers.after(group, ms, () => {
      const current = this.triggers.find(row);
      if (current) act(current);
    });
  }
}
