import { type ConnectedMcpSessionPort, withTasks } from '@modelcontextprotocol/ext-tasks/client';
import type { JsonValue } from '@modelcontextprotocol/ext-tasks/core';
import type { StartOptions } from '../programs/environment.js';
import { type Message, RawHost } from './raw.js';

export const TASKS = 'io.modelcontextprotocol/tasks';

/** What each request of 2026-07-28 carries, by a client that takes tasks or by one that does not. */
export function envelope(takesTasks = true): object {
  return {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'tasks', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': takesTasks ? { extensions: { [TASKS]: {} } } : {},
  };
}

/** A host on stdio, spoken to in 2026-07-28 by a client that takes tasks: its own word by word, or ext-tasks' requester. */
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

  /** The answer to a call: of a client that takes tasks, or of one that waits. */
  async call(name: string, args: object, takesTasks = true): Promise<Message['result']> {
    const { result, error } = await this.ask('tools/call', { name, arguments: args }, takesTasks);
    if (error !== undefined) throw new Error(error.message);
    return result;
  }

  /** Asks as often as the task says, until it is not working any more. */
  async settled(taskId: string): Promise<Message['result']> {
    for (;;) {
      const { result, error } = await this.ask('tasks/get', { taskId });
      if (error !== undefined) throw new Error(`${error.code} ${error.message}`);
      if (result.status !== 'working') return result;
      await new Promise((resolve) => setTimeout(resolve, Math.min(500, result.pollIntervalMs)));
    }
  }

  /** What `@modelcontextprotocol/ext-tasks` makes of it. */
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
