import type { JsonObject } from '../json.js';
import type { FlowRevision } from '../store/flows.js';
import { triggerView } from '../views/trigger.js';
import type { World } from '../world.js';
import { Graph } from './graph.js';
import type { Runs } from './runs.js';
import { type Drawing, inSequence } from './tasks.js';

/** Draws a flow as a graph, with the task runs of one of its executions if given. */
export function flowGraph(world: World, { definition }: FlowRevision, runs?: Runs): JsonObject {
  const { tasks, errors = [], finally: last = [], afterExecution: after = [], triggers = [] } = definition;
  const graph = new Graph(() => world.ids.next());
  const drawing: Drawing = { graph, runs };
  const begin = graph.mark('root', 'root', 'Root');
  const beforeLast = last.length > 0 ? graph.mark('root', 'finally', 'Finally') : undefined;
  const beforeAfter = after.length > 0 ? graph.mark('root', 'after-execution', 'AfterExecution') : undefined;
  const end = graph.mark('root', 'end', 'End');
  if (triggers.length > 0) drawTriggers(world, graph, { definition, begin, brief: runs !== undefined });
  const rest = [...(beforeLast ? [beforeLast] : []), ...(beforeAfter ? [beforeAfter] : []), end];
  const next = rest[0] ?? end;
  const place = { within: 'root', parents: [] };
  const main = inSequence(drawing, tasks, { ...place, relation: 'SEQUENTIAL' });
  if (main !== undefined) {
    graph.edge(begin, main.start);
    graph.edge(main.end, next);
  }
  const wrong = inSequence(drawing, errors, { ...place, relation: 'ERROR', branch: 'ERROR' });
  if (wrong !== undefined) {
    graph.edge(begin, wrong.start, { relationType: 'ERROR' });
    graph.edge(wrong.end, next);
  }
  for (const [from, members, branch] of [
    [beforeLast, last, 'FINALLY'],
    [beforeAfter, after, 'AFTER_EXECUTION'],
  ] as const) {
    const drawn = inSequence(drawing, members, { ...place, relation: branch, branch });
    if (from === undefined || drawn === undefined) continue;
    graph.edge(from, drawn.start);
    graph.edge(drawn.end, rest[rest.indexOf(from) + 1] ?? end);
  }
  return graph.toJson();
}

interface Triggered extends Pick<FlowRevision, 'definition'> {
  begin: string;
  brief: boolean;
}

function drawTriggers(world: World, graph: Graph, { definition, begin, brief }: Triggered): void {
  const { id: flowId, namespace, triggers = [] } = definition;
  const end = graph.cluster('root.Triggers', () => {
    const start = graph.mark('root.Triggers', 'root', 'Root');
    const end = graph.mark('root.Triggers', 'end', 'End');
    for (const { id, type, ...more } of triggers) {
      const uid = `root.Triggers.${id}`;
      const row = world.triggers.find({ namespace, flowId, triggerId: id });
      graph.node(uid, 'GraphTrigger', {
        triggerDeclaration: { id, type, ...(brief ? {} : more) },
        ...(row && { trigger: JSON.parse(JSON.stringify(triggerView(row, world))) as JsonObject }),
      });
      graph.edge(start, uid);
      graph.edge(uid, end);
    }
    return { start, end };
  }, []);
  graph.edge(end, begin);
}
