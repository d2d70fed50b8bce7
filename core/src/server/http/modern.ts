import { createMcpHandler, type McpHttpHandler } from '@modelcontextprotocol/server';
import { createServer } from '../mcp-server.js';
import { Streams } from '../subscriptions/streams.js';
import { listensToResources } from '../subscriptions/watchable.js';
import type { Asked, Send } from './answering.js';
import { tryAgain } from './refusal.js';
import type { Visitor } from './visitor/visitor.js';

interface Around {
  send: Send;
  onError: (error: Error) => void;
}

interface Kept {
  handler: McpHttpHandler;
  /** Unfinished responses, including streams. */
  open: number;
  unsubscribe: () => void;
  streams: Streams;
}

const CLOSED = 499;
/** Number of idle handlers that are kept. Handlers in use do not count. */
const MOST_IDLE = 100;
/** Number of resources that the streams of one view may watch. */
const MOST_WATCHED = 500;

/** Serves the 2026-07-28 protocol, in which requests are independent. Each view of the host has one handler. */
export class Modern {
  private readonly all = new Map<string, Kept>();

  constructor(private readonly around: Around) {}

  async post({ exchange, visitor, request, body }: Asked): Promise<void> {
    const kept = this.keptFor(visitor);
    kept.open++;
    try {
      const answer = await visitor.as(() => answerOf(kept, request, body));
      // The SDK also returns 499 when it is closed. That status is right only if the client is gone.
      if (answer.status === CLOSED && !request.signal.aborted)
        throw tryAgain(503, 'The server shut down before it answered this request.', 5);
      await this.around.send(exchange, answer);
    } finally {
      kept.streams.end(request);
      kept.open--;
      this.forgetSome();
    }
  }

  /** Aborts what is in flight. */
  async close(): Promise<void> {
    await Promise.all([...this.all.values()].map(end));
    this.all.clear();
  }

  private keptFor({ key, view }: Visitor): Kept {
    const kept = this.all.get(key) ?? this.begin(view);
    this.all.delete(key);
    // The order is that of the last use.
    this.all.set(key, kept);
    return kept;
  }

  private begin(view: Visitor['view']): Kept {
    const host = view();
    const onerror = this.around.onError;
    const factory = () => createServer(host, { era: 'modern' });
    const handler = createMcpHandler(factory, { legacy: 'reject', onerror });
    const unsubscribe = host.onSelectionChange(({ tools, resources, prompts }) => {
      if (tools) handler.notify.toolsChanged();
      if (resources) handler.notify.resourcesChanged();
      if (prompts) handler.notify.promptsChanged();
    });
    const streams = new Streams(host, (uri) => handler.notify.resourceUpdated(uri), MOST_WATCHED);
    return { handler, open: 0, unsubscribe, streams };
  }

  private forgetSome(): void {
    const idle = [...this.all].filter(([, { open }]) => open === 0);
    for (const [key, kept] of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) {
      this.all.delete(key);
      void end(kept);
    }
  }
}

/** Watches the requested resources with the credentials of the client that opened the stream, while it is open. */
async function answerOf({ handler, streams }: Kept, request: Request, body: unknown): Promise<Response> {
  const message = streams.narrowed(body);
  const answer = await handler.fetch(request, { parsedBody: message });
  if (listensToResources(message) && isStream(answer))
    streams.listen(message.params.notifications.resourceSubscriptions, request);
  return answer;
}

function isStream({ headers }: Response): boolean {
  return headers.get('content-type') === 'text/event-stream';
}

function end({ handler, unsubscribe, streams }: Kept): Promise<void> {
  unsubscribe();
  streams.close();
  return handler.close();
}
