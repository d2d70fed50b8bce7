import { randomUUID } from 'node:crypto';
import type { HttpLimits } from '../../../config/config.js';
import { createServer } from '../../mcp-server.js';
import { HttpRefusal, NO_SESSION, tryAgain } from '../refusal.js';
import type { Visitor } from '../visitor/visitor.js';
import { SessionTransport } from './session-transport.js';

export interface Session {
  id: string;
  /** Whose it is: of their credentials, tenant and narrowing. */
  key: string;
  /** The limit counts it there: where its caller was when it was used last. */
  room: string;
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

  /** Of somebody else there is none by that id. */
  find(id: string, { key, room, strayed }: Pick<Visitor, 'key' | 'room' | 'strayed'>): Session {
    const session = this.all.get(id);
    if (session !== undefined && session.key !== key) strayed();
    if (session?.key !== key)
      throw new HttpRefusal(404, 'This session does not exist or has ended. Initialize a new one.', {
        code: NO_SESSION,
      });
    session.used = Date.now();
    session.room = room;
    return session;
  }

  /** A session that begins with the request to come. */
  async begin({ key, room, view }: Visitor): Promise<Session> {
    const host = view();
    this.makeRoom(room);
    const id = randomUUID();
    const transport = new SessionTransport({
      sessionIdGenerator: () => id,
      onsessionclosed: () => void this.all.delete(id),
    });
    const session = { id, key, room, transport, used: Date.now(), open: 0 };
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

  async close(): Promise<void> {
    clearInterval(this.looking);
    await Promise.all([...this.all.values()].map((session) => this.end(session)));
  }

  private makeRoom(room: string): void {
    const own = [...this.all.values()].filter((session) => session.room === room);
    const { sessions, sessionsPerCaller } = this.limits;
    if (own.length >= sessionsPerCaller) this.giveUpOne(own);
    else if (this.all.size >= sessions) this.giveUpOne([...this.all.values()]);
  }

  /** That which was used the longest ago, and has nothing open. */
  private giveUpOne(some: readonly Session[]): void {
    const idle = some.filter(isIdle).toSorted((a, b) => a.used - b.used)[0];
    if (idle === undefined)
      throw tryAgain(503, 'This server has reached its limit of sessions, and all of them are in use.', 30);
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
