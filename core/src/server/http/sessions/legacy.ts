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

/** Serves clients of the 2025 protocol. Without a session, each request is handled as if it were the client's first. */
export class Legacy {
  readonly sessions: Sessions;

  constructor(private readonly around: Around) {
    this.sessions = new Sessions(around.limits);
  }

  /** Finds the session that a request names. Undefined if it names none. */
  sessionOf({ request }: Exchange, visitor: Visitor): Session | undefined {
    const id = request.headers['mcp-session-id'];
    return id === undefined ? undefined : this.sessions.find(String(id), visitor);
  }

  /** Resolves when all messages in it are answered, even if the client disconnects earlier. */
  async post(asked: Asked): Promise<void> {
    const { exchange, visitor, body } = asked;
    const begins = messagesIn(body).method === 'initialize' && isInitializeRequest(body);
    const session = begins ? await this.sessions.begin(visitor) : this.sessionOf(exchange, visitor);
    if (session === undefined) return this.stateless(asked);
    const messages = messagesIn(body);
    refuseUsed(session, messages);
    const answered = messages.ids.map((id) => session.transport.begin(id));
    await this.serve(session, asked, ({ status }) => {
      // The session never answers refused and cancelled requests.
      const over = status === 200 ? messages.cancelled : [...messages.ids, ...messages.cancelled];
      for (const id of over) session.transport.giveUp(id);
      if (begins && status !== 200) void this.sessions.end(session);
    });
    await Promise.all(answered);
  }

  /** Passes a request to its session. */
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

/** Two open requests with the same id are refused, because one could get the other's answer. */
function refuseUsed({ transport }: Session, { ids }: Messages): void {
  const used = ids.find((id, at) => transport.isInUse(id) || ids.indexOf(id) !== at);
  if (used === undefined) return;
  const shown = JSON.stringify(used).slice(0, 100);
  throw new HttpRefusal(400, `The id ${shown} belongs to a request that is not answered yet.`, {
    code: INVALID_REQUEST,
    id: used,
  });
}
