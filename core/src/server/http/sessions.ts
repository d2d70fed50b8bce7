import { randomUUID } from 'node:crypto';
import type { HttpLimits } from '../../config/config.js';
import { createServer } from '../mcp-server.js';
import type { ServedHost } from '../served-host.js';
import { HttpRefusal, NO_SESSION, tryAgain } from './refusal.js';
import { SessionTransport } from './session-transport.js';

/** Whose a session is: of this caller, narrowed in this way. */
export interface Owner {
  /** The caller, for the limit. */
  caller: string;
  /** The caller and the narrowing: who says another gets nothing of the session. */
  whole: string;
}

export interface Session {
  id: string;
  owner: Owner;
  transport: SessionTransport;
  /** When it was used last. */
  used: number;
  /** Requests that are not done, and the open stream. */
  open: number;
}

type Limits = Pick<HttpLimits, 'sessions' | 'sessionsPerCaller' | 'sessionIdleMs'>;

/** How often it is looked for sessions that nobody uses, at most, in milliseconds. */
const LOOK = 10_000;

/** The sessions of clients of 2025, which end when they are not used, and of which there is room for so many. */
export class Sessions {
  private readonly all = new Map<string, Session>();
  private readonly looking: NodeJS.Timeout;

  constructor(private readonly limits: Limits) {
    this.looking = setInterval(() => this.endIdle(), Math.min(LOOK, limits.sessionIdleMs));
    this.looking.unref();
  }

  get size(): number {
    return this.all.size;
  }

  /** Of another owner there is none by that id. */
  find(id: string, owner: Owner): Session {
    const session = this.all.get(id);
    if (session?.owner.whole !== owner.whole)
      throw new HttpRefusal(404, 'There is no such session, or it has ended: initialize a new one.', {
        code: NO_SESSION,
      });
    session.used = Date.now();
    return session;
  }

  /** A session that begins with the request to come. */
  async begin(owner: Owner, host: ServedHost): Promise<Session> {
    this.makeRoom(owner);
    const id = randomUUID();
    const transport = new SessionTransport({
      sessionIdGenerator: () => id,
      onsessionclosed: () => void this.all.delete(id),
    });
    const session = { id, owner, transport, used: Date.now(), open: 0 };
    // Before anything is awaited: the room is taken.
    this.all.set(id, session);
    await createServer(host).connect(transport);
    return session;
  }

  /** Aborts its calls and ends its stream. */
  async end({ id, transport }: Session): Promise<void> {
    this.all.delete(id);
    await transport.close();
  }

  /** Streams would never end by themselves. */
  endStreams(): void {
    for (const { transport } of this.all.values()) transport.closeStandaloneSSEStream();
  }

  async close(): Promise<void> {
    clearInterval(this.looking);
    await Promise.all([...this.all.values()].map((session) => this.end(session)));
  }

  private makeRoom({ caller }: Owner): void {
    const own = [...this.all.values()].filter(({ owner }) => owner.caller === caller);
    const { sessions, sessionsPerCaller } = this.limits;
    if (own.length >= sessionsPerCaller) this.giveUpOne(own);
    else if (this.all.size >= sessions) this.giveUpOne([...this.all.values()]);
  }

  /** That which was used the longest ago, and has nothing open. */
  private giveUpOne(some: readonly Session[]): void {
    const idle = some.filter(isIdle).toSorted((a, b) => a.used - b.used)[0];
    if (idle === undefined)
      throw tryAgain(503, 'There are as many sessions as this server takes, and all are in use.', 30);
    void this.end(idle);
  }

  private endIdle(): void {
    const since = Date.now() - this.limits.sessionIdleMs;
    for (const session of this.all.values())
      if (isIdle(session) && session.used < since) void this.end(session);
  }
}

function isIdle({ open, transport }: Session): boolean {
  return open === 0 && !transport.isBusy;
}
