import { type ConnectedMcpSessionPort, withTasks } from '@modelcontextprotocol/ext-tasks/client';
import type { JsonValue } from '@modelcontextprotocol/ext-tasks/core';
import type { StartOptions } from '../programs/environment.js';
import { type Message, RawHost } from './raw.js';

export const TASKS = 'io.modelcontextprotocol/tasks';

/** The `_meta` of each 2026-07-28 request, for a client with or without support for tasks. */
export function envelope(takesTasks = true): object {
  return {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'tasks', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': takesTasks ? { extensions: { [TASKS]: {} } } : {},
  };
}

/**
 * A server on stdio, with a client that takes tasks and uses the 2026-07-28 protocol. Tests send messages directly, or
 * use the requester of ext-tasks.
 */
export class TaskHost {
  readonly raw: RawHost;
  private last = 0;

  constructor(options: StartOptions) {
    this.raw = new RawHost(options);
  }

  async ask(method: string, params: object = {}, takesTasks = true): Promise<Message> {
    const id = ++this.last;
    this.raw.send({ jsonrpc: '2.0', id, method, params: { ...params, _meta: envelope(takesTasks) } });
    return this.raw.answer(id);
  }

  /** Calls a tool as a client that takes tasks, or as one that waits for the result. */
  async call(name: string, args: object, takesTasks = true): Promise<Message['result']> {
    const { result, error } = await this.ask('tools/call', { name, arguments: args }, takesTasks);
    if (error !== undefined) throw new Error(error.message);
    return result;
  }

  /** Polls at the interval of the task, at most 500 ms, until it is no longer working. */
  async settled(taskId: string): Promise<Message['result']> {
    for (;;) {
      const { result, error } = await this.ask('tasks/get', { taskId });
      if (error !== undefined) throw new Error(`${error.code} ${error.message}`);
      if (result.status !== 'working') return result;
      await new Promise((resolve) => setTimeout(resolve, Math.min(500, result.pollIntervalMs)));
    }
  }

  /** The session of `@modelcontextprotocol/ext-tasks`. */
  session(): ReturnType<typeof withTasks> {
    const port: ConnectedMcpSessionPort = {
      endpointId: 'stdio',
      taskCapabilities: { generation: 'v2', capabilities: {} },
      invalidated: false,
      dispatch: async (request) => {
        const { method, params } = request as { method: string; params: object };
        const { result, error } = await this.ask(method, params);
        return error === undefined
          ? { kind: 'result', result: result as JsonValue }
          : { kind: 'error', error };
      },
      onServerRequest: () => () => undefined,
      onNotification: () => () => undefined,
      onInvalidated: () => () => undefined,
    };
    return withTasks(port);
  }

  async killed(): Promise<void> {
    this.raw.kill('SIGKILL');
    await this.raw.finished;
  }

  async ended(): Promise<void> {
    this.raw.endInput();
    await this.raw.finished;
  }
}
