import type { FlowDocument } from '../source/flow-document.js';

/** What a flow declares; undefined if that cannot be known. */
export interface Declared {
  inputs: ReadonlySet<string> | undefined;
  tasks: ReadonlySet<string> | undefined;
  vars: ReadonlySet<string> | undefined;
}

/** Inputs that add others, whose names are elsewhere. */
const BRINGING = /^(FORM|REUSABLE_INPUTS)$/;
/** Tasks that run the tasks of another flow. */
const TEMPLATED = /\.Template$/;
/** Tasks that change variables when they run. */
const SETTING = /\.(SetVariables|UnsetVariables)$/;
/** Task types that Kestra splits into several tasks. */
const MADE_OF_ONE = /\.ForEachItem$/;
const MADE = ['_split', '_items', '_merge'];

export function declaredIn(flow: FlowDocument): Declared {
  return { inputs: inputsOf(flow), tasks: tasksOf(flow), vars: varsOf(flow) };
}

/** For an id `a.b`, also `a`, since expressions reach `b` as its member. */
function withFirst(id: string): string[] {
  return [id, id.split('.')[0] ?? id];
}

function inputsOf(flow: FlowDocument): Set<string> | undefined {
  const node = flow.nodes.member(flow.root, 'inputs');
  if (node === undefined) return new Set();
  const inputs = flow.nodes.items(node);
  const named = inputs.map((input) => flow.nodes.text(input, 'id') ?? flow.nodes.text(input, 'name'));
  const isKnown =
    inputs.length > 0 && inputs.every((input) => !BRINGING.test(flow.nodes.text(input, 'type') ?? ''));
  if (!isKnown || named.some((id) => id === undefined)) return undefined;
  return new Set(named.flatMap((id) => withFirst(id ?? '')));
}

function tasksOf(flow: FlowDocument): Set<string> | undefined {
  const tasks = flow.named.filter(({ kind }) => kind === 'task');
  const typeOf = (map: unknown) => flow.nodes.text(map, 'type') ?? '';
  if (tasks.some(({ map }) => TEMPLATED.test(typeOf(map)))) return undefined;
  return new Set(
    tasks.flatMap(({ id, map }) => [
      ...withFirst(id),
      ...(MADE_OF_ONE.test(typeOf(map)) ? MADE.map((part) => id + part) : []),
    ]),
  );
}

function varsOf(flow: FlowDocument): Set<string> | undefined {
  if (flow.named.some(({ map }) => SETTING.test(flow.nodes.text(map, 'type') ?? ''))) return undefined;
  const variables = flow.nodes.member(flow.root, 'variables');
  return new Set(flow.nodes.keys(variables).flatMap(withFirst));
}
