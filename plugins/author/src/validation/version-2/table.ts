/** The day on which this table was last held against a Kestra 2.0. */
export const AS_OF = '2026-11-28';

/** What something in a flow is. */
export type Kind = 'flow' | 'task' | 'trigger' | 'input' | 'loop';

/** Something of a flow that Kestra 2.0 refuses, or no longer runs. */
export interface Change {
  /**
   * What is looked for, by kind: the value of a `type`, the key of a member, a type without a member, a word of an
   * expression, a variable, a value.
   */
  kind: 'type' | 'member' | 'without' | 'function' | 'filter' | 'variable' | 'value';
  /** Whole, or with `*` at its end what begins so. */
  from: string;
  /** What stands in its place, where that is the same for all. */
  to?: string;
  /** How it is written now. */
  how: string;
  /** Where: in the flow itself, in what is in these lists, or in what a loop repeats. */
  on?: Kind;
  /** Only of these types. */
  of?: readonly string[];
  /** Seen on a Kestra 2.0; the others are said by its documentation. */
  sure: boolean;
}

const CORE = 'io.kestra.plugin.core';
/** What repeats tasks, in 1.x. */
export const LOOPS: readonly string[] = ['ForEach', 'EachSequential', 'EachParallel'].map(
  (name) => `${CORE}.flow.${name}`,
);
const LOOP = `${CORE}.flow.Loop`;
const IN_LOOP = 'Inside, item.value, item.index and item.parent.value replace taskrun and parent.';
const OF_KESTRA = 'A task of the Kestra plugin does it (io.kestra.plugin.kestra…, with auth).';

const type = (from: string, how: string, more: Partial<Change> = {}): Change => ({
  ...{ kind: 'type', from: `${CORE}.${from}`, how, sure: true },
  ...more,
});

/** What is known of the way from Kestra 1.x to 2.0: all of it is here. */
export const CHANGES: readonly Change[] = [
  type('flow.ForEach', `Loop, with concurrencyLimit: 1 to run one after the other. ${IN_LOOP}`, {
    to: LOOP,
  }),
  type('flow.EachSequential', `Loop with concurrencyLimit: 1, and value is called values. ${IN_LOOP}`, {
    to: LOOP,
  }),
  type('flow.EachParallel', `Loop, and value is called values. ${IN_LOOP}`, { to: LOOP, sure: false }),
  type('flow.ForEachItem', `Loop over the rows, with the subflow as a Subflow task inside. ${IN_LOOP}`),
  type('execution.Count', OF_KESTRA),
  type('execution.Resume', OF_KESTRA),
  type('trigger.Toggle', OF_KESTRA),
  type('log.Fetch', OF_KESTRA),
  type('state.Set', 'Keep it as a key of the KV store.', { to: `${CORE}.kv.Set` }),
  type('state.Get', 'Keep it as a key of the KV store.', { to: `${CORE}.kv.Get`, sure: false }),
  type('state.Delete', 'Keep it as a key of the KV store.', { to: `${CORE}.kv.Delete`, sure: false }),
  { kind: 'type', from: 'io.kestra.core.*', how: 'Old names of types no longer work.', sure: true },
  { kind: 'type', from: 'BOOLEAN', to: 'BOOL', how: 'The type is called BOOL.', on: 'input', sure: true },
  { kind: 'type', from: 'ENUM', to: 'SELECT', how: 'The type is called SELECT.', on: 'input', sure: true },
  {
    ...{ kind: 'member', from: 'pluginDefaults', on: 'flow', sure: true },
    how: 'Write the values into each task; the Enterprise Edition has policies.',
  },
  {
    ...{ kind: 'member', from: 'taskDefaults', on: 'flow', sure: true },
    how: 'Write the values into each task; the Enterprise Edition has policies.',
  },
  {
    ...{ kind: 'member', from: 'listeners', on: 'flow', sure: true },
    how: 'Use errors, finally or afterExecution, or a flow with a Flow trigger.',
  },
  ...(['flow', 'task', 'trigger'] as const).map(
    (on): Change => ({
      ...{ kind: 'member', from: 'workerGroup', on, sure: true },
      how: 'Workers are selected by tags: workerSelector with tags.',
    }),
  ),
  ...(['task', 'trigger'] as const).map(
    (on): Change => ({
      ...{ kind: 'member', from: 'pluginDefaultsRef', on, sure: true },
      how: 'Remove it, and write the values in its place.',
    }),
  ),
  {
    ...{ kind: 'member', from: 'value', to: 'values', on: 'task', sure: true },
    ...{ of: LOOPS.slice(1) },
    how: 'A Loop calls it values.',
  },
  {
    ...{ kind: 'member', from: 'when', to: 'runIf', on: 'task', sure: true },
    how: 'Tasks have runIf.',
  },
  {
    ...{ kind: 'member', from: 'conditions', on: 'trigger', sure: true },
    how: 'One expression in "when" replaces all conditions.',
  },
  {
    ...{ kind: 'member', from: 'preconditions', on: 'trigger', sure: true },
    how: 'List the flows in dependsOn, and the time in window; outputs are in trigger.outputs.<flowId>.<key>.',
  },
  {
    ...{ kind: 'member', from: 'minLogLevel', to: 'logLevel', on: 'trigger', sure: true },
    how: 'It is called logLevel.',
  },
  ...['io.kestra.plugin.git.Sync*', 'io.kestra.plugin.kestra.*', 'io.kestra.plugin.ai.tool.KestraFlow'].map(
    (from): Change => ({
      ...{ kind: 'without', from, to: 'auth', sure: false },
      how: 'It calls the API of Kestra, which requires credentials: set auth.',
    }),
  ),
  { kind: 'function', from: 'json', to: 'fromJson', how: 'It is called fromJson.', sure: true },
  {
    ...{ kind: 'function', from: 'currentEachOutput', sure: true },
    how: 'Declare outputs on the Loop, and read them from its own outputs.',
  },
  { kind: 'filter', from: 'json', to: 'toJson', how: 'It is called toJson.', sure: true },
  ...(
    [
      ['taskrun.value', 'item.value'],
      ['taskrun.iteration', 'item.index'],
      ['parent.taskrun.value', 'item.parent.value'],
      ['parents[0].taskrun.value', 'item.parent.value'],
    ] as const
  ).map(
    ([from, to]): Change => ({
      ...{ kind: 'variable', from, to, on: 'loop', sure: true },
      how: `Inside a Loop it is ${to}.`,
    }),
  ),
  {
    ...{ kind: 'variable', from: 'parents[*].taskrun.value', on: 'loop', sure: false },
    how: 'Inside a Loop, item.parents has the loops around it.',
  },
  { kind: 'value', from: 'CANCELED', to: 'CANCELLED', how: 'The state is called CANCELLED.', sure: false },
];

/** What the table says of that which an instance refuses, in the words of its refusal. */
export function hintOf(refusal: string): string | undefined {
  const [, type] = /^Invalid type: (\S+)/.exec(refusal) ?? [];
  const [, member] = /^Unrecognized field "(\w+)"/.exec(refusal) ?? [];
  const found = CHANGES.find(
    ({ kind, from }) => (kind === 'type' && from === type) || (kind === 'member' && from === member),
  );
  if (found !== undefined) return found.how;
  return type?.includes('.') ? 'search_task_types finds the types of this instance.' : undefined;
}

/** What the table says of a function or filter. */
export function changedWord(kind: 'function' | 'filter', name: string): Change | undefined {
  return CHANGES.find((change) => change.kind === kind && change.from === name);
}

/** What the table says of a type by its name, whole or from any dot on. */
export function changedType(name: string): Change | undefined {
  return CHANGES.find(
    ({ kind, from, on }) =>
      kind === 'type' && on === undefined && (from === name || from.endsWith(`.${name}`)),
  );
}
