import { defineLabels } from '../flow/definition.js';
import type { TriggerKey, TriggerRow, TriggerStore } from '../store/triggers.js';
import { isoSeconds } from '../time.js';
import { flowScope } from './context.js';
import { createExecution } from './create.js';
import type { Engine } from './engine.js';
import { resolveInputs, validInputs } from './inputs.js';

/** The scheduler looks at its triggers once a second. */
const TICK_MS = 1000;

/** Runs the backfills of schedules, one execution a tick. */
export class Backfills {
  constructor(
    private readonly engine: Engine,
    private readonly triggers: TriggerStore,
  ) {}

  /** Takes up the backfill of a row. */
  start(row: TriggerKey): void {
    const { timers } = this.engine.host;
    const group = `backfill ${row.namespace}/${row.flowId}/${row.triggerId}`;
    timers.cancel(group);
    timers.after(group, TICK_MS, () => {
      const current = this.triggers.find(row);
      if (!current?.backfill || current.backfill.paused) return;
      if (this.#runOnce(current)) this.start(row);
    });
  }

  /** Ends a backfill before its time, or at its end. */
  end({ backfill, next: _, ...row }: TriggerRow): TriggerRow {
    const next = backfill?.previousNext;
    return this.triggers.save({ ...row, ...(next === undefined ? {} : { next }) });
  }

  // Whether there is more to do.
  #runOnce(row: TriggerRow): boolean {
    const { backfill, next } = row;
    if (!backfill) return false;
    const end = Date.parse(backfill.end ?? isoSeconds(this.engine.host.timeline.nowMillis()));
    if (next === undefined || next > end) {
      this.end(row);
      return false;
    }
    this.#submit(row, next);
    const after = this.triggers.next(row, next);
    const moved = { ...row, date: next, backfill: { ...backfill, currentDate: isoSeconds(next) } };
    this.triggers.save(after === undefined ? moved : { ...moved, next: after });
    return true;
  }

  #submit({ namespace, flowId, triggerId, backfill }: TriggerRow, date: number): void {
    const { host } = this.engine;
    const flow = host.flows.find(namespace, flowId);
    if (!flow || flow.definition.disabled) return;
    const data = Object.fromEntries(
      Object.entries(backfill?.inputs ?? {}).map(([id, value]) => [id, value ?? null]),
    );
    const resolved = resolveInputs(flow.definition.inputs ?? [], data, flowScope(host, flow.definition));
    if (resolved.some(({ error }) => error !== undefined)) return;
    const labels = [...defineLabels(backfill?.labels?.map((label) => ({ ...label }))), BACKFILL];
    const type = String(this.triggers.definition({ namespace, flowId, triggerId })?.type);
    const trigger = { id: triggerId, type, variables: { date: isoSeconds(date) } };
    this.engine.submit(createExecution(host, { flow, inputs: validInputs(resolved), labels, trigger }));
  }
}

const BACKFILL = { key: 'system.backfill', value: 'true' };
