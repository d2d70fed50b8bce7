/** When this table was last checked against a Kestra 2.0. */
export const AS_OF = '2026-11-28';

/** Where in a flow something is. */
export type Kind = 'flow' | 'task' | 'trigger' | 'input' | 'loop';

/** Something in a flow that Kestra 2.0 refuses or no longer runs. */
export interface Change {
  /**
   * What to look for: the value of a `type`, the key of a member, a type without a member, a function or filter of an
   * expression, a variable, or a value.
   */
  kind: 'type' | 'member' | 'without' | 'function' | 'filter' | 'variable' | 'value';
  /** The whole name, or a prefix that ends in `*`. */
  from: string;
  /** What replaces it, if that is always the same. */
  to?: string;
  /** How to write it now, as sentences. */
  how: string;
  /** Where: in the flow itself, in its lists, or in a loop. */
  on?: Kind;
  /** Only for these types. */
  of?: readonly string[];
  /** Whether it was observed on a Kestra 2.0. Otherwise its documentation says so. */
  sure: boolean;
}

const CORE = 'io.kestra.plugin.core';
/** The task types that repeat tasks in 1.x. */
export const LOOPS: readonly string[] = ['ForEach', 'EachSequential', 'EachParallel'].map(
  (name) => `${CORE}.flow.${name}`,
);
const LOOP = `${CORE}.flow.Loop`;
const IN_LOOP =
  'Inside the loop, use item.value, item.index and item.parent.value instead of taskrun and parent.';
const OF_KESTRA = 'Use a task of the Kestra plugin instead (io.kestra.plugin.kestra…), and set its auth.';

const type = (from: string, how: string, more: Partial<Change> = {}): Change => ({
  ...{ kind: 'type', from: `${CORE}.${from}`, how, sure: true },
  ...more,
});

/** Everything that is known about the changes from Kestra 1.x to 2.0. */
export const CHANGES: readonly Change[] = [
  type('flow.ForEach', `Use Loop. To run one iteration at a time, set concurrencyLimit: 1. ${IN_LOOP}`, {
    to: LOOP,
  }),
  type('flow.EachSequential', `Use Loop with concurrencyLimit: 1, and rename value to values. ${IN_LOOP}`, {
    to: LOOP,
  }),
  type('flow.EachParallel', `Use Loop, and rename value to values. ${IN_LOOP}`, { to: LOOP, sure: false }),
  type('flow.ForEachItem', `Use Loop over the rows, with a Subflow task inside. ${IN_LOOP}`),
  type('execution.Count', OF_KESTRA),
  type('execution.Resume', OF_KESTRA),
  type('trigger.Toggle', OF_KESTRA),
  type('log.Fetch', OF_KESTRA),
  type('state.Set', 'Keep the value in the KV store instead.', { to: `${CORE}.kv.Set` }),
  type('state.Get', 'Keep the value in the KV store instead.', { to: `${CORE}.kv.Get`, sure: false }),
  type('state.Delete', 'Keep the value in the KV store instead.', { to: `${CORE}.kv.Delete`, sure: false }),
  {
    kind: 'type',
    from: 'io.kestra.core.*',
    how: 'Old type names no longer work. Use the current name.',
    sure: true,
  },
  { kind: 'type', from: 'BOOLEAN', to: 'BOOL', how: 'Use BOOL.', on: 'input', sure: true },
  { kind: 'type', from: 'ENUM', to: 'SELECT', how: 'Use SELECT.', on: 'input', sure: true },
  {
    ...{ kind: 'member', from: 'pluginDefaults', on: 'flow', sure: true },
    how: 'Write the values into each task. The Enterprise Edition (EE) can also set them by a policy.',
  },
  {
    ...{ kind: 'member', from: 'taskDefaults', on: 'flow', sure: true },
    how: 'Write the values into each task. The Enterprise Edition (EE) can also set them by a policy.',
  },
  {
    ...{ kind: 'member', from: 'listeners', on: 'flow', sure: true },
    how: 'Use errors, finally or afterExecution, or a flow with a Flow trigger.',
  },
  ...(['flow', 'task', 'trigger'] as const).map(
    (on): Change => ({
      ...{ kind: 'member', from: 'workerGroup', on, sure: true },
      how: 'Select workers by their tags, with workerSelector.',
    }),
  ),
  ...(['task', 'trigger'] as const).map(
    (on): Change => ({
      ...{ kind: 'member', from: 'pluginDefaultsRef', on, sure: true },
      how: 'Remove it, and write the values into the YAML instead.',
    }),
  ),
  {
    ...{ kind: 'member', from: 'value', to: 'values', on: 'task', sure: true },
    ...{ of: LOOPS.slice(1) },
    how: 'Rename it to values.',
  },
  {
    ...{ kind: 'member', from: 'when', to: 'runIf', on: 'task', sure: true },
    how: 'Use runIf in a task.',
  },
  {
    ...{ kind: 'member', from: 'conditions', on: 'trigger', sure: true },
    how: 'Write all conditions as one expression in "when".',
  },
  {
    ...{ kind: 'member', from: 'preconditions', on: 'trigger', sure: true },
    how: 'List the flows in dependsOn and the time in window. Read outputs as trigger.outputs.<flowId>.<key>.',
  },
  {
    ...{ kind: 'member', from: 'minLogLevel', to: 'logLevel', on: 'trigger', sure: true },
    how: 'Use logLevel.',
  },
  ...['io.kestra.plugin.git.Sync*', 'io.kestra.plugin.kestra.*', 'io.kestra.plugin.ai.tool.KestraFlow'].map(
    (from): Change => ({
      ...{ kind: 'without', from, to: 'auth', sure: false },
      how: 'It calls the Kestra API, which requires credentials. Set auth.',
    }),
  ),
  { kind: 'function', from: 'json', to: 'fromJson', how: 'Use fromJson.', sure: true },
  {
    ...{ kind: 'function', from: 'currentEachOutput', sure: true },
    how: 'Declare outputs in the Loop, and read them from the outputs of the Loop.',
  },
  { kind: 'filter', from: 'json', to: 'toJson', how: 'Use toJson.', sure: true },
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
      how: `Inside a Loop, use ${to}.`,
    }),
  ),
  {
    ...{ kind: 'variable', from: 'parents[*].taskrun.value', on: 'loop', sure: false },
    how: 'Inside a Loop, use item.parents for the loops around it.',
  },
  { kind: 'value', from: 'CANCELED', to: 'CANCELLED', how: 'Use CANCELLED.', sure: false },
];

/** What the table says about something that the instance refuses; `refusal` is Kestra's message. */
export function hintOf(refusal: string): string | undefined {
  const [, type] = /^Invalid type: (\S+)/.exec(refusal) ?? [];
  const [, member] = /^Unrecognized field "(\w+)"/.exec(refusal) ?? [];
  const found = CHANGES.find(
    ({ kind, from }) => (kind === 'type' && from === type) || (kind === 'member' && from === member),
  );
  if (found !== undefined) return found.how;
  return type?.includes('.') ? 'Search the types of this instance with search_task_types.' : undefined;
}

/** What the table says about a function or filter. */
export function changedWord(kind: 'function' | 'filter', name: string): Change | undefined {
  return CHANGES.find((change) => change.kind === kind && change.from === name);
}

/** What the table says about a type, by its full name or by the part after any dot. */
export function changedType(name: string): Change | undefined {
  return CHANGES.find(
    ({ kind, from, on }) =>
      kind === 'type' && on === undefined && (from === name || from.endsWith(`.${name}`)),
  );
}
