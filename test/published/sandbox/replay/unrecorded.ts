import type { RecordedRequest } from './recording.js';

/** Something that happened to the recorded server without being recorded. Later entries show its effect. */
export interface Step {
  request: RecordedRequest;
  /** The recorded id of the execution that it started. */
  as?: string;
  /** The recorded ids of its task runs, by task. */
  runs?: Readonly<Record<string, string>>;
  /** The time to wait, in milliseconds. */
  wait?: number;
}

/** What happened right before an entry, by the name of the entry. */
export type Unrecorded = Readonly<Record<string, readonly Step[]>>;

const ENDED_MS = 3000;

/** A flow was started and had time to end. */
export function started(
  flowId: string,
  more: Omit<Step, 'request'> & Pick<RecordedRequest, 'query'> = {},
): Step {
  const { query = null, ...step } = more;
  const path = `/main/executions/rec.demo/${flowId}`;
  return { request: { method: 'POST', path, query, auth: 'basic' }, wait: ENDED_MS, ...step };
}

/** The recorder paused, and running executions ended. */
export const waited = (wait: number): Step => ({
  request: { method: 'GET', path: '/configs/login', auth: 'basic' },
  wait,
});

/** Executions were killed. */
export function killed(...ids: string[]): Step {
  const request = { method: 'DELETE', path: '/main/executions/kill/by-ids', auth: 'basic' } as const;
  return { request: { ...request, contentType: 'application/json', body: ids }, wait: ENDED_MS };
}
