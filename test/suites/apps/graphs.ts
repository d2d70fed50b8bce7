/** Graphs of flows in Kestra's format, of any size. */
type Json = Record<string, unknown>;

const TYPES = ['core.log.Log', 'core.http.Request', 'jdbc.postgresql.Query', 'scripts.python.Script'];
const STATES = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'FAILED', 'WARNING', 'RUNNING'];

const task = (id: string, index: number, run: boolean): Json => ({
  uid: `root.${id}`,
  task: { id, type: `io.kestra.plugin.${TYPES[index % TYPES.length]}` },
  ...(run && { taskRun: { state: { current: STATES[index % STATES.length] } } }),
});

/** A flow with this many tasks. Every fourth has two branches in its own group. */
export function madeGraph(tasks: number, run = false): Json {
  const nodes: Json[] = [
    {
      uid: 'root.Triggers.daily',
      triggerDeclaration: { id: 'daily', type: 'io.kestra.plugin.core.trigger.Schedule' },
    },
  ];
  const edges: Json[] = [];
  const clusters: Json[] = [
    { cluster: { uid: 'cluster_root.Triggers' }, nodes: ['root.Triggers.daily'], parents: [] },
  ];
  let ends = ['root.Triggers.daily'];
  for (let index = 0; index < tasks; index++) {
    const isGroup = index % 4 === 1 && index + 2 < tasks;
    const id = isGroup ? `check_${index}` : `load_customers_and_orders_${index}`;
    nodes.push(task(id, index, run));
    edges.push(
      ...ends.map((source) => ({ source, target: `root.${id}`, relation: { relationType: 'SEQUENTIAL' } })),
    );
    ends = [`root.${id}`];
    if (!isGroup) continue;
    const inner = ['then', 'else'].map((branch, at) => ({ branch, id: `${id}.${branch}_${index + at + 1}` }));
    for (const each of inner) {
      nodes.push(task(each.id, index + 1, run && each.branch === 'then'));
      edges.push({
        source: `root.${id}`,
        target: `root.${each.id}`,
        relation: { relationType: 'CHOICE', value: each.branch },
      });
    }
    ends = inner.map((each) => `root.${each.id}`);
    clusters.push({
      cluster: { uid: `cluster_root.${id}`, taskNode: { task: { id } } },
      nodes: [`root.${id}`, ...ends],
      parents: [],
    });
    index += 2;
  }
  if (tasks > 2) nodes.push({ ...task('send_alert', 1, false), branchType: 'ERROR' });
  return { nodes: nodes.slice(tasks === 0 ? 1 : 0), edges, clusters };
}

/** The flows of a namespace, each of which starts up to two others. */
export function madeDependencies(flows: number): Json {
  const ids = Array.from({ length: flows }, (_, index) => `flow_of_the_team_${index}`);
  const edge = (from: number, to: number, relation: string) =>
    to < flows ? [{ source: ids[from], target: ids[to], relation }] : [];
  return {
    nodes: ids.map((id) => ({ uid: id, namespace: 'company.team', id })),
    edges: ids.flatMap((_, index) => [
      ...edge(index, index * 2 + 1, 'FLOW_TRIGGER'),
      ...edge(index, index * 2 + 2, 'FLOW_TASK'),
    ]),
  };
}
