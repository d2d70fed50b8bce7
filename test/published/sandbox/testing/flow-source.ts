import { readFlow } from '../flow/read.js';
import type { FlowRules } from '../flow/rules.js';
import { ApiError } from '../http/envelope.js';

export const CORE = 'io.kestra.plugin.core';
/** A list of tasks, for a test that is about something else. */
export const LOG = `tasks:\n  - {id: log, type: ${CORE}.log.Log, message: x}\n`;

/** A flow in the namespace `lab`. */
export const flow = (rest: string) => `id: f\nnamespace: lab\n${rest}`;
/** A flow with one task that has these properties. */
export const task = (properties: string) => flow(`tasks:\n  - {id: t, ${properties}}\n`);
/** A flow with these inputs. */
export const inputs = (...list: string[]) =>
  flow(`inputs:\n${list.map((each) => `  - {${each}}\n`).join('')}${LOG}`);

/** The status and message with which a source is rejected. Undefined if it is accepted. */
export function refusal(source: string, rules: FlowRules): string | undefined {
  try {
    readFlow(source, rules);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return `${error.status} ${error.message}`;
    throw error;
  }
}
