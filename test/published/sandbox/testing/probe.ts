import { setTimeout as delay } from 'node:timers/promises';
import { type Sandbox, type SandboxOptions, startSandbox } from '../index.js';
import { isObject, type JsonObject } from '../json.js';

/** A response with its JSON body, or its text if it is not JSON. */
export interface Probed {
  status: number;
  type: string | null;
  body: unknown;
}

export interface Sending {
  yaml?: string;
  json?: unknown;
  text?: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

const BOUND_MS = 30_000;

/** A sandbox with a small client, for tests. */
export class Probe {
  private constructor(readonly sandbox: Sandbox) {}

  static async start(options: SandboxOptions = {}): Promise<Probe> {
    return new Probe(await startSandbox({ pace: 1, ...options }));
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  /** Sends a request below the tenant: `send('GET', '/flows/search?q=a')`. */
  send(method: string, path: string, sending: Sending = {}): Promise<Probed> {
    return this.raw(method, `/main${path}`, sending);
  }

  /** Sends a request below `/api/v1`: `raw('GET', '/configs')`. */
  async raw(method: string, path: string, sending: Sending = {}): Promise<Probed> {
    const { body, type } = content(sending);
    const headers = { ...(type ? { 'content-type': type } : {}), ...sending.headers };
    const init = body === undefined ? { method, headers } : { method, headers, body };
    const response = await fetch(`${this.sandbox.baseUrl}${path}`, init);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: parsed(await response.text()),
    };
  }

  /** Sends a request that must succeed, and returns its JSON object. */
  async object(method: string, path: string, sending: Sending = {}): Promise<JsonObject> {
    const { status, body } = await this.send(method, path, sending);
    if (status >= 300 || !isObject(body))
      throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Creates flows from their sources. */
  async flows(...sources: string[]): Promise<void> {
    for (const yaml of sources) await this.object('POST', '/flows', { yaml });
  }

  /** Starts a flow in the namespace `lab` and returns the ended execution. */
  run(flow: string, form: Record<string, string> = {}): Promise<JsonObject> {
    return this.object('POST', `/executions/lab/${flow}?wait=true`, { form });
  }

  /** Starts a flow in the namespace `lab` and returns the id of the execution. */
  async begin(flow: string): Promise<string> {
    return String((await this.object('POST', `/executions/lab/${flow}`)).id);
  }

  /** Waits until a search returns a number of rows. Fails if that takes too long. */
  async untilTotal(path: string, total: number): Promise<JsonObject> {
    for (const end = Date.now() + BOUND_MS; Date.now() < end; await delay(2)) {
      const page = await this.object('GET', path);
      if (page.total === total) return page;
    }
    throw new Error(`${path} has not come to ${total} rows`);
  }

  /** Waits until an execution is in a state. Fails if that takes too long. */
  async until(id: string, state: string): Promise<JsonObject> {
    for (const end = Date.now() + BOUND_MS; Date.now() < end; await delay(2)) {
      const execution = await this.object('GET', `/executions/${id}`);
      if (stateOf(execution) === state) return execution;
    }
    throw new Error(`Execution ${id} has not become ${state}`);
  }
}

/** The source of a flow in the namespace `lab`. */
export const labFlow = (id: string, rest: string) => `id: ${id}\nnamespace: lab\n${rest}`;

/** `state.current`. */
export function stateOf(owner: JsonObject): unknown {
  return isObject(owner.state) ? owner.state.current : undefined;
}

/** `{hello: 'SUCCESS'}`: the state of each task run. */
export function taskStates(execution: JsonObject): Record<string, unknown> {
  return Object.fromEntries(taskRuns(execution).map((run) => [String(run.taskId), stateOf(run)]));
}

/** The outputs of a task's run. */
export function taskOutputs(execution: JsonObject, taskId: string): unknown {
  return taskRuns(execution).find((run) => run.taskId === taskId)?.outputs;
}

export function taskRuns({ taskRunList }: JsonObject): JsonObject[] {
  return Array.isArray(taskRunList) ? taskRunList.filter(isObject) : [];
}

function content({ yaml, json, text, form }: Sending): { body?: string | FormData; type?: string } {
  if (yaml !== undefined) return { body: yaml, type: 'application/x-yaml' };
  if (json !== undefined) return { body: JSON.stringify(json), type: 'application/json' };
  if (text !== undefined) return { body: text, type: 'text/plain' };
  if (!form) return {};
  const data = new FormData();
  for (const [name, value] of Object.entries(form)) data.append(name, value);
  return { body: data };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
