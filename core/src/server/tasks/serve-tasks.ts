import {
  MissingRequiredClientCapabilityError,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { InputError } from '../../foundation/errors.js';
import { answered, toolContext } from '../answer.js';
import type { ServedHost } from '../served-host.js';
import { TASKS, takesTasks } from './extension.js';
import { detailedTask } from './views.js';

type Params = { taskId?: unknown };
/** Accept anything here. The handler checks it, and explains what is wrong. */
const PARAMS = {
  '~standard': {
    version: 1,
    vendor: 'kestra-mcp',
    validate: (value: unknown) => ({ value }),
  },
} as const;

/**
 * Serves the tasks extension to clients of the 2026-07-28 protocol. Earlier clients have another kind of tasks, and get
 * only progress.
 */
export function serveTasks(server: Server, host: ServedHost): void {
  server.registerCapabilities({ extensions: { [TASKS]: {} } });
  const serve = (method: string, answer: (id: string, context: ServerContext) => Promise<object>) =>
    server.setRequestHandler(method, { params: PARAMS }, async (params, context) => {
      const id = idOf(method, params as Params, context);
      return { ...(await answered(answer(id, context))) };
    });
  serve('tasks/get', async (id, context) =>
    detailedTask(id, await host.lookAtTask(id, toolContext(context))),
  );
  // The protocol needs only an acknowledgement. The message is for people.
  serve('tasks/cancel', async (id) => ({ message: await host.cancelTask(id) }));
  serve('tasks/update', async (id, context) => {
    // First refuse an id that does not belong to the caller.
    await host.lookAtTask(id, toolContext(context));
    throw new InputError(
      'This task has asked for nothing, so there is nothing to update. To give a paused execution its inputs, call resume_execution.',
    );
  });
}

function idOf(method: string, { taskId }: Params, context: ServerContext): string {
  if (!takesTasks(context)) {
    throw new MissingRequiredClientCapabilityError(
      { requiredCapabilities: { extensions: { [TASKS]: {} } } },
      `${method} requires that the client declares the extension ${TASKS} in the request.`,
    );
  }
  if (typeof taskId === 'string') return taskId;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${method} needs "taskId".`);
}
