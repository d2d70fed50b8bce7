import type { Server, Tool } from '@modelcontextprotocol/server';
import { narrowedSchema } from '../selection/schema.js';
import type { SelectedTool } from '../selection/selection.js';
import { answered, toolContext } from './answer.js';
import { withinBudget } from './budget.js';
import { instructions } from './instructions.js';
import { servePrompts } from './prompts.js';
import { serveResources } from './resources.js';
import type { ServedHost } from './served-host.js';
import { StrictServer } from './strict-server.js';

/** An MCP server over what is enabled in the host. */
export function createServer(host: ServedHost): Server {
  const server = new StrictServer(
    { name: 'kestra-mcp', title: 'Kestra', version: host.version },
    {
      // All three, whatever there is now: a change of the configuration may bring the first of a kind.
      capabilities: {
        tools: { listChanged: true },
        resources: { listChanged: true },
        prompts: { listChanged: true },
        logging: {},
      },
      instructions: withinBudget(instructions(host.selection(), host.sandbox)),
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
