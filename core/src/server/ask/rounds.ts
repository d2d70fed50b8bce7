import { inputRequired, inputResponse, type ServerContext } from '@modelcontextprotocol/server';
import { InputRequired } from '../../call/ask/input-required.js';
import { KestraMcpError } from '../../foundation/errors.js';
import { currentCaller } from '../../kestra/wire/scope.js';
import type { Obtained, Wanted } from '../../plugin/author/mcp-client.js';
import type { Question, Reply } from '../../plugin/author/question.js';
import { aboutOf, digestOf } from './digest.js';
import { isFirstUse, newId } from './once.js';
import { type Answered, type Asked, EXPIRED, foreign, LIFETIME, type State, sealed } from './state.js';
import { whyUnanswered } from './unanswered.js';

type InputRequiredResult = ReturnType<typeof inputRequired>;
type Requests = Parameters<typeof inputRequired>[0]['inputRequests'];
type Responses = Record<string, unknown> | undefined;

/** As often the SDK asks a client of 2025; clients of 2026 take no more than ten. */
const MOST_ROUNDS = 8;

/** What a call asks the client for over its rounds: each entry knows what was answered before. */
export class Rounds {
  private readonly replies: Record<string, Answered> = {};
  /** Answers that nobody was asked for: what is wanted of the client may be sent along at once. */
  private readonly unasked: Responses;
  private round = 0;
  private under: { requests: object; asked: Asked[] } = { requests: {}, asked: [] };

  /** Throws when what came back belongs to another call. `call` is what the state is bound to. */
  constructor(
    private readonly call: unknown,
    { mcpReq }: ServerContext,
  ) {
    const state = mcpReq.requestState<State | typeof EXPIRED>();
    if (state === EXPIRED) return;
    if (state === undefined) {
      this.unasked = mcpReq.inputResponses;
      return;
    }
    if (state.call !== digestOf(call)) {
      currentCaller()?.heard?.('doubtful');
      throw foreign();
    }
    // Sent again, its answers are none: what they were given for has been done.
    if (!isFirstUse(state.id, LIFETIME * 1_000)) return;
    this.replies = { ...state.replies };
    this.round = state.round;
    for (const { key, of, as } of state.asked) {
      // Whether it is of the kind that was wanted is seen where it is taken.
      const reply = as === 'question' ? replyIn(mcpReq.inputResponses, key) : mcpReq.inputResponses?.[key];
      if (reply !== undefined) this.replies[key] = { of, reply };
    }
  }

  /** The reply to a question, where it was given to this very question; else the call ends here. */
  async ask(question: Question): Promise<Reply> {
    const of = aboutOf(question);
    const given = this.given(question.key, of);
    if (given !== undefined) return given as Reply;
    this.refuseMore();
    const { key, message, fields, required = [] } = question;
    const requestedSchema = { type: 'object', properties: fields, required: [...required] };
    this.under = {
      requests: { [key]: { method: 'elicitation/create', params: { message, requestedSchema } } },
      asked: [{ key, of, as: 'question' }],
    };
    throw new InputRequired(question);
  }

  /** All of what is wanted; where some of it is not there, the call ends here, and only that is asked for. */
  async get(wants: Readonly<Record<string, Wanted>>): Promise<Record<string, Obtained<Wanted>>> {
    const all = Object.entries(wants).map(([key, want]) => {
      const of = digestOf(want);
      const kept = this.given(key, of);
      const from = kept === undefined ? this.unasked : { [key]: kept };
      return { key, of, want, given: obtainedIn(from, key, want.method) };
    });
    const missing = all.filter(({ given }) => given === undefined);
    if (missing.length === 0)
      return Object.fromEntries(all.flatMap(({ key, given }) => (given === undefined ? [] : [[key, given]])));
    this.refuseMore();
    for (const { key, of, given } of all) if (given !== undefined) this.replies[key] = { of, reply: given };
    this.under = {
      requests: Object.fromEntries(missing.map(({ key, want }) => [key, want])),
      asked: missing.map(({ key, of }) => ({ key, of, as: 'wanted' })),
    };
    throw new InputRequired();
  }

  /** What the client is answered, that it may ask. */
  async asking(key: string): Promise<InputRequiredResult> {
    const { requests, asked } = this.under;
    const state: State = {
      id: newId(),
      round: this.round + 1,
      call: digestOf(this.call),
      replies: this.replies,
      asked,
    };
    return inputRequired({
      inputRequests: requests as NonNullable<Requests>,
      requestState: await sealed(state, key),
    });
  }

  /** In words: the SDK and clients end a call that asks for ever, but say it in theirs. */
  private refuseMore(): void {
    if (this.round < MOST_ROUNDS) return;
    throw new KestraMcpError(
      'KMCP_NOT_CONFIRMED',
      `Nothing was done: this call asked ${MOST_ROUNDS} times, which is the limit.`,
      { hint: 'What it asks about may keep changing. Call the tool again later.' },
    );
  }

  private given(key: string, of: string): unknown {
    const given = Object.hasOwn(this.replies, key) ? this.replies[key] : undefined;
    return given?.of === of ? given.reply : undefined;
  }
}

/** True when the answer came after its question was given up. */
export function isLate({ mcpReq }: ServerContext): boolean {
  return mcpReq.requestState() === EXPIRED;
}

/** None where the client came back without one: then it is asked again. */
function replyIn(responses: Responses, key: string): Reply | undefined {
  const why = whyUnanswered(responses?.[key]);
  if (why !== undefined) return { action: why };
  const view = inputResponse(responses, key);
  if (view.kind !== 'elicit') return undefined;
  if (view.action !== 'accept') return { action: view.action === 'decline' ? 'decline' : 'cancel' };
  const { content } = view;
  const isContent = typeof content === 'object' && content !== null && !Array.isArray(content);
  return { action: 'accept', content: isContent ? content : {} };
}

const KINDS: Record<Wanted['method'], string> = {
  'elicitation/create': 'elicit',
  'sampling/createMessage': 'sampling',
  'roots/list': 'roots',
};

/** An answer as it came, where it is one of the kind that was wanted. */
function obtainedIn(
  responses: Responses,
  key: string,
  method: Wanted['method'],
): Obtained<Wanted> | undefined {
  if (inputResponse(responses, key).kind !== KINDS[method]) return undefined;
  return responses?.[key] as Obtained<Wanted>;
}
