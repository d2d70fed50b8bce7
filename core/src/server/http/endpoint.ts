import {
  isInitializeRequest,
  isJsonContentType,
  isLegacyRequest,
  legacyStatelessFallback,
} from '@modelcontextprotocol/server';
import type { HttpConfig } from '../../config/config.js';
import { withoutNulls } from '../lines/left-out.js';
import { isRecord } from '../lines/record.js';
import { createServer } from '../mcp-server.js';
import type { ServedHost } from '../served-host.js';
import { Bodies } from './body.js';
import type { Calls } from './calls.js';
import { type Exchange, send, webRequest } from './exchange.js';
import type { HttpHost } from './http-host.js';
import { type Messages, messagesIn } from './messages.js';
import { Modern } from './modern.js';
import { HttpRefusal, INVALID_REQUEST, PARSE_ERROR } from './refusal.js';
import { type Owner, type Session, Sessions } from './sessions.js';

/** Whom a request is from, and the host as it is for that. */
export interface Caller {
  owner: Owner;
  host: ServedHost;
}

/** `/mcp`: both eras of the protocol, with sessions for clients of 2025 that begin one. */
export class Endpoint {
  readonly sessions: Sessions;
  private readonly modern: Modern;
  private readonly bodies: Bodies;
  private readonly onError = (error: Error): void => this.host.log.info(`http: ${error.message}`);

  constructor(
    private readonly host: HttpHost,
    private readonly config: HttpConfig,
    private readonly calls: Calls,
  ) {
    this.sessions = new Sessions(config.limits);
    this.modern = new Modern(this.onError);
    this.bodies = new Bodies(config.limits.bodyBytes);
  }

  async serve(exchange: Exchange, caller: Caller): Promise<void> {
    const { method } = exchange.request;
    if (method === 'POST') return this.post(exchange, caller);
    if (method !== 'GET' && method !== 'DELETE')
      throw new HttpRefusal(405, 'MCP is spoken by POST, GET and DELETE.', {
        headers: { allow: 'GET, POST, DELETE' },
      });
    const session = this.sessionOf(exchange, caller);
    if (session === undefined)
      throw new HttpRefusal(405, `${method} needs a session: send Mcp-Session-Id.`, {
        headers: { allow: 'POST' },
      });
    const done = method === 'GET' ? this.calls.beginStream(caller.owner.caller) : () => undefined;
    await this.within(session, exchange, done, () => session.transport.handleRequest(webRequest(exchange)));
  }

  async close(): Promise<void> {
    await Promise.all([this.sessions.close(), this.modern.close()]);
  }

  private async post(exchange: Exchange, caller: Caller): Promise<void> {
    if (!isJsonContentType(exchange.request.headers['content-type'] ?? null))
      throw new HttpRefusal(415, 'The body of a POST is JSON: send Content-Type: application/json.');
    const release = this.calls.begin(caller.owner.caller);
    try {
      const body = jsonOf(await this.bodies.read(exchange.request));
      const request = webRequest(exchange);
      if (!(await isLegacyRequest(request, body)))
        return await this.postModern(exchange, caller, { request, body, release });
      await this.postLegacy(exchange, caller, { request, body });
    } finally {
      release();
    }
  }

  private async postModern(
    exchange: Exchange,
    { owner, host }: Caller,
    { request, body, release }: { request: Request; body: unknown; release: () => void },
  ): Promise<void> {
    let endStream = (): void => undefined;
    if (messagesIn(body).method === 'subscriptions/listen') {
      endStream = this.calls.beginStream(owner.caller);
      release();
    }
    try {
      const { answer, done } = await this.modern.answer(owner.whole, host, request, body);
      await this.send(exchange, answer).finally(done);
    } finally {
      endStream();
    }
  }

  private async postLegacy(
    exchange: Exchange,
    caller: Caller,
    { request, body }: { request: Request; body: unknown },
  ): Promise<void> {
    const begins = isInitializeRequest(body);
    const session = begins
      ? await this.sessions.begin(caller.owner, caller.host)
      : this.sessionOf(exchange, caller);
    // A client that keeps no session is served as if each request were its first.
    if (session === undefined) {
      const stateless = legacyStatelessFallback(() => createServer(caller.host), this.onError);
      return this.send(exchange, await stateless(request, { parsedBody: body }));
    }
    const messages = messagesIn(body);
    refuseUsed(session, messages);
    const answered = messages.ids.map((id) => session.transport.begin(id));
    await this.within(
      session,
      exchange,
      () => undefined,
      async () => {
        const answer = await session.transport.handleRequest(request, { parsedBody: body });
        for (const id of messages.cancelled) session.transport.cancelled(id);
        // What is refused is not answered by the session.
        if (answer.status !== 200) for (const id of messages.ids) session.transport.cancelled(id);
        if (answer.status !== 200 && begins) await this.sessions.end(session);
        return answer;
      },
    );
    // A client that goes away does not end its call.
    await Promise.all(answered);
  }

  private async within(
    session: Session,
    exchange: Exchange,
    done: () => void,
    answer: () => Promise<Response>,
  ): Promise<void> {
    session.open++;
    try {
      await this.send(exchange, await answer());
    } finally {
      session.open--;
      session.used = Date.now();
      done();
    }
  }

  private sessionOf({ request }: Exchange, { owner }: Caller): Session | undefined {
    const id = request.headers['mcp-session-id'];
    return id === undefined ? undefined : this.sessions.find(String(id), owner);
  }

  private send(exchange: Exchange, answer: Response): Promise<void> {
    return send(exchange, answer, this.config.limits.stallMs);
  }
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? withoutNulls(value) : value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new HttpRefusal(400, 'The body is not valid JSON.', { code: PARSE_ERROR });
  }
}

/** The answer to one of two requests of the same id would go to the other. */
function refuseUsed({ transport }: Session, { ids }: Messages): void {
  const used = ids.find((id, at) => transport.isInUse(id) || ids.indexOf(id) !== at);
  if (used !== undefined)
    throw new HttpRefusal(
      400,
      `The id ${JSON.stringify(used).slice(0, 100)} is that of a request that is not answered yet.`,
      {
        code: INVALID_REQUEST,
        id: used,
      },
    );
}
