import { defineLabels } from '../flow/definition.js';
import type { JsonObject } from '../json.js';
import type { TriggerKey, TriggerRow, TriggerStore } from '../store/triggers.js';
import { isoDate, isoSeconds } from '../time.js';
import { namespaceScope } from './context.js';
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
    /** How 2.0 goes about it: where a backfill stands is the slot to come, and its executions name their slots. */
    private readonly states: boolean,
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
    const currentDate = isoSeconds((this.states ? after : undefined) ?? next);
    const triggered = this.engine.host.timeline.nowMillis();
    const moved = { ...row, date: next, evaluated: next, triggered, backfill: { ...backfill, currentDate } };
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
    const resolved = resolveInputs(flow.definition.inputs ?? [], data, namespaceScope(host, namespace));
    if (resolved.some(({ error }) => error !== undefined)) return;
    const own = this.states ? FROM_TRIGGER : BACKFILL;
    const labels = [...defineLabels(backfill?.labels?.map((label) => ({ ...label }))), own];
    const type = String(this.triggers.definition({ namespace, flowId, triggerId })?.type);
    const trigger = { id: triggerId, type, variables: this.#slots({ namespace, flowId, triggerId }, date) };
    const scheduleDate = this.states ? isoDate(host.timeline.next()) : undefined;
    const inputs = validInputs(resolved);
    this.engine.submit(createExecution(host, { flow, inputs, labels, trigger, scheduleDate }));
  }

  #slots(key: TriggerKey, date: number): JsonObject {
    if (!this.states) return { date: isoSeconds(date) };
    const next = this.triggers.next(key, date) ?? date;
    const slot = (millis: number) => isoDate(millis * 1000);
    return { date: slot(date), next: slot(next), previous: slot(date - (next - date)) };
  }
}

const FROM_TRIGGER = { key: 'system.from', value: 'trigger' };
const BACKFILL = { key: 'system.backfill', value: 'true' };
