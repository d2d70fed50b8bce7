import { describeError, KestraMcpError } from '../errors.js';
import { inScope } from '../kestra/scope.js';
import { didYouMean } from '../nearest.js';
import type { ToolContext } from '../plugin/context.js';
import { ALIASES } from '../plugin/known.js';
import type { JsonSchema } from '../plugin/manifest.js';
import type { PluginRuntime, RunnableTool } from '../plugin/run.js';
import { compact } from '../response/compact.js';
import { failureResult, success, type ToolResult } from '../response/result.js';
import { narrowedSchema } from '../selection/schema.js';
import type { SelectedTool, Selection } from '../selection/selection.js';
import { validate, withoutBlanks } from './arguments.js';
import { checkActions, checkEnabled } from './policy.js';

/** No tool has that name: the protocol's own error, since the client has asked for what was never listed. */
export class UnknownToolError extends KestraMcpError {
  constructor(name: string, known: Iterable<string>) {
    super('KMCP_UNKNOWN_TOOL', `There is no tool "${name.slice(0, 100)}".${didYouMean(name, known)}`);
  }
}

export interface CallServices {
  selection: () => Selection;
  runtime: PluginRuntime;
  /** Masks every secret, for errors. */
  redact: (text: string) => string;
  /** Masks secrets that are too long to be words of the user's content, for results. */
  redactResult: (text: string) => string;
  /** Told of every call that ran, for the log; `error` when it failed. */
  ended: (tool: string, milliseconds: number, error?: unknown) => void;
}

/** Limit of one call, in milliseconds, whatever its tool waits for. */
const LONGEST_CALL = 10 * 60_000;

/** Serves `tools/call`: validate, policy, handler, shape. The only catch: every failure becomes a result. */
export async function callTool(
  services: CallServices,
  name: string,
  given: Record<string, unknown>,
  context: ToolContext,
): Promise<ToolResult> {
  const selected = find(services.selection(), name);
  const start = performance.now();
  const ended = (error?: unknown) =>
    services.ended(selected.tool.manifest.name, performance.now() - start, error);
  try {
    // Before its code is imported: what is switched off is not even loaded.
    checkEnabled(selected);
    const tool = await services.runtime.tool(selected.tool.plugin, selected.tool.manifest.name);
    const input = prepare(selected, tool, given);
    const value = await withinLimit(context, (limited) => tool.handler(input, limited));
    const result = success(shape(value, tool), services.redactResult);
    ended();
    return result;
  } catch (thrown) {
    const error = thrown ?? new Error('no reason was given');
    ended(error);
    return failureResult(services.redact(explain(selected.tool.manifest.name, error)));
  }
}

/** What was thrown without a word for people is said to be that: the tool's own mistake, or an odd answer of Kestra's. */
function explain(tool: string, error: unknown): string {
  const text = describeError(error);
  return KestraMcpError.is(error) ? text : `${tool} failed in a way it should not: ${text}`;
}

/** An old name of one tool still calls it. */
function find(selection: Selection, name: string): SelectedTool {
  const renamed = Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  const selected = selection.get(renamed?.length === 1 && renamed[0] ? renamed[0] : name);
  if (selected !== undefined) return selected;
  const enabled = [...selection].filter(([, { enabled }]) => enabled);
  throw new UnknownToolError(
    name,
    enabled.map(([known]) => known),
  );
}

function prepare(
  selected: SelectedTool,
  { declaration }: RunnableTool,
  given: Record<string, unknown>,
): object {
  const left = withoutBlanks(given, selected.tool.manifest.inputSchema);
  const narrowed = narrowedSchema(selected).properties as Record<string, JsonSchema> | undefined;
  const input = validate(
    left,
    declaration.input,
    (argument) => narrowed?.[argument]?.enum as string[] | undefined,
  );
  checkActions(selected, input as Record<string, unknown>);
  return input;
}

/** Runs the handler so that its requests end with the call, and so that it cannot hold the call for ever. */
async function withinLimit(context: ToolContext, run: (context: ToolContext) => unknown): Promise<unknown> {
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(LONGEST_CALL)]);
  return await new Promise((resolve, reject) => {
    const stop = () =>
      reject(
        context.signal.aborted
          ? new KestraMcpError('KMCP_CANCELLED', 'The call was cancelled.')
          : new KestraMcpError(
              'KMCP_TIMED_OUT',
              `The tool did not finish within ${LONGEST_CALL / 60_000} minutes.`,
            ),
      );
    // Cancelled while the plugin was being imported: there will be no event any more.
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    inScope({ signal }, async () => run({ ...context, signal }))
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

function shape(value: unknown, { declaration }: RunnableTool): { [member: string]: unknown } {
  const result = declaration.compact === false ? value : compact(value);
  const checked = declaration.output.safeParse(result);
  if (checked.success) return checked.data as { [member: string]: unknown };
  const [issue] = checked.error.issues;
  const place = issue?.path.map(String).join('.') || 'the whole';
  throw new KestraMcpError(
    'KMCP_OUTPUT',
    `${declaration.name} has run, but its result does not fit its output schema: ${place}: ${issue?.message}.`,
    { hint: `The result was: ${JSON.stringify(result)?.slice(0, 2_000)}` },
  );
}
