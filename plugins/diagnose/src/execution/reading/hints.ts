import type { Execution, Flow } from '@kestra-mcp/core';
import { isMap, type TaskPlace } from './flow-map.js';

/** The kind of failure that a message describes, and what helps. */
export interface Hint {
  kind: 'secret' | 'type' | 'expression' | 'timeout' | 'subflow' | 'input' | 'other';
  /** What is missing, by name. */
  name?: string;
  /** One or two sentences on what to do. */
  help?: string;
}

type Rule = readonly [kind: Hint['kind'], form: RegExp, help: (name: string, at: At) => string];

interface At {
  namespace: string;
  task?: TaskPlace | undefined;
}

const RULES: readonly Rule[] = [
  [
    'secret',
    /(?:find|found|resolve|missing|unknown)\b[^\n]{0,40}?\bsecret\b[^'"`[\n]{0,40}['"`[]([\w.-]+)/i,
    (name, { namespace }) =>
      `Add the secret "${name}" to the namespace ${namespace}, or correct its name in the flow.`,
  ],
  [
    'secret',
    /\bsecret\b[^'"`[\n]{0,40}['"`[]([\w.-]+)['"`\]][^\n]{0,60}(?:not found|does not exist|missing|not available)/i,
    (name, { namespace }) =>
      `Add the secret "${name}" to the namespace ${namespace}, or correct its name in the flow.`,
  ],
  [
    'type',
    /(?:invalid type|unable to find plugin|no plugin found|plugin not found|unknown (?:task|plugin) type)[^\w]*(?:for|with|of)?[^\w]*(?:type|name|class)?[^\w]*([\w.$]+\.[\w.$]+)/i,
    (name) => `This Kestra instance has no task type ${name}. Install its plugin, or use another type.`,
  ],
  [
    'type',
    /could not resolve type id ['"]([\w.$]+)['"]/i,
    (name) => `This Kestra instance has no task type ${name}. Install its plugin, or use another type.`,
  ],
  [
    'expression',
    /(?:function or macro|filter|test) \[?['"`]?([\w.]+)/i,
    (name) => `The expression uses "${name}", which this Kestra instance does not have. Correct the flow.`,
  ],
  [
    'expression',
    /unable to find [`'"]([^`'"]+)[`'"] used in the expression/i,
    (name) =>
      `The expression uses "${name}", which has no value here. Correct the expression, or give it a default with "??".`,
  ],
  [
    'subflow',
    /unable to find flow '([^']+)'\.'([^']+)'/i,
    () => 'The subflow does not exist. Create it, or correct its name in the flow.',
  ],
  [
    'subflow',
    /execute a flow which is disabled|flow .{0,120}is disabled/i,
    () => 'The subflow is disabled. Enable it.',
  ],
  [
    'timeout',
    /^timeout after|timeoutexceeded/i,
    (_, { task }) =>
      `The task took longer than its timeout${task?.task.timeout ? ` of ${String(task.task.timeout)}` : ''}. Raise the timeout, or find out what was slow.`,
  ],
  [
    'input',
    /missing required input|invalid (?:value for )?input/i,
    () => 'An input is missing or not valid. Give a valid value.',
  ],
];

/** Most characters of a message to match: the patterns take cubic time. */
const LONGEST = 600;

/** Recognizes a message by its form. */
export function hintOf(message: string, at: At): Hint {
  const beginning = message.slice(0, LONGEST);
  for (const [kind, form, help] of RULES) {
    const found = form.exec(beginning);
    if (found === null) continue;
    const name = [found[1], found[2]].filter(Boolean).join('.');
    return { kind, ...(name !== '' && { name }), help: help(name, at) };
  }
  return { kind: 'other' };
}

/** The flow that a Subflow task calls. */
export function subflowOf(task: TaskPlace | undefined): string | undefined {
  const { namespace, flowId } = task?.task ?? {};
  return typeof flowId === 'string' ? [namespace, flowId].filter(Boolean).join('.') : undefined;
}

/** Why Kestra could not read a flow. It returns this instead of the tasks. */
export function unreadable(flow: Flow | undefined): string | undefined {
  const exception = flow?.exception;
  return typeof exception === 'string' && exception !== '' ? exception.split('\n')[0] : undefined;
}

/** The limit of concurrent executions of a flow. */
export function concurrencyOf(flow: Flow | undefined): { limit: unknown; behavior: string } | undefined {
  const concurrency = flow?.concurrency;
  if (!isMap(concurrency)) return undefined;
  return { limit: concurrency.limit, behavior: String(concurrency.behavior ?? 'QUEUE') };
}

/** The value of a system label. */
export function systemLabel({ labels }: Execution, name: string): string | undefined {
  const found = (labels ?? []).find(({ key }) => key === `system.${name}`);
  return found === undefined ? undefined : String(found.value);
}
