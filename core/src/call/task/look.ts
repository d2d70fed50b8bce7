import { describeError, InputError, KestraMcpError } from '../../foundation/errors.js';
import { now } from '../../foundation/time/clock.js';
import { currentCaller } from '../../kestra/wire/scope.js';
import type { CallContext, ToolContext } from '../../plugin/author/context.js';
import type { RunnableTool } from '../../plugin/run/runnables.js';
import { failureResult, type ToolResult } from '../../response/result.js';
import type { SelectedTool } from '../../selection/selection.js';
import { answerOf } from '../answer/answer-of.js';
import type { Called } from '../answer/fault.js';
import { FaultError, fault } from '../answer/fault.js';
import { checkEnabled } from '../policy.js';
import { run, told } from '../run.js';
import type { CallServices } from '../services.js';
import { openedId, type TaskNamed } from './id.js';

/** The state of a task at one lookup. */
export type TaskView = { begunAt: Date } & (
  | { status: 'working' | 'cancelled'; message: string }
  | { status: 'completed'; result: ToolResult }
);

/** Errors that may be gone at the next lookup. */
const PASSING: ReadonlySet<string> = new Set([
  'KMCP_UNREACHABLE',
  'KMCP_TIMED_OUT',
  'KMCP_RATE_LIMITED',
  'KMCP_SERVER_ERROR',
]);
const GOES_ON = 'What the call started continues in Kestra.';

/** Looks up a task. The present selection, fixed namespaces, credentials, limits and masks all apply. */
export async function lookAtTask(
  services: CallServices,
  id: string,
  context: CallContext,
): Promise<TaskView> {
  const named = taskOf(services, id);
  const { begunAt } = named;
  const end = services.tasks.ended.get(id);
  if (end?.status === 'cancelled') return { ...end, begunAt };
  const selected = services.selection().tools.get(named.tool);
  if (selected === undefined) return { status: 'completed', begunAt, result: gone(named) };
  return { ...(await look(services, selected, { id, named, context })), begunAt };
}

/** Ends a task for the client. The execution behind it keeps running, and the text says so. */
export async function cancelTask(services: CallServices, id: string): Promise<string> {
  const named = taskOf(services, id);
  const message = await goesOn(services, named);
  services.tasks.ended.end(id, { status: 'cancelled', message });
  const end = services.tasks.ended.get(id);
  return end?.status === 'cancelled' ? end.message : 'The task had already ended.';
}

/** Reads an id. An id from another server, instance or caller is an input error. */
function taskOf({ tasks }: CallServices, id: string): TaskNamed {
  const named = openedId(id, tasks.seal());
  if (named !== undefined) return named;
  currentCaller()?.heard?.('doubtful');
  throw new InputError(
    'This task does not exist, or it belongs to another server, Kestra instance or caller.',
  );
}

async function look(
  services: CallServices,
  selected: SelectedTool,
  { id, named, context }: { id: string; named: TaskNamed; context: CallContext },
) {
  const { plugin, manifest } = selected.tool;
  const called = { plugin, name: manifest.name };
  const start = now();
  try {
    checkEnabled(`tool "${manifest.name}"`, selected);
    const found = await services.runtime.during(plugin, async () => {
      const tool = await services.runtime.tool(plugin, manifest.name);
      const hasEnded = services.tasks.ended.get(id) !== undefined;
      const value = await run(services, called, context, (limited) =>
        lookOf(tool, called, named, { ...limited, hasEnded }),
      );
      const view = await viewOf(services, { called, tool, manifest }, value);
      if (view.status === 'completed') services.tasks.ended.end(id, { status: 'completed' });
      return view;
    });
    services.ended(called.name, now() - start);
    return found;
  } catch (thrown) {
    if (isPassing(thrown)) {
      services.ended(called.name, now() - start, thrown);
      return { status: 'working', message: services.redact(thrown.message) } as const;
    }
    return {
      status: 'completed',
      result: failureResult(told(services, called, start, withGoesOn(thrown))),
    } as const;
  }
}

/** Turns a lookup into what the client sees. */
async function viewOf(services: CallServices, answering: Parameters<typeof answerOf>[1], value: unknown) {
  const { status, message, result } = (value ?? {}) as {
    status?: unknown;
    message?: unknown;
    result?: unknown;
  };
  if (status === 'working') return { status, message: services.redact(String(message)) } as const;
  if (status === 'completed') return { status, result: await answerOf(services, answering, result) } as const;
  throw fault(answering.called, 'reported a task that is neither working nor completed.');
}

function lookOf(
  tool: RunnableTool,
  called: Called,
  { state, begunAt }: TaskNamed,
  context: ToolContext & { hasEnded: boolean },
): unknown {
  const { task } = tool.declaration;
  const known = task?.state.safeParse(state);
  if (known?.success) return tool.look(known.data, { ...context, begunAt });
  throw fault(called, 'no longer recognizes its own task.', {
    hint: `The plugin has changed since the call. ${GOES_ON}`,
  });
}

function isPassing(thrown: unknown): thrown is KestraMcpError {
  return KestraMcpError.is(thrown) && PASSING.has(thrown.code) && !(thrown instanceof FaultError);
}

/** The tool was disabled meanwhile: say that the work continues, although it is no longer visible here. */
function withGoesOn(thrown: unknown): unknown {
  if (!KestraMcpError.is(thrown) || thrown.code !== 'KMCP_DISABLED') return thrown;
  return new KestraMcpError(thrown.code, thrown.message, { hint: GOES_ON });
}

function gone({ tool }: TaskNamed): ToolResult {
  return failureResult(
    `The tool "${tool}" no longer exists: its plugin is not in use or cannot be used. ${GOES_ON}`,
  );
}

/** Uses the tool's own words, if the tool can still be called. */
async function goesOn(services: CallServices, { tool, state }: TaskNamed): Promise<string> {
  const selected = services.selection().tools.get(tool);
  if (selected === undefined || !selected.enabled) return GOES_ON;
  const { plugin, manifest } = selected.tool;
  try {
    const { declaration } = await services.runtime.tool(plugin, manifest.name);
    const said = declaration.task?.goesOn?.(state as never);
    return said === undefined ? GOES_ON : services.redact(said);
  } catch (error) {
    services.ended(`${tool}: ${describeError(error)}`, 0, error);
    return GOES_ON;
  }
}
