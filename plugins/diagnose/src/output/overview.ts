import {
  type Execution,
  jsonChars,
  type KestraClient,
  KestraMcpError,
  rowsFrom,
  type TaskRun,
} from '@kestra-mcp/core';
import { iterationsOf } from './iterations.js';
import { isFile, kindOf, withoutSealed } from './kinds.js';
import type { Wanted } from './tell-value.js';

/** One output in the list. */
export interface OutputRow {
  name: string;
  type: string;
  size?: number;
  unit?: string;
  value?: unknown;
  uri?: string;
  task_run_id?: string;
  iteration?: unknown;
}

/** Longest value, as JSON, to show in the list. */
const SHORT = 120;
/** Most files of one output to list separately. */
const MOST_FILES = 20;
/** Most files whose size is requested, with one request each. */
const MOST_SIZES = 16;
const AT_ONCE = 8;
const DEEPEST = 4;
const MARGIN = 1_500;

/** Lists outputs and files without their content. */
export async function listOutputs(kestra: KestraClient, execution: Execution, wanted: Omit<Wanted, 'name'>) {
  const { offset, limit, answerChars } = wanted;
  const loops = await iterationsOf(kestra, execution, wanted);
  const rows = allRows(execution);
  const room = answerChars - MARGIN - jsonChars(loops);
  const listed = rowsFrom(rows, { offset: Math.min(offset, rows.length), most: limit, room });
  const next = [listed.next, loops?.next, leftOut(execution)].filter(Boolean).join(' ');
  return {
    state: execution.state.current,
    outputs: await withSizes(kestra, execution, listed.results),
    total: listed.total,
    ...(loops && { iterations: loops.iterations }),
    ...(rows.length === 0 && { note: 'The execution has no outputs and no files.' }),
    ...(next !== '' && { next }),
    ...kestra.ui.link(kestra.ui.execution(execution)),
  };
}

function allRows(execution: Execution): OutputRow[] {
  const { inputs, outputs, trigger, taskRunList = [] } = execution;
  const runsOf = new Map<string, number>();
  for (const { taskId } of taskRunList) runsOf.set(taskId, (runsOf.get(taskId) ?? 0) + 1);
  return [
    ...rowsOf(outputs, ''),
    ...taskRunList.flatMap((run) => {
      const isOneOfMany = (runsOf.get(run.taskId) ?? 0) > 1;
      return rowsOf(run.outputs, `${run.taskId}.`).map((row) => ({ ...row, ...(isOneOfMany && whose(run)) }));
    }),
    ...filesIn(inputs, 'inputs'),
    ...filesIn(trigger, 'trigger'),
  ];
}

function whose({ id, value }: TaskRun) {
  return { task_run_id: id, ...(value != null && { iteration: value }) };
}

function rowsOf(outputs: unknown, prefix: string): OutputRow[] {
  if (typeof outputs !== 'object' || outputs === null) return [];
  return Object.entries(outputs).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    if (isFile(value)) return [fileRow(name, value)];
    const files = filesIn(value, name);
    return [valueRow(name, value, files.length > 0), ...files];
  });
}

function fileRow(name: string, uri: string): OutputRow {
  return { name, type: 'file', uri };
}

function valueRow(name: string, given: unknown, hasFiles: boolean): OutputRow {
  const { type, size, unit } = kindOf(given);
  if (type === 'encrypted') return { name, type };
  const value = withoutSealed(given);
  if (!hasFiles && jsonChars(value) <= SHORT) return { name, type, value };
  return { name, type, ...(size !== undefined && { size }), ...(unit !== undefined && { unit }) };
}

/** Files inside a value, by the names that lead to them. */
function filesIn(value: unknown, name: string, depth = 0): OutputRow[] {
  if (isFile(value)) return [fileRow(name, value)];
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return [];
  const found: OutputRow[] = [];
  for (const [key, member] of Object.entries(value)) {
    found.push(...filesIn(member, `${name}.${key}`, depth + 1));
    if (found.length >= MOST_FILES) break;
  }
  return found.slice(0, MOST_FILES);
}

async function withSizes(
  kestra: KestraClient,
  execution: Execution,
  rows: OutputRow[],
): Promise<OutputRow[]> {
  const uris = [...new Set(rows.flatMap(({ uri }) => uri ?? []))].slice(0, MOST_SIZES);
  const sizes = new Map<string, number>();
  for (let at = 0; at < uris.length; at += AT_ONCE) {
    const some = uris.slice(at, at + AT_ONCE);
    await Promise.all(
      some.map(async (uri) => {
        const size = await sizeOf(kestra, execution, uri);
        if (size !== undefined) sizes.set(uri, size);
      }),
    );
  }
  return rows.map((row) => {
    const size = row.uri === undefined ? undefined : sizes.get(row.uri);
    return size === undefined ? row : { ...row, size, unit: 'bytes' };
  });
}

/** Undefined if the file cannot be read: seeing an output does not mean being allowed to see its file. */
async function sizeOf(kestra: KestraClient, execution: Execution, uri: string): Promise<number | undefined> {
  try {
    return await kestra.executionFiles.size(execution, uri);
  } catch (error) {
    if (!KestraMcpError.is(error) || error.code === 'KMCP_CANCELLED') throw error;
    return undefined;
  }
}

function leftOut({ outputsLeftOut = 0, outputsTooLarge = [], id }: Execution): string | undefined {
  const said = [
    ...(outputsLeftOut > 0
      ? [`${outputsLeftOut} more task runs have outputs. To see the outputs of one, give its task_run_id.`]
      : []),
    ...(outputsTooLarge.length > 0
      ? [
          `Not read, because they are larger than 10 MB: the outputs of ${outputsTooLarge.map((each) => (each === id ? 'the execution' : each)).join(', ')}.`,
        ]
      : []),
  ];
  return said.length > 0 ? said.join(' ') : undefined;
}
