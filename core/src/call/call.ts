import { KestraMcpError } from '../foundation/errors.js';
import { beginning } from '../foundation/hidden.js';
import { now } from '../foundation/time/clock.js';
import type { CallContext, ToolContext } from '../plugin/author/context.js';
import { ALIASES } from '../plugin/load/known.js';
import type { RunnableTool } from '../plugin/run/runnables.js';
import { AsTask } from '../plugin/task/as-task.js';
import { failureResult, type ToolResult } from '../response/result.js';
import { narrowedSchema } from '../selection/schema.js';
import type { SelectedTool, Selection } from '../selection/selection.js';
import { withNarrower } from './answer/fitting.js';
import { narrowerCall } from './answer/narrower.js';
import { resultOf } from './answer/result-of.js';
import { asMeant } from './as-meant.js';
import { ClientLacks } from './ask/client-lacks.js';
import { InputRequired } from './ask/input-required.js';
import { carryOut } from './confirm/carry-out.js';
import { takeEcho } from './confirm/need.js';
import { refuseCut } from './cut-argument.js';
import { withFixed } from './fixed.js';
import { validate } from './given/arguments.js';
import { meantTool } from './meant-tool.js';
import { checkActions, checkEnabled, isOn } from './policy.js';
import { run, told } from './run.js';
import type { CallServices } from './services.js';
import { TaskBegun } from './task/begun.js';

/** Nothing has this name. This is a protocol error, because the client asked for something that was never listed. */
export class UnknownNameError extends KestraMcpError {
  /** `instead` is a sentence that follows, after a space. */
  constructor(kind: 'tool' | 'prompt' | 'resource', name: string, instead: string) {
    super('KMCP_UNKNOWN_TOOL', `There is no ${kind} "${beginning(name, 100)}".${instead}`);
  }
}

/** The hint if no argument can make the response smaller. Kestra's UI does not have this limit. */
const ELSEWHERE = 'Open it in the Kestra UI.';

/**
 * Serves `tools/call`: validate, policy, handler, shape. This is the only catch, and it turns every failure into a
 * result. There are two exceptions: it rejects with `InputRequired` if the context can ask and there is no answer yet,
 * and with `TaskBegun` if the context takes tasks and the call continues as one.
 */
export async function callTool(
  services: CallServices,
  name: string,
  given: Record<string, unknown>,
  context: CallContext,
): Promise<ToolResult> {
  const selection = services.selection();
  const selected = find(selection, name);
  const { plugin, manifest } = selected.tool;
  const called = { plugin, name: manifest.name };
  const start = now();
  let begun: TaskBegun;
  try {
    // Check this before the import: the code of a disabled tool is not even loaded.
    checkEnabled(`tool "${manifest.name}"`, selected);
    const result = await services.runtime.during(plugin, async () => {
      const tool = await services.runtime.tool(plugin, manifest.name);
      const { rest, echoed } = takeEcho(manifest, given);
      const input = prepare(selection, selected, tool, rest);
      const call = { services, confirm: selection.confirm, manifest, tool, input, echoed };
      const around = { ...context, isOn: (tool: string) => isOn(selection, tool) };
      const outcome = await run(services, called, around, (limited) =>
        carryOut(call, mayGoOn(tool, limited)),
      );
      if ('value' in outcome && outcome.value instanceof AsTask) {
        const { beginTask } = await import('./task/begin.js');
        return beginTask(services, called, tool, outcome.value);
      }
      return resultOf(services, { called, tool, manifest, given: rest }, outcome);
    });
    services.ended(called.name, now() - start);
    if (!(result instanceof TaskBegun)) return result;
    begun = result;
  } catch (thrown) {
    // Nothing was done yet. The call starts again with the answer.
    if (thrown instanceof InputRequired || thrown instanceof ClientLacks) throw thrown;
    return failureResult(
      told(services, called, start, withNarrower(thrown, narrowerCall(manifest, given) ?? ELSEWHERE)),
    );
  }
  throw begun;
}

/** Returns the context for a handler that can continue as a task, if the client takes tasks. */
function mayGoOn({ declaration }: RunnableTool, context: ToolContext): ToolContext {
  if (!context.takesTask || declaration.task === undefined) return context;
  return { ...context, task: (state) => new AsTask(state) };
}

/** A tool can still be called by its old name. */
function find({ tools }: Selection, name: string): SelectedTool {
  const renamed = Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  const selected = tools.get(renamed?.length === 1 && renamed[0] ? renamed[0] : name);
  if (selected !== undefined) return selected;
  throw new UnknownNameError('tool', name, meantTool(name, { tools }));
}

function prepare(
  { fixed }: Selection,
  selected: SelectedTool,
  { declaration }: RunnableTool,
  given: Record<string, unknown>,
): object {
  const { manifest } = selected.tool;
  // A caller may repeat the arguments that the configuration fixes, in any form.
  const meant = asMeant(given, {
    ...{ manifest, input: declaration.input },
    listed: () => narrowedSchema(selected),
  });
  const filled = withFixed(meant, manifest.inputSchema, fixed);
  const input = validate(filled, declaration.input, () => narrowedSchema(selected, fixed));
  checkActions(selected, input as Record<string, unknown>);
  refuseCut(manifest, input as Record<string, unknown>);
  return input;
}
