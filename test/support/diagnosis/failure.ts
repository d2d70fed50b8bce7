import { labFlow } from '../../published/sandbox/testing/probe.js';

export const CORE = 'io.kestra.plugin.core';

/** An execution to be diagnosed: how it comes about, and what its cause has to name. */
export interface Failure {
  /** The flows; the first one is run. */
  flows: (major: number) => string[];
  form?: Record<string, string>;
  /** How it is started, such as `?scheduleDate=…`. */
  query?: string;
  /** The state in which it is looked at. */
  state: string;
  /** What the cause must say, beside the state. */
  names: readonly string[];
  /** Tools that have to be among what is done next. */
  next?: readonly string[];
  /** Whether it is itself what is run again, and not what it has started. */
  runsAgain?: true;
  /** What happens once it runs. */
  then?: 'kill' | 'kill above' | 'pause' | 'second' | 'restart';
  /** What else the answer says. */
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

/** The value of an iteration, as each major writes it. */
export const item = (major: number) => (major >= 2 ? 'item.value' : 'taskrun.value');
export const range = (count: number) => JSON.stringify(Array.from({ length: count }, (_, n) => `v${n}`));
