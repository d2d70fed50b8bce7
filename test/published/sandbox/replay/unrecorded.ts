import type { RecordedRequest } from './recording.js';

/** Something that was done to the recorded server without being recorded: what came of it shows in what follows. */
export interface Step {
  request: RecordedRequest;
  /** The recorded id of the execution that it started. */
  as?: string;
  /** The recorded ids of its task runs, by task. */
  runs?: Readonly<Record<string, string>>;
  /** Milliseconds to let pass. */
  wait?: number;
}

/** By the name of an entry, what was done right before it. */
export type Unrecorded = Readonly<Record<string, readonly Step[]>>;

const ENDED_MS = 3000;

/** A flow was started, and had the time to end. */
export function started(
  flowId: string,
  more: Omit<Step, 'request'> & Pick<RecordedRequest, 'query'> = {},
): Step {
  const { query = null, ...step } = more;
  const path = `/main/executions/rec.demo/${flowId}`;
  return { request: { method: 'POST', path, query, auth: 'basic' }, wait: ENDED_MS, ...step };
}

/** Nothing was asked for a while: what runs came to its end. */
export const waited = (wait: number): Step => ({
  request: { method: 'GET', path: '/configs/login', auth: 'basic' },
  wait,
});

/** Executions were killed. */
export function killed(...ids: string[]): Step {
  const request = { method: 'DELETE', path: '/main/executions/kill/by-ids', auth: 'basic' } as const;
  return { request: { ...request, contentType: 'application/json', body: ids }, wait: ENDED_MS };
}
