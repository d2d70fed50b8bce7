import {
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server';
import { describeError, KestraMcpError } from '../errors.js';
import type { ToolContext } from '../plugin/context.js';
import type { ToolResult } from '../response/result.js';
import { narrowedSchema } from '../selection/schema.js';
import type { SelectedTool, Selection } from '../selection/selection.js';
import { instructions } from './instructions.js';

/** What the server asks of the host; the SDK's types stay in this folder. */
export interface ServedHost {
  version: string;
  /** True when calls go to the in-memory stand-in. */
  sandbox: boolean;
  selection(): Selection;
  /** Calls back at each change of the selection, until the function returned is called. */
  onSelectionChange(listener: () => void): () => void;
  /** Told that the list has been answered: what a start need not wait for may begin. */
  listed(): void;
  call(name: string, given: Record<string, unknown>, context: ToolContext): Promise<ToolResult>;
}

/** An MCP server over the host's enabled tools. */
export function createServer(host: ServedHost): Server {
  const server = new Server(
    { name: 'kestra-mcp', title: 'Kestra', version: host.version },
    {
      capabilities: { tools: { listChanged: true }, logging: {} },
      instructions: instructions(host.selection(), host.sandbox),
    },
  );
  server.setRequestHandler('tools/list', () => {
    setImmediate(() => host.listed());
    return { tools: [...host.selection().values()].filter(({ enabled }) => enabled).map(listed) };
  });
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    try {
      return await host.call(params.name, params.arguments ?? {}, toolContext(context));
    } catch (error) {
      // Only what the call pipeline does not turn into a result: a name that no tool has.
      const code = KestraMcpError.is(error)
        ? ProtocolErrorCode.InvalidParams
        : ProtocolErrorCode.InternalError;
      throw new ProtocolError(code, describeError(error));
    }
  });
  const stop = host.onSelectionChange(() => {
    // A client that is gone cannot be told; it will not ask either.
    server.sendToolListChanged().catch(() => undefined);
  });
  server.onclose = stop;
  return server;
}

/** A tool as `tools/list` shows it; the annotations follow from the effect of the actions that are enabled. */
function listed(selected: SelectedTool): Tool {
  const { name, title, description, outputSchema } = selected.tool.manifest;
  return {
    name,
    ...(title !== undefined && { title }),
    description,
    inputSchema: narrowedSchema(selected) as Tool['inputSchema'],
    outputSchema: outputSchema as NonNullable<Tool['outputSchema']>,
    annotations: {
      readOnlyHint: selected.effect === 'read',
      ...(selected.effect !== 'read' && { destructiveHint: selected.effect === 'destructive' }),
    },
  };
}

function toolContext({ mcpReq }: ServerContext): ToolContext {
  const token = mcpReq._meta?.progressToken;
  return {
    signal: mcpReq.signal,
    async progress(message, done, total) {
      if (token === undefined || mcpReq.signal.aborted) return;
      await mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken: token, progress: done, message, ...(total !== undefined && { total }) },
      });
    },
    async log(level, message) {
      if (!mcpReq.signal.aborted) await mcpReq.log(level, message, 'kestra');
    },
  };
}
