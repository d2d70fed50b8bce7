import { labFlow } from '../../published/sandbox/testing/probe.js';

export const CORE = 'io.kestra.plugin.core';

/** An execution to diagnose: how it comes about, and what the diagnosis must name. */
export interface Failure {
  /** The flows; the first one is run. */
  flows: (major: number) => string[];
  form?: Record<string, string>;
  /** How to start it, for example `?scheduleDate=…`. */
  query?: string;
  /** The state in which it is diagnosed. */
  state: string;
  /** What the cause must contain, besides the state. */
  names: readonly string[];
  /** Tools that the suggested next steps must contain. */
  next?: readonly string[];
  /** Whether the execution itself is run again, and not the one that it started. */
  runsAgain?: true;
  /** What happens after it has started. */
  then?: 'kill' | 'kill above' | 'pause' | 'second' | 'restart';
  /** What else the result must contain. */
  says?: readonly string[];
}

export const fail = (id: string, message: string, more = '') =>
  `{id: ${id}, type: ${CORE}.execution.Fail, errorMessage: "${message}"${more}}`;
export const log = (id: string, more = '') => `{id: ${id}, type: ${CORE}.log.Log, message: hello${more}}`;
export const sub = (id: string, flowId: string, more = '') =>
  `{id: ${id}, type: ${CORE}.flow.Subflow, namespace: lab, flowId: ${flowId}, wait: true${more}}`;
export const sleep = (id: string, duration = 'PT1H', more = '') =>
  `{id: ${id}, type: ${CORE}.flow.Sleep, duration: ${duration}${more}}`;

export const tasks = (...each: string[]) => `tasks:\n${each.map((one) => `  - ${one}\n`).join('')}`;
export const flow = (id: string, ...each: string[]) => labFlow(id, tasks(...each));

/** The value of an iteration, in the syntax of each major version. */
export const item = (major: number) => (major >= 2 ? 'item.value' : 'taskrun.value');
export const range = (count: number) => JSON.stringify(Array.from({ length: count }, (_, n) => `v${n}`));
