import { asObject, type Json } from '../page/json.js';
import { momentOf } from '../page/time.js';

/** Start and end in milliseconds since 1970. `end` is undefined while it runs, and `start` before it runs. */
export interface Span {
  state: string;
  start?: number;
  end?: number;
}

/** A task run, as a row of the chart. */
export interface Run extends Span {
  id: string;
  task: string;
  /** The value of an iteration. */
  value?: string;
  /** The number of task runs around it, and the id of the innermost. */
  depth: number;
  parent?: string;
  /** Only if there are several. */
  attempts: readonly Span[];
}

export interface Execution extends Span {
  id: string;
  flow: string;
  runs: readonly Run[];
  /** Number of task runs that did not fit into the result. */
  missing: number;
  /** The offset of the next page. */
  shown: number;
  url?: string;
  /** A summary of the iterations of loops, which are separate executions. */
  loops?: string;
}

/** Reads the execution in a tool's result. Undefined if there is none. */
export function readExecution(content: Json): Execution | undefined {
  const { id, state, taskRunList, url } = content;
  if (typeof id !== 'string' || typeof asObject(state).current !== 'string') return undefined;
  const rows = (Array.isArray(taskRunList) ? taskRunList : [])
    .map(asObject)
    .filter(({ id }) => id !== undefined);
  const { total } = asObject(content.taskRuns);
  const loops = loopsText(asObject(content.loops));
  return {
    id,
    flow: [content.namespace, content.flowId].filter((part) => typeof part === 'string').join(' / '),
    ...spanOf(state),
    runs: inOrder(rows),
    missing: typeof total === 'number' ? Math.max(0, total - rows.length) : 0,
    shown: rows.length,
    ...(typeof url === 'string' && { url }),
    ...(loops !== undefined && { loops }),
  };
}

/** Combines two results about an execution. The second is newer, or has other task runs. */
export function merged(before: Execution | undefined, now: Execution, isNextPage = false): Execution {
  // A complete result replaces the old one, because a restart removes task runs.
  if (before?.id !== now.id || (now.missing === 0 && !isNextPage)) return now;
  const news = new Map(now.runs.map((run) => [run.id, run]));
  const kept = before.runs.map((run) => news.get(run.id) ?? run);
  const known = new Set(before.runs.map(({ id }) => id));
  const runs = inOrderOf([...kept, ...now.runs.filter(({ id }) => !known.has(id))]);
  const total = now.shown + now.missing;
  if (!isNextPage) return { ...now, runs, missing: Math.max(0, total - runs.length), shown: runs.length };
  return { ...now, runs, missing: Math.max(0, before.missing - now.shown), shown: before.shown + now.shown };
}

function spanOf(state: unknown): Span {
  const { current, startDate, endDate } = asObject(state);
  const start = momentOf(startDate);
  const end = momentOf(endDate);
  return {
    state: typeof current === 'string' ? current : 'UNKNOWN',
    ...(start !== undefined && { start }),
    // The dates may come from two clocks, so the end can be before the start.
    ...(end !== undefined && { end: Math.max(end, start ?? end) }),
  };
}

function inOrder(rows: readonly Json[]): Run[] {
  const parents = new Map(rows.map(({ id, parentTaskRunId }) => [String(id), parentTaskRunId]));
  return inOrderOf(rows.map((row) => runOf(row, depthOf(row, parents))));
}

function runOf(
  { id, taskId, parentTaskRunId: parent, value, iteration, state, attempts }: Json,
  depth: number,
): Run {
  const tries = Array.isArray(attempts) ? attempts.map((each) => spanOf(asObject(each).state)) : [];
  const item = value ?? iteration;
  return {
    id: String(id),
    task: typeof taskId === 'string' ? taskId : String(id),
    ...(item !== undefined &&
      item !== null && { value: typeof item === 'string' ? item : JSON.stringify(item) }),
    depth,
    ...(typeof parent === 'string' && parent !== id && { parent }),
    ...spanOf(state),
    attempts: tries.length > 1 ? tries : [],
  };
}

const DEEPEST = 16;

function depthOf({ parentTaskRunId }: Json, parents: ReadonlyMap<string, unknown>): number {
  let depth = 0;
  // A parent may be missing, and a hostile result could contain a cycle.
  for (let at = parentTaskRunId; typeof at === 'string' && depth < DEEPEST; at = parents.get(at)) depth++;
  return depth;
}

/** Sorts by start. Task runs are below the one that contains them. */
function inOrderOf(runs: readonly Run[]): Run[] {
  const ids = new Set(runs.map(({ id }) => id));
  const within = new Map<string | undefined, Run[]>();
  for (const run of [...runs].sort((a, b) => startOf(a) - startOf(b))) {
    const parent = run.parent !== undefined && ids.has(run.parent) ? run.parent : undefined;
    const siblings = within.get(parent);
    if (siblings === undefined) within.set(parent, [run]);
    else siblings.push(run);
  }
  const ordered = new Set<Run>();
  const open = (within.get(undefined) ?? []).toReversed();
  for (let run = open.pop(); run !== undefined; run = open.pop()) {
    ordered.add(run);
    open.push(...(within.get(run.id) ?? []).toReversed().filter((each) => !ordered.has(each)));
  }
  // Add task runs in a cycle, which have no root.
  return [...new Set([...ordered, ...runs])];
}

/** Task runs that have not started come last. */
function startOf({ start }: Run): number {
  return start ?? Number.MAX_SAFE_INTEGER;
}

function loopsText({ total, states }: Json): string | undefined {
  if (typeof total !== 'number') return undefined;
  const counts = Object.entries(asObject(states)).map(([state, count]) => `${count} ${state}`);
  return `${total} loop iterations run as executions of their own${counts.length > 0 ? `: ${counts.join(', ')}` : ''}.`;
}
