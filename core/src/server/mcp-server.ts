import {
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server';
import { describeError, KestraMcpError } from '../foundation/errors.js';
import type { ToolContext } from '../plugin/author/context.js';
import type { PromptMessage } from '../plugin/author/prompt.js';
import type { ToolResult } from '../response/result.js';
import type { ChangedLists } from '../selection/live.js';
import { narrowedSchema } from '../selection/schema.js';
import type { SelectedTool, Selection } from '../selection/selection.js';
import { instructions } from './instructions.js';
import { servePrompts } from './prompts.js';
import { serveResources } from './resources.js';

type Arguments = Record<string, unknown>;
/** Bytes are in base64. */
export type ReadContent = { mimeType: string } & ({ text: string } | { blob: string });

/** What the server asks of the host; the SDK's types stay in this folder. */
export interface ServedHost {
  version: string;
  /** True when calls go to the in-memory stand-in. */
  sandbox: boolean;
  selection(): Selection;
  /** Calls back at each change of the selection, until the function returned is called. */
  onSelectionChange(listener: (changed: ChangedLists) => void): () => void;
  /** Told that the list has been answered: what a start need not wait for may begin. */
  listed(): void;
  call(name: string, given: Arguments, context: ToolContext): Promise<ToolResult>;
  /** The content of a resource by its name, with the values of its URI's template. */
  read(name: string, variables: Record<string, string>, context: ToolContext): Promise<ReadContent>;
  prompt(name: string, given: Arguments, context: ToolContext): Promise<PromptMessage[]>;
}

/** An MCP server over what is enabled in the host. */
export function createServer(host: ServedHost): Server {
  const server = new Server(
    { name: 'kestra-mcp', title: 'Kestra', version: host.version },
    {
      // All three, whatever there is now: a change of the configuration may bring the first of a kind.
      capabilities: {
        tools: { listChanged: true },
        resources: { listChanged: true },
        prompts: { listChanged: true },
        logging: {},
      },
      instructions: instructions(host.selection(), host.sandbox),
    },
  );
  serveTools(server, host);
  serveResources(server, host);
  servePrompts(server, host);
  server.onclose = host.onSelectionChange(({ tools, resources, prompts }) => {
    // A client that is gone cannot be told; it will not ask either.
    if (tools) server.sendToolListChanged().catch(() => undefined);
    if (resources) server.sendResourceListChanged().catch(() => undefined);
    if (prompts) server.sendPromptListChanged().catch(() => undefined);
  });
  return server;
}

function serveTools(server: Server, host: ServedHost): void {
  server.setRequestHandler('tools/list', () => {
    setImmediate(() => host.listed());
    const { tools, fixed } = host.selection();
    const enabled = [...tools.values()].filter((tool) => tool.enabled);
    return { tools: enabled.map((tool) => listed(tool, narrowedSchema(tool, fixed))) };
  });
  server.setRequestHandler('tools/call', ({ params }, context) =>
    // Only what the call pipeline does not turn into a result is thrown: a name that no tool has.
    answered(host.call(params.name, params.arguments ?? {}, toolContext(context))),
  );
}

/** A tool as `tools/list` shows it; the annotations follow from the effect of the actions that are enabled. */
function listed({ tool, effect }: SelectedTool, inputSchema: object): Tool {
  const { name, title, description, outputSchema } = tool.manifest;
  return {
    name,
    ...(title !== undefined && { title }),
    description,
    inputSchema: inputSchema as Tool['inputSchema'],
    outputSchema: outputSchema as NonNullable<Tool['outputSchema']>,
    annotations: {
      readOnlyHint: effect === 'read',
      ...(effect !== 'read' && { destructiveHint: effect === 'destructive' }),
    },
  };
}

const CALLERS_MISTAKES: ReadonlySet<string> = new Set(['KMCP_UNKNOWN_TOOL', 'KMCP_INPUT', 'KMCP_DISABLED']);

/** An answer, or the protocol's own error with a text for people. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const isCallers = KestraMcpError.is(error) && CALLERS_MISTAKES.has(error.code);
    const code = isCallers ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
    throw new ProtocolError(code, describeError(error));
  }
}

/** What a handler is given of the request it serves. */
export function toolContext({ mcpReq }: ServerContext): ToolContext {
  const token = mcpReq._meta?.progressToken;
  return {
    signal: mcpReq.signal,
    async progress(message, done, total) {
      // A number that JSON has no word for would make the notification one that no client takes.
      if (token === undefined || mcpReq.signal.aborted || !Number.isFinite(done)) return;
      const known = Number.isFinite(total) ? { total } : {};
      await mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken: token, progress: done, message: String(message), ...known },
      });
    },
    async log(level, message) {
      if (!mcpReq.signal.aborted) await mcpReq.log(level, String(message), 'kestra');
    },
  };
}
