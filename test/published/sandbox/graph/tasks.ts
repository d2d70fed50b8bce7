import type { TaskDefinition } from '../flow/definition.js';
import { isObject, type Json, type JsonObject, objects } from '../json.js';
import { taskView } from '../views/flow.js';
import type { Graph } from './graph.js';
import type { Runs } from './runs.js';

/** How a task is drawn: from its definition, or with the task run of an execution. */
export interface Drawing {
  graph: Graph;
  runs: Runs | undefined;
}

/** The position of a task. */
interface Place {
  within: string;
  relation: string;
  branch?: string;
  parents: string[];
  value?: string;
}

/** How the tasks of a group are connected to the task of the group. */
const GROUPS: Readonly<Record<string, string>> = {
  If: 'CHOICE',
  Switch: 'CHOICE',
  Parallel: 'PARALLEL',
  Dag: 'DYNAMIC',
  ForEach: 'DYNAMIC',
  Loop: 'DYNAMIC',
  EachSequential: 'DYNAMIC',
  EachParallel: 'DYNAMIC',
  LoopUntil: 'DYNAMIC',
  Sequential: 'SEQUENTIAL',
  AllowFailure: 'SEQUENTIAL',
  WorkingDirectory: 'SEQUENTIAL',
};

const nameOf = ({ type }: TaskDefinition) => type.split('.').at(-1) ?? '';

/** Draws tasks in a sequence. Returns where the first starts and where the last ends. */
export function inSequence(
  drawing: Drawing,
  tasks: readonly TaskDefinition[],
  place: Place,
): { start: string; end: string } | undefined {
  let [start, end]: (string | undefined)[] = [];
  for (const task of tasks) {
    const drawn = drawTask(drawing, task, place);
    if (end !== undefined) drawing.graph.edge(end, drawn.start, { relationType: 'SEQUENTIAL' });
    start ??= drawn.start;
    end = drawn.end;
  }
  return start === undefined || end === undefined ? undefined : { start, end };
}

function drawTask(drawing: Drawing, task: TaskDefinition, place: Place): { start: string; end: string } {
  const own = Object.hasOwn(GROUPS, nameOf(task)) ? GROUPS[nameOf(task)] : undefined;
  const uid = `${place.within}.${task.id}${place.value === undefined ? '' : `_${place.value}`}`;
  if (own === undefined) {
    taskNode(drawing, task, { ...place, uid });
    return { start: uid, end: uid };
  }
  const { graph } = drawing;
  let start = '';
  const end = graph.cluster(
    uid,
    () => {
      start = graph.mark(uid, 'root', 'Root');
      const end = graph.mark(uid, 'end', 'End');
      const node = taskNode(drawing, task, { ...place, relation: own, uid });
      graph.edge(start, uid);
      const inside = { within: uid, relation: 'SEQUENTIAL', parents: [...place.parents, `cluster_${uid}`] };
      drawInside(drawing, task, { ...inside, end });
      return { start, end, about: { relationType: own, taskNode: node } };
    },
    place.parents,
  );
  return { start, end };
}

function taskNode(
  { graph, runs }: Drawing,
  task: TaskDefinition,
  place: Place & { uid: string },
): JsonObject {
  const run = runs?.of(task.id, place.value);
  return graph.node(place.uid, nameOf(task) === 'Subflow' ? 'SubflowGraphTask' : 'GraphTask', {
    ...(place.branch && { branchType: place.branch }),
    task: runs === undefined ? subflow(task) : brief(task),
    ...(run && { taskRun: run, values: place.value === undefined ? [] : [place.value] }),
    relationType: place.relation,
  });
}

type Inside = Place & { end: string };

function drawInside(drawing: Drawing, task: TaskDefinition, inside: Inside): void {
  const { graph, runs } = drawing;
  const { within, end } = inside;
  const branch = (tasks: readonly TaskDefinition[], relation: { relationType: string; value?: string }) => {
    const drawn = inSequence(drawing, tasks, inside);
    if (drawn === undefined) return;
    // After a branch was taken, its edge has no label.
    const { value, ...taken } = relation;
    graph.edge(
      within,
      drawn.start,
      tasks[0] && runs?.of(tasks[0].id) ? taken : { ...taken, ...(value && { value }) },
    );
    graph.edge(drawn.end, end);
  };
  const name = nameOf(task);
  if (name === 'If' || name === 'Switch') {
    for (const [value, tasks] of branchesOf(task)) branch(tasks, { relationType: 'CHOICE', value });
  } else if (name === 'Parallel' || name === 'EachParallel') {
    for (const each of tasksIn(task.tasks)) {
      const drawn = inSequence(drawing, [each], { ...inside, relation: 'PARALLEL' });
      graph.edge(within, drawn?.start ?? '', { relationType: 'PARALLEL' });
      graph.edge(drawn?.end ?? '', end);
    }
  } else if (name === 'Dag') drawDag(drawing, task, inside);
  else if (runs !== undefined && name === 'ForEach') drawIterations(drawing, task, inside);
  else branch(tasksIn(task.tasks), { relationType: GROUPS[name] ?? 'SEQUENTIAL' });
}

function branchesOf(task: TaskDefinition): [string, TaskDefinition[]][] {
  const cases = isObject(task.cases) ? Object.entries(task.cases) : [];
  const named: [string, Json | undefined][] = [
    ['then', task.then],
    ['else', task.else],
    ...cases,
    ['defaults', task.defaults],
  ];
  return named.map(([name, tasks]) => [name, tasksIn(tasks)]);
}

function drawDag(drawing: Drawing, task: TaskDefinition, inside: Inside): void {
  const { graph } = drawing;
  const all = objects(task.tasks).map(({ task: held, dependsOn }) => ({
    task: tasksIn([held ?? {}])[0],
    waits: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  }));
  for (const { task: each } of all) if (each) inSequence(drawing, [each], inside);
  for (const { task: each, waits } of all) {
    if (each === undefined) continue;
    const uid = `${inside.within}.${each.id}`;
    const sources = waits.length > 0 ? waits.map((id) => `${inside.within}.${id}`) : [inside.within];
    for (const source of sources) graph.edge(source, uid, { relationType: 'PARALLEL' });
    if (!all.some(({ waits }) => waits.includes(each.id))) graph.edge(uid, inside.end);
  }
}

/** Draws one node for each iteration, connected to the next one. */
function drawIterations(drawing: Drawing, task: TaskDefinition, inside: Inside): void {
  const { graph, runs } = drawing;
  let before = inside.within;
  for (const value of runs?.valuesIn(task.id) ?? []) {
    const drawn = inSequence(drawing, tasksIn(task.tasks), { ...inside, value });
    if (drawn === undefined) continue;
    graph.edge(before, drawn.start, { relationType: 'DYNAMIC', value });
    graph.edge(drawn.end, inside.end);
    before = drawn.end;
  }
}

function tasksIn(list: Json | undefined): TaskDefinition[] {
  return objects(list).flatMap((task) =>
    typeof task.id === 'string' && typeof task.type === 'string' ? [task as TaskDefinition] : [],
  );
}

function subflow(task: TaskDefinition): JsonObject {
  if (nameOf(task) !== 'Subflow') return taskView(task);
  const { id, type, namespace, flowId } = task;
  return { id, type, ...(namespace && { namespace }), ...(flowId && { flowId }) };
}

/** A task of an execution, reduced to its structure. */
function brief(task: TaskDefinition): JsonObject {
  const { id, type, namespace = null, flowId = null } = task;
  const held = [
    ...branchesOf(task).flatMap(([, tasks]) => tasks),
    ...objects(task.tasks).flatMap((each) => tasksIn([isObject(each.task) ? each.task : each])),
  ];
  return {
    id,
    type,
    ...(held.length > 0 && { tasks: held.map((each) => ({ id: each.id, type: each.type })) }),
    ...(nameOf(task) === 'Subflow' && { subflowId: { namespace, flowId, revision: null } }),
  };
}
