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
  /** Answers that are not done, streams among them. */
  open: number;
  unsubscribe: () => void;
  streams: Streams;
}

const CLOSED = 499;
/** Of those that nobody uses; what is in use is kept beyond it. */
const MOST_IDLE = 100;
/** So many resources the streams of one view may hear of. */
const MOST_WATCHED = 500;

/** Serves 2026-07-28, in which no request needs another: one handler for each view of the host. */
export class Modern {
  private readonly all = new Map<string, Kept>();

  constructor(private readonly around: Around) {}

  async post({ exchange, visitor, request, body }: Asked): Promise<void> {
    const kept = this.keptFor(visitor);
    kept.open++;
    try {
      const answer = await visitor.as(() => answerOf(kept, request, body));
      // The SDK has nobody to tell when it is closed: that is for a client that is gone.
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
    // The last one is that which was used last.
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

/** While a stream of `subscriptions/listen` is open, what it asks for is watched in the name of who has opened it. */
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
