import { createMcpHandler, type McpHttpHandler } from '@modelcontextprotocol/server';
import { createServer } from '../mcp-server.js';
import type { ServedHost } from '../served-host.js';

interface Kept {
  host: ServedHost;
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

  constructor(private readonly onError: (error: Error) => void) {}

  /** The answer, and what to call when it is done. */
  async answer(whose: string, host: ServedHost, request: Request, body: unknown) {
    const kept = this.keptFor(whose, host);
    kept.open++;
    const done = () => {
      kept.open--;
      this.forgetSome();
    };
    return { answer: await kept.handler.fetch(request, { parsedBody: body }), done };
  }

  /** Aborts what is in flight. */
  async close(): Promise<void> {
    await Promise.all([...this.all.values()].map(end));
    this.all.clear();
  }

  private keptFor(whose: string, host: ServedHost): Kept {
    const known = this.all.get(whose);
    this.all.delete(whose);
    const kept = known?.host === host ? known : this.begin(host);
    // The last one is that which was used last.
    this.all.set(whose, kept);
    return kept;
  }

  private begin(host: ServedHost): Kept {
    const handler = createMcpHandler(() => createServer(host), { legacy: 'reject', onerror: this.onError });
    const unsubscribe = host.onSelectionChange(({ tools, resources, prompts }) => {
      if (tools) handler.notify.toolsChanged();
      if (resources) handler.notify.resourcesChanged();
      if (prompts) handler.notify.promptsChanged();
    });
    return { host, handler, open: 0, unsubscribe };
  }

  private forgetSome(): void {
    const idle = [...this.all].filter(([, { open }]) => open === 0);
    for (const [whose, kept] of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) {
      this.all.delete(whose);
      void end(kept);
    }
  }
}

function end({ handler, unsubscribe }: Kept): Promise<void> {
  unsubscribe();
  return handler.close();
}
