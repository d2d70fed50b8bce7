import { isJsonContentType, isLegacyRequest } from '@modelcontextprotocol/server';
import type { HttpConfig } from '../../config/config.js';
import { withoutNulls } from '../lines/left-out.js';
import { isRecord } from '../lines/record.js';
import type { Asked, Send } from './answering.js';
import { Bodies } from './body.js';
import { type Exchange, send, webRequest } from './exchange.js';
import type { HttpHost } from './http-host.js';
import { messagesIn } from './messages.js';
import { Modern } from './modern.js';
import { HttpRefusal, PARSE_ERROR, refusalOf } from './refusal.js';
import { Legacy } from './sessions/legacy.js';
import { Admission } from './visitor/admission.js';
import type { Calls, Turn } from './visitor/calls.js';
import type { Visitor } from './visitor/visitor.js';

/** `/mcp`, for both eras of the protocol. */
export class Endpoint {
  private readonly legacy: Legacy;
  private readonly modern: Modern;
  private readonly bodies: Bodies;
  private readonly admission: Admission;
  private readonly send: Send;

  constructor(
    { log }: HttpHost,
    { limits }: HttpConfig,
    private readonly calls: Calls,
  ) {
    const onError = (error: Error): void => log.info(`http: ${error.message}`);
    this.send = (exchange, answer) => send(exchange, answer, limits.stallMs);
    this.legacy = new Legacy({ limits, send: this.send, onError });
    this.modern = new Modern({ send: this.send, onError });
    this.bodies = new Bodies(limits.bodyBytes);
    this.admission = new Admission(calls, limits);
  }

  /** Number of open sessions. */
  get sessions(): number {
    return this.legacy.sessions.size;
  }

  async serve(exchange: Exchange, visitor: Visitor): Promise<void> {
    switch (exchange.request.method) {
      case 'POST':
        return this.post(exchange, visitor);
      case 'GET':
      case 'DELETE':
        return this.onSession(exchange, visitor);
      default:
        throw new HttpRefusal(405, 'MCP requests use POST, GET or DELETE.', {
          headers: { allow: 'GET, POST, DELETE' },
        });
    }
  }

  /** Closes what stays open by itself, and aborts what is in flight. */
  async close(): Promise<void> {
    await Promise.all([this.legacy.sessions.close(), this.modern.close()]);
  }

  private async onSession(exchange: Exchange, visitor: Visitor): Promise<void> {
    const { method } = exchange.request;
    const session = this.legacy.sessionOf(exchange, visitor);
    if (session === undefined)
      throw new HttpRefusal(405, `${method} requires a session. Send the header Mcp-Session-Id.`, {
        headers: { allow: 'POST' },
      });
    // A client that lost its stream opens a new one. The server does not notice a broken connection, so close the old
    // one.
    if (method === 'GET') session.transport.closeStandaloneSSEStream();
    const done = method === 'GET' ? this.calls.beginStream(visitor.room) : () => undefined;
    await this.legacy.serve(session, { exchange, visitor, request: webRequest(exchange) }).finally(done);
  }

  private async post(exchange: Exchange, visitor: Visitor): Promise<void> {
    if (!isJsonContentType(exchange.request.headers['content-type'] ?? null))
      throw new HttpRefusal(415, 'The body of a POST must be JSON. Send Content-Type: application/json.');
    refuseCompressed(exchange);
    const turn = this.admission.begin(visitor);
    let body: unknown;
    try {
      body = jsonOf(await this.bodies.read(exchange.request));
      turn.takeOn(messagesIn(body).ids.length);
      const asked = { exchange, visitor, request: webRequest(exchange), body };
      if (await isLegacyRequest(asked.request, body)) await this.legacy.post(asked);
      else if (messagesIn(body).method === 'subscriptions/listen') await this.listen(asked, turn);
      else await this.modern.post(asked);
    } catch (error) {
      throw refusalOf(error).to(messagesIn(body).ids[0]);
    } finally {
      turn.done();
    }
  }

  /** The request stays open, so it counts as a stream and not as a request in flight. */
  private async listen(asked: Asked, turn: Turn): Promise<void> {
    const endStream = this.calls.beginStream(asked.visitor.room);
    turn.done();
    await this.modern.post(asked).finally(endStream);
  }
}

function refuseCompressed({ request }: Exchange): void {
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding === 'identity') return;
  throw new HttpRefusal(415, 'This server does not accept compressed bodies. Send the body uncompressed.', {
    headers: { 'accept-encoding': 'identity' },
  });
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
