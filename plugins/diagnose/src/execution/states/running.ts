import type { TaskRun } from '@kestra-mcp/core';
import type { Case, Story } from '../case.js';
import { FlowMap } from '../reading/flow-map.js';
import { follow, type Level, type Looked, leadsDeeper } from '../reading/follow.js';
import { elapsed, innermost, OPEN, said } from '../reading/runs.js';
import { named, toldRun } from '../reading/task-run.js';
import { depthOf, toldLevel } from './below.js';
import { diagnoseToo, kill, logs, look, resume } from './next.js';
import { paused, queued, untaken } from './waiting.js';

const MOST = 5;
/** States of active task runs. */
const AT_WORK: readonly string[] = [
  'PAUSED',
  'RETRYING',
  'BREAKPOINT',
  'RUNNING',
  'CREATED',
  'SUBMITTED',
  'RESUBMITTED',
  'RESTARTED',
];

/** A running execution: what it is doing, since when, and whether something below it is waiting. */
export async function running(about: Case): Promise<Story> {
  const { execution, map, lines = [] } = about;
  const state = execution.state.current;
  const runs = innermost(execution, AT_WORK, map);
  const stuck = untaken(about);
  const [run] = runs;
  if (run === undefined) {
    return {
      cause: `${state}: it started ${said(elapsed(execution.state))} ago, and no task is running. The executor has to take the next step.`,
      next: [look(execution, 'Shows whether it has continued.'), kill(execution, 'Ends it.')],
    };
  }
  const below = await waitingBelow(about, starterAmong(about, runs) ?? run);
  const doing = runs
    .slice(0, MOST)
    .map((each) => `${named(each, map)} ${doingOf(each)} for ${said(elapsed(each.state))}`);
  return {
    cause: `${state}: ${stuck.length > 0 ? `${stuck.join('; ')}; no worker has picked it up, because all are busy or none is running` : doing.join('; ')}${below?.cause ?? ''}.`,
    next: [
      ...(below?.next ?? []),
      logs(execution, run.id, 'Shows what the task has logged so far.'),
      kill(execution, 'Ends it.'),
    ],
    ...(stuck.length > 0 && { waits: { for: 'worker', tasks: stuck } }),
    ...(below?.waits && { waits: below.waits }),
    task_runs: runs.slice(0, MOST).map((each) => toldRun(each, lines, map)),
    ...(below && { followed: below.followed }),
    run,
  };
}

function doingOf({ state: { current } }: TaskRun): string {
  return ['CREATED', 'SUBMITTED', 'RESUBMITTED'].includes(current)
    ? `is ${current} and has been waiting for a worker`
    : `has been ${current}`;
}

/** Of parallel task runs, the one that may have started an execution. */
function starterAmong(about: Case, runs: readonly TaskRun[]): TaskRun | undefined {
  return runs.find((run) => leadsDeeper(levelOf(about, run)));
}

function levelOf({ execution, map }: Case, run: TaskRun): Level {
  return { execution, run, taskId: run.taskId, ...(map && { map }) };
}

/** What the innermost subflow or iteration is waiting for. */
async function waitingBelow(about: Case, run: TaskRun) {
  const looked: Looked = { states: OPEN };
  const top = levelOf(about, run);
  const levels = await follow(about.asking, top, looked);
  const last = levels.at(-1);
  if (last === undefined) return undefined;
  const { execution } = last;
  const story = await storyBelow(about, last);
  const reason =
    story?.cause ?? `${execution.state.current}${last.run ? ` at ${named(last.run, last.map)}` : ''}`;
  return {
    cause: `; ${depthOf(levels)}: ${reason.replace(/\.$/, '')}`,
    followed: [top, ...levels].map(toldLevel),
    waits: story?.waits ?? { for: 'subflow', execution_id: execution.id },
    next:
      execution.state.current === 'PAUSED'
        ? [resume(execution, 'Lets the subflow or iteration continue.')]
        : [diagnoseToo(execution, 'Says more about the subflow or iteration.')],
  };
}

async function storyBelow({ asking }: Case, { execution, map }: Level): Promise<Story | undefined> {
  const state = execution.state.current;
  if (state !== 'PAUSED' && state !== 'QUEUED') return undefined;
  const flow =
    map?.flow ?? (await asking.flow(execution.namespace, execution.flowId, execution.flowRevision));
  const about: Case = { asking, execution, flow, map: map ?? (flow && new FlowMap(flow)), lines: [] };
  return state === 'PAUSED' ? paused(about) : queued(about);
}
