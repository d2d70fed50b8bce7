import { createMcpHandler, type McpHttpHandler } from '@modelcontextprotocol/server';
import { createServer } from '../mcp-server.js';
import type { Asked, Send } from './answering.js';
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
}

/** Of those that nobody uses; what is in use is kept beyond it. */
const MOST_IDLE = 100;

/** Serves 2026-07-28, in which no request needs another: one handler for each view of the host. */
export class Modern {
  private readonly all = new Map<string, Kept>();

  constructor(private readonly around: Around) {}

  async post({ exchange, visitor, request, body }: Asked): Promise<void> {
    const kept = this.keptFor(visitor);
    kept.open++;
    try {
      const answer = await visitor.as(() => kept.handler.fetch(request, { parsedBody: body }));
      await this.around.send(exchange, answer);
    } finally {
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
    const handler = createMcpHandler(() => createServer(host, { era: 'modern' }), {
      legacy: 'reject',
      onerror,
    });
    const unsubscribe = host.onSelectionChange(({ tools, resources, prompts }) => {
      if (tools) handler.notify.toolsChanged();
      if (resources) handler.notify.resourcesChanged();
      if (prompts) handler.notify.promptsChanged();
    });
    return { handler, open: 0, unsubscribe };
  }

  private forgetSome(): void {
    const idle = [...this.all].filter(([, { open }]) => open === 0);
    for (const [key, kept] of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) {
      this.all.delete(key);
      void end(kept);
    }
  }
}

function end({ handler, unsubscribe }: Kept): Promise<void> {
  unsubscribe();
  return handler.close();
}
