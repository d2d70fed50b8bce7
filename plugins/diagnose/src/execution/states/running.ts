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
/** What is at work before what only waits for others. */
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

/** An execution that is at work: with what, since when, and whether something below it waits. */
export async function running(about: Case): Promise<Story> {
  const { execution, map, lines = [] } = about;
  const state = execution.state.current;
  const runs = innermost(execution, AT_WORK, map);
  const stuck = untaken(about);
  const [run] = runs;
  if (run === undefined) {
    return {
      cause: `${state}: for ${said(elapsed(execution.state))} now, and no task is at work: the executor has the next step to do.`,
      next: [look(execution, 'tells whether it has gone on.'), kill(execution, 'ends it.')],
    };
  }
  const below = await waitingBelow(about, starterAmong(about, runs) ?? run);
  const doing = runs
    .slice(0, MOST)
    .map((each) => `${named(each, map)} ${doingOf(each)} for ${said(elapsed(each.state))}`);
  return {
    cause: `${state}: ${stuck.length > 0 ? `${stuck.join('; ')}: no worker has taken it, since all are busy or none is there` : doing.join('; ')}${below?.cause ?? ''}.`,
    next: [
      ...(below?.next ?? []),
      logs(execution, run.id, 'shows what the task has written so far.'),
      kill(execution, 'ends it.'),
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
    ? `is ${current} and waits for a worker`
    : `has been ${current}`;
}

/** Of branches side by side, the one that may have started an execution. */
function starterAmong(about: Case, runs: readonly TaskRun[]): TaskRun | undefined {
  return runs.find((run) => leadsDeeper(levelOf(about, run)));
}

function levelOf({ execution, map }: Case, run: TaskRun): Level {
  return { execution, run, taskId: run.taskId, ...(map && { map }) };
}

/** What the innermost subflow or iteration waits for. */
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
        ? [resume(execution, 'lets what is below go on.')]
        : [diagnoseToo(execution, 'tells more of what is below.')],
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
