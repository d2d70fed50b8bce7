import { randomUUID } from 'node:crypto';
import type { HttpLimits } from '../../../config/config.js';
import { createServer } from '../../mcp-server.js';
import { HttpRefusal, NO_SESSION, tryAgain } from '../refusal.js';
import type { Visitor } from '../visitor/visitor.js';
import { SessionTransport } from './session-transport.js';

export interface Session {
  id: string;
  /** The credentials, tenant and narrowing of its owner. */
  key: string;
  /** The room whose limit it counts toward: the caller's room at its last use. */
  room: string;
  transport: SessionTransport;
  /** The time of its last use. */
  used: number;
  /** Unfinished requests, and the open stream. */
  open: number;
}

type Limits = Pick<HttpLimits, 'sessions' | 'sessionsPerCaller' | 'sessionIdleMs'>;

/** Shortest interval between two searches for idle sessions, in milliseconds. */
const LOOK = 10_000;

/** The sessions of clients of the 2025 protocol. Their number is limited, and they end when idle. */
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

  /** A session of another caller is treated as missing. */
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

  /** Creates a session for the request that follows. */
  async begin({ key, room, view }: Visitor): Promise<Session> {
    const host = view();
    this.makeRoom(room);
    const id = randomUUID();
    const transport = new SessionTransport({
      sessionIdGenerator: () => id,
      onsessionclosed: () => void this.all.delete(id),
    });
    const session = { id, key, room, transport, used: Date.now(), open: 0 };
    // Before the first await, so that the limit holds.
    this.all.set(id, session);
    await createServer(host).connect(transport);
    return session;
  }

  /** Aborts its calls and closes its stream. */
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

  /** Ends the session that has been idle the longest. */
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
