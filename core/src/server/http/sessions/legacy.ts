import { isInitializeRequest, legacyStatelessFallback } from '@modelcontextprotocol/server';
import type { HttpLimits } from '../../../config/config.js';
import { createServer } from '../../mcp-server.js';
import type { Asked, Send } from '../answering.js';
import type { Exchange } from '../exchange.js';
import { type Messages, messagesIn } from '../messages.js';
import { HttpRefusal, INVALID_REQUEST } from '../refusal.js';
import type { Visitor } from '../visitor/visitor.js';
import { type Session, Sessions } from './sessions.js';

interface Around {
  limits: HttpLimits;
  send: Send;
  onError: (error: Error) => void;
}

/** Serves clients of 2025: those that begin a session in it, others as if each request were their first. */
export class Legacy {
  readonly sessions: Sessions;

  constructor(private readonly around: Around) {
    this.sessions = new Sessions(around.limits);
  }

  /** The session that a request names; undefined where it names none. */
  sessionOf({ request }: Exchange, visitor: Visitor): Session | undefined {
    const id = request.headers['mcp-session-id'];
    return id === undefined ? undefined : this.sessions.find(String(id), visitor);
  }

  /** Resolves when all in it is answered, which a client that goes away does not wait for. */
  async post(asked: Asked): Promise<void> {
    const { exchange, visitor, body } = asked;
    const begins = messagesIn(body).method === 'initialize' && isInitializeRequest(body);
    const session = begins ? await this.sessions.begin(visitor) : this.sessionOf(exchange, visitor);
    if (session === undefined) return this.stateless(asked);
    const messages = messagesIn(body);
    refuseUsed(session, messages);
    const answered = messages.ids.map((id) => session.transport.begin(id));
    await this.serve(session, asked, ({ status }) => {
      // What is refused, and what was cancelled, is never answered by the session.
      const over = status === 200 ? messages.cancelled : [...messages.ids, ...messages.cancelled];
      for (const id of over) session.transport.giveUp(id);
      if (begins && status !== 200) void this.sessions.end(session);
    });
    await Promise.all(answered);
  }

  /** Hands a request to its session. */
  async serve(
    session: Session,
    { exchange, visitor, request, body }: Asked,
    seen: (answer: Response) => void = () => undefined,
  ): Promise<void> {
    const isStream = request.method === 'GET';
    session.open++;
    if (isStream) session.transport.streams++;
    try {
      const answer = await visitor.as(() =>
        session.transport.handleRequest(request, body === undefined ? {} : { parsedBody: body }),
      );
      seen(answer);
      await this.around.send(exchange, answer);
    } finally {
      session.open--;
      if (isStream) session.transport.streams--;
      session.used = Date.now();
    }
  }

  private async stateless({ exchange, visitor, request, body }: Asked): Promise<void> {
    const host = visitor.view();
    const serve = legacyStatelessFallback(() => createServer(host), this.around.onError);
    await this.around.send(exchange, await visitor.as(() => serve(request, { parsedBody: body })));
  }
}

/** The answer to one of two requests of the same id would go to the other. */
function refuseUsed({ transport }: Session, { ids }: Messages): void {
  const used = ids.find((id, at) => transport.isInUse(id) || ids.indexOf(id) !== at);
  if (used === undefined) return;
  const shown = JSON.stringify(used).slice(0, 100);
  throw new HttpRefusal(400, `The id ${shown} belongs to a request that is not answered yet.`, {
    code: INVALID_REQUEST,
    id: used,
  });
}
