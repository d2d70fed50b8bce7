import type { CacheHint, Server, Tool } from '@modelcontextprotocol/server';
import { narrowedTool, type ShownTool } from '../selection/schema.js';
import type { SelectedTool } from '../selection/selection.js';
import { answered, toolContext } from './answer.js';
import { callAsking } from './ask/calls.js';
import { canAsk } from './ask/client.js';
import { keyOf } from './ask/entered.js';
import { LONGEST_WAIT } from './ask/unanswered.js';
import { withinBudget } from './budget.js';
import { serveCompletion } from './complete.js';
import { instructions } from './instructions.js';
import { pageOfTool } from './lists/app-at.js';
import { pageOf } from './lists/page.js';
import { provisional } from './lists/provisional.js';
import { servePrompts } from './prompts.js';
import { serveResources } from './resources.js';
import type { ServedHost } from './served-host.js';
import { serveSkills } from './skills/serve-skills.js';
import { StrictServer } from './strict-server.js';
import { serveSubscriptions } from './subscriptions/subscribe.js';
import { serveTasks } from './tasks/serve-tasks.js';

/**
 * How long a client of the 2026-07-28 protocol may reuse a list, unless it is notified of a change. Never shared
 * between users, because what is enabled depends on who asks.
 */
const LISTS: CacheHint = { ttlMs: 300_000, cacheScope: 'private' };
const CACHE_HINTS = {
  'tools/list': LISTS,
  'resources/list': LISTS,
  'resources/templates/list': LISTS,
  'prompts/list': LISTS,
  'server/discover': LISTS,
  'resources/read': { ttlMs: 0, cacheScope: 'private' },
} as const;

export interface ServerOptions {
  /** `modern` is for clients of the 2026-07-28 protocol and later, with the features that only they know. */
  era?: 'legacy' | 'modern';
  /** How long a question waits for its answer, in milliseconds. */
  askMs?: number | undefined;
}

/** Creates an MCP server for everything that is enabled in the host. */
export function createServer(
  host: ServedHost,
  { era = 'legacy', askMs = LONGEST_WAIT }: ServerOptions = {},
): Server {
  const server = new StrictServer(
    { name: 'kestra-mcp', title: 'Kestra', version: host.version },
    {
      // Declare all capabilities, because a reload may add the first feature of a kind.
      capabilities: {
        tools: { listChanged: true },
        resources: { listChanged: true, subscribe: true },
        prompts: { listChanged: true },
        completions: {},
        logging: {},
      },
      cacheHints: CACHE_HINTS,
      instructions: withinBudget(instructions(host.selection(), host.sandbox)),
      inputRequired: { roundTimeoutMs: askMs },
      requestState: { verify: async (state) => (await import('./ask/state.js')).opened(state, keyOf(host)) },
    },
  );
  const isAwaited = serveTools(server, host);
  serveResources(server, host);
  servePrompts(server, host);
  serveCompletion(server, host);
  serveSkills(server, host);
  if (era === 'modern') serveTasks(server, host);
  const endSubscriptions = serveSubscriptions(server, host);
  const stopListening = host.onSelectionChange(({ tools, resources, prompts }) => {
    // A client that is gone cannot be notified. A client that is waiting for the list gets the new one anyway.
    if (tools && !isAwaited()) server.sendToolListChanged().catch(() => undefined);
    if (resources) server.sendResourceListChanged().catch(() => undefined);
    if (prompts) server.sendPromptListChanged().catch(() => undefined);
  });
  server.onclose = () => {
    stopListening();
    endSubscriptions();
  };
  return server;
}

/** Returns a function that tells whether a client is waiting for the list. */
function serveTools(server: Server, host: ServedHost): () => boolean {
  let waiting = 0;
  server.setRequestHandler('tools/list', async ({ params }, context) => {
    waiting++;
    await host.ready().finally(() => waiting--);
    setImmediate(() => host.listed());
    const { tools, fixed, confirm } = host.selection();
    const listing = { confirm, canAsk: canAsk(server, context) };
    const enabled = [...tools.values()].filter((tool) => tool.enabled);
    const { items, nextCursor } = pageOf('tools/list', enabled, params?.cursor);
    const shown = items.map((tool) => listed(tool, narrowedTool(tool, fixed, listing)));
    return { tools: shown, ...nextCursor, ...provisional(host, context) };
  });
  server.setRequestHandler('tools/call', ({ params }, context) =>
    // The call pipeline turns all failures into results, except for the name of an unknown tool.
    answered(
      callAsking(
        { server, host },
        { name: params.name, given: params.arguments ?? {}, context: toolContext(context) },
        context,
      ),
    ),
  );
  return () => waiting > 0;
}

/** A tool as `tools/list` shows it. The annotations depend on the actions that are enabled. */
function listed({ tool, effect }: SelectedTool, shown: ShownTool): Tool {
  const { name, title } = tool.manifest;
  const { description, inputSchema, outputSchema } = shown;
  return {
    name,
    ...(title !== undefined && { title }),
    description,
    inputSchema: inputSchema as Tool['inputSchema'],
    outputSchema: outputSchema as NonNullable<Tool['outputSchema']>,
    // Set both hints, because clients assume that a tool without them is destructive.
    annotations: { readOnlyHint: effect === 'read', destructiveHint: effect === 'destructive' },
    ...pageOfTool(tool),
  };
}
