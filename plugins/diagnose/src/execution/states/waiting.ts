import { type DeclaredInput, declaredOf, describeInput, missingInputs } from '@kestra-mcp/core';
import type { Case, Story } from '../case.js';
import { type FlowMap, isMap } from '../reading/flow-map.js';
import { concurrencyOf } from '../reading/hints.js';
import { elapsed, historyOf, innermost, runsOf, said } from '../reading/runs.js';
import { named } from '../reading/task-run.js';
import { forceRun, kill, look, type Next, resume } from './next.js';

/** After this time something is called stuck rather than slow. */
const LONG = 10_000;

/** An execution for which there was no room: the limit, and who has the room. */
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
    cause: `QUEUED: it waits for ${limit}, for ${said(elapsed(execution.state))} now${who}.`,
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
              ...look(first, 'shows what has the room.'),
              tool: 'diagnose_execution',
              arguments: { execution_id: first.id },
            },
          ]
        : []),
      forceRun(execution, 'runs it now, beyond the limit.'),
      kill(execution, 'takes it out of the queue.'),
    ],
  };
}

/** An execution that has not begun. */
export async function created({ execution, flow }: Case): Promise<Story> {
  const { scheduleDate } = execution;
  const next: Next[] = [forceRun(execution, 'starts it now.'), kill(execution, 'gives it up.')];
  const date = typeof scheduleDate === 'string' ? Date.parse(scheduleDate) : Number.NaN;
  if (date > Date.now()) {
    return {
      cause: `CREATED: it is scheduled for ${String(scheduleDate)}, which is in ${said(date - Date.now())}; it has not begun yet.`,
      waits: { for: 'date', until: scheduleDate },
      next,
    };
  }
  const off = flow?.disabled === true ? ' Its flow is disabled.' : '';
  return {
    cause: `CREATED: it has not begun for ${said(elapsed(execution.state))}: Kestra has not taken it up. Its executor or its workers are down or too busy, or it is told to skip it.${off}`,
    waits: { for: 'executor', since: execution.state.startDate },
    next: [look(execution, 'tells whether it has begun meanwhile.'), ...next],
  };
}

/** An execution that somebody, or a time, has to let go on. */
export async function paused(about: Case): Promise<Story> {
  const { execution, map } = about;
  const [run] = innermost(execution, ['PAUSED'], map);
  if (run === undefined) {
    const at = historyOf(execution.state).findLast(({ state }) => state === 'PAUSED')?.date;
    const running = innermost(execution, ['RUNNING'], map).map((each) => named(each, map));
    const during = running.length > 0 ? ` during ${running.slice(0, 3).join(', ')}` : '';
    return {
      cause: `PAUSED: somebody paused the execution${at ? ` at ${at}` : ''}${during}; it waits for being resumed.`,
      waits: { for: 'resume' },
      next: [resume(execution, 'lets it go on.'), kill(execution, 'ends it.')],
    };
  }
  const task = map?.place(run.taskId)?.task;
  const duration = task?.pauseDuration ?? task?.delay;
  const until = duration === undefined ? undefined : `goes on by itself after ${String(duration)}`;
  const inputs = inputsOf(task?.onResume);
  const required = missingInputs({ inputs });
  const needs = required.map(({ id }) => `"${id}"`).join(', ');
  return {
    cause: `PAUSED: ${named(run, map)} waits for somebody to resume it, for ${said(elapsed({ current: 'PAUSED', ...sinceOf(run.state) }))} now${until ? `; it ${until}` : ''}${needs === '' ? '' : `; resuming it needs on_resume with ${needs}`}.`,
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
        needs === '' ? 'lets it go on.' : `lets it go on, once on_resume is added to it with ${needs}.`,
      ),
      kill(execution, 'ends it.'),
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

/** An execution that stands before a task, as it was told when it was started. */
export async function atBreakpoint({ execution, map }: Case): Promise<Story> {
  const [run] = innermost(execution, ['BREAKPOINT'], map);
  const where = run === undefined ? '' : ` before ${named(run, map)}`;
  return {
    cause: `BREAKPOINT: it stands${where} at a breakpoint that it was started with; Kestra's UI lets it go on.`,
    waits: { for: 'breakpoint', ...(run && { task: run.taskId }) },
    next: [look(execution, 'shows what it has done so far.'), kill(execution, 'ends it.')],
  };
}

/** An execution that failed and is about to be tried again. */
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
    again: `It is tried again (attempt ${tried + 1}${of}${interval === undefined ? '' : `, ${String(interval)} after the last one`}).`,
    waits: {
      for: 'retry',
      ...(run && { task: run.taskId }),
      attempts: tried,
      ...(most !== undefined && { most }),
    },
  };
}

/** Task runs that no worker has taken for long. */
export function untaken({ execution, map }: Case): string[] {
  const waits = runsOf(execution).filter(({ state }) =>
    ['CREATED', 'SUBMITTED', 'RESUBMITTED'].includes(state.current),
  );
  return waits
    .filter(({ state }) => (elapsed(state) ?? 0) >= LONG)
    .map(
      (run) =>
        `${named(run, map)} has waited for a worker for ${said(elapsed(run.state))}${groupOf(map, run.taskId)}`,
    );
}

function groupOf(map: FlowMap | undefined, taskId: string): string {
  const group = map?.place(taskId)?.task.workerGroup;
  return isMap(group) ? ` of the group "${String(group.key)}"` : '';
}
