import { type DeclaredInput, declaredOf, describeInput, missingInputs } from '@kestra-mcp/core';
import type { Case, Story } from '../case.js';
import { type FlowMap, isMap } from '../reading/flow-map.js';
import { concurrencyOf } from '../reading/hints.js';
import { elapsed, historyOf, innermost, runsOf, said } from '../reading/runs.js';
import { named } from '../reading/task-run.js';
import { forceRun, kill, look, type Next, resume } from './next.js';

/** Milliseconds after which a task run counts as stuck, not slow. */
const LONG = 10_000;

/** An execution that waits for a concurrency limit: the limit, and the executions ahead of it. */
export async function queued(about: Case): Promise<Story> {
  const { execution, flow, asking } = about;
  const concurrency = concurrencyOf(flow);
  const running = (await asking.running(execution)) ?? [];
  const limit =
    concurrency === undefined
      ? 'a concurrency limit'
      : `the flow's concurrency limit of ${String(concurrency.limit)}`;
  const holders = running.map(({ id, state }) => `${id} (${state.current} for ${said(elapsed(state))})`);
  const who = holders.length > 0 ? `; ahead of it: ${holders.slice(0, 5).join(', ')}` : '';
  const [first] = running;
  return {
    cause: `QUEUED: it has been waiting for ${said(elapsed(execution.state))}, because ${limit} is reached${who}.`,
    waits: {
      for: 'concurrency',
      ...(concurrency && { limit: concurrency.limit }),
      running: running.map(({ id, state }) => ({
        execution_id: id,
        state: state.current,
        since: state.startDate,
      })),
    },
    next: [
      ...(first
        ? [
            {
              ...look(first, 'Shows what the execution ahead of it is doing.'),
              tool: 'diagnose_execution',
              arguments: { execution_id: first.id },
            },
          ]
        : []),
      forceRun(execution, 'Runs it now, in spite of the limit.'),
      kill(execution, 'Removes it from the queue.'),
    ],
  };
}

/** An execution that has not started. */
export async function created({ execution, flow }: Case): Promise<Story> {
  const { scheduleDate } = execution;
  const next: Next[] = [forceRun(execution, 'Starts it now.'), kill(execution, 'Cancels it.')];
  const date = typeof scheduleDate === 'string' ? Date.parse(scheduleDate) : Number.NaN;
  if (date > Date.now()) {
    return {
      cause: `CREATED: it is scheduled for ${String(scheduleDate)}, which is in ${said(date - Date.now())}, and has not started yet.`,
      waits: { for: 'date', until: scheduleDate },
      next,
    };
  }
  const off = flow?.disabled === true ? ' Its flow is disabled.' : '';
  return {
    cause: `CREATED: it was created ${said(elapsed(execution.state))} ago and has not started. The executor or the workers of Kestra are down or too busy, or Kestra is configured to skip it.${off}`,
    waits: { for: 'executor', since: execution.state.startDate },
    next: [look(execution, 'Shows whether it has started in the meantime.'), ...next],
  };
}

/** An execution that waits until somebody resumes it, or until a time has passed. */
export async function paused(about: Case): Promise<Story> {
  const { execution, map } = about;
  const [run] = innermost(execution, ['PAUSED'], map);
  if (run === undefined) {
    const at = historyOf(execution.state).findLast(({ state }) => state === 'PAUSED')?.date;
    const running = innermost(execution, ['RUNNING'], map).map((each) => named(each, map));
    const during = running.length > 0 ? ` during ${running.slice(0, 3).join(', ')}` : '';
    return {
      cause: `PAUSED: somebody paused the execution${at ? ` at ${at}` : ''}${during}. It waits until it is resumed.`,
      waits: { for: 'resume' },
      next: [resume(execution, 'Lets it continue.'), kill(execution, 'Ends it.')],
    };
  }
  const task = map?.place(run.taskId)?.task;
  const duration = task?.pauseDuration ?? task?.delay;
  const until = duration === undefined ? undefined : `continues by itself after ${String(duration)}`;
  const inputs = inputsOf(task?.onResume);
  const required = missingInputs({ inputs });
  const needs = required.map(({ id }) => `"${id}"`).join(', ');
  return {
    cause: `PAUSED: ${named(run, map)} has been waiting for ${said(elapsed({ current: 'PAUSED', ...sinceOf(run.state) }))} for somebody to resume it${until ? `; it ${until}` : ''}${needs === '' ? '' : `; to resume it, give on_resume with ${needs}`}.`,
    waits: {
      for: 'resume',
      task: run.taskId,
      ...(duration !== undefined && { duration }),
      ...(task?.timeout !== undefined && { timeout: task.timeout }),
      ...(inputs.length > 0 && { on_resume: inputs.map(describeInput) }),
    },
    next: [
      resume(
        execution,
        needs === '' ? 'Lets it continue.' : `Lets it continue. Add on_resume with ${needs}.`,
      ),
      kill(execution, 'Ends it.'),
    ],
  };
}

function inputsOf(onResume: unknown): readonly DeclaredInput[] {
  return declaredOf({ id: '', namespace: '', inputs: onResume }).inputs;
}

function sinceOf(state: Parameters<typeof historyOf>[0]): { startDate?: string } {
  const startDate = historyOf(state).at(-1)?.date ?? state.startDate;
  return startDate === undefined ? {} : { startDate };
}

/** An execution that stopped at a breakpoint before a task. */
export async function atBreakpoint({ execution, map }: Case): Promise<Story> {
  const [run] = innermost(execution, ['BREAKPOINT'], map);
  const where = run === undefined ? '' : ` before ${named(run, map)}`;
  return {
    cause: `BREAKPOINT: it stopped${where} at a breakpoint that was set when it was started. Continue it in the Kestra UI.`,
    waits: { for: 'breakpoint', ...(run && { task: run.taskId }) },
    next: [look(execution, 'Shows what it has done so far.'), kill(execution, 'Ends it.')],
  };
}

/** An execution that failed and is about to be retried. */
export function retryOf(about: Case): { waits: object; again: string } {
  const { execution, map, flow } = about;
  const [run] = innermost(execution, ['RETRYING', 'FAILED'], map);
  const retry = run && map?.place(run.taskId)?.task.retry;
  const own = isMap(retry) ? retry : isMap(flow?.retry) ? flow.retry : undefined;
  const most = own?.maxAttempts ?? own?.maxAttempt;
  const of = most === undefined ? '' : ` of ${String(most)}`;
  const tried = Array.isArray(run?.attempts) ? run.attempts.length : 1;
  const interval = own?.interval ?? own?.minInterval;
  return {
    again: `Kestra will retry it (attempt ${tried + 1}${of}${interval === undefined ? '' : `, ${String(interval)} after the last attempt`}).`,
    waits: {
      for: 'retry',
      ...(run && { task: run.taskId }),
      attempts: tried,
      ...(most !== undefined && { most }),
    },
  };
}

/** Task runs that have been waiting for a worker for a long time. */
export function untaken({ execution, map }: Case): string[] {
  const waits = runsOf(execution).filter(({ state }) =>
    ['CREATED', 'SUBMITTED', 'RESUBMITTED'].includes(state.current),
  );
  return waits
    .filter(({ state }) => (elapsed(state) ?? 0) >= LONG)
    .map(
      (run) =>
        `${named(run, map)} has been waiting for a worker${groupOf(map, run.taskId)} for ${said(elapsed(run.state))}`,
    );
}

function groupOf(map: FlowMap | undefined, taskId: string): string {
  const group = map?.place(taskId)?.task.workerGroup;
  return isMap(group) ? ` of the worker group "${String(group.key)}"` : '';
}
