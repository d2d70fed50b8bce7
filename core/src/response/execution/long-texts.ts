import { cutText } from '../bound/cut-text.js';
import { jsonChars } from '../bound/json-chars.js';

/** Limits for the length of a text in characters, tried in this order. */
const LONGEST = [8_000, 2_000, 500];
/** Members that may be long and contain the user's content. */
const CONTENT = ['inputs', 'outputs', 'variables', 'trigger', 'value', 'loopRun'];

/**
 * An execution or one of its task runs. If it is larger than its space, the long texts of its inputs and outputs are
 * cut. Each cut names the call that reads the whole text.
 */
export function shortened<T extends object>(
  told: T,
  room: number,
  executionId: string,
  taskRunId?: string,
): T {
  let shorter = told;
  for (const longest of LONGEST) {
    if (jsonChars(shorter) <= room) return shorter;
    shorter = cutWithin(told, longest, { executionId, taskRunId });
  }
  return shorter;
}

/** An execution without the content that its first result has already shown and that would fill each further one. */
export function withoutContent<T extends object>(told: T): T {
  return Object.fromEntries(Object.entries(told).filter(([name]) => !CONTENT.includes(name))) as T;
}

interface Owner {
  executionId: string;
  taskRunId: string | undefined;
}

function cutWithin<T extends object>(told: T, longest: number, owner: Owner): T {
  const members = told as Record<string, unknown>;
  const cut = CONTENT.flatMap((name) =>
    name in members ? [[name, cutAll(members[name], longest, { ...owner, path: name })]] : [],
  );
  return { ...told, ...Object.fromEntries(cut) };
}

function cutAll(value: unknown, longest: number, at: Owner & { path: string }): unknown {
  if (typeof value === 'string') return cutText(value, longest, { readOn: readOn(at) });
  if (Array.isArray(value))
    return value.map((item, index) => cutAll(item, longest, { ...at, path: `${at.path}.${index}` }));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      cutAll(member, longest, { ...at, path: `${at.path}.${key}` }),
    ]),
  );
}

function readOn({ executionId, taskRunId, path }: Owner & { path: string }): string {
  const where = taskRunId === undefined ? '' : `, task_run_id ${taskRunId}`;
  return `To read it in parts, call manage_executions get ${executionId}${where} with path ${path}.`;
}
