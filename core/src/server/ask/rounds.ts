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

/** The SDK asks a client of the 2025 protocol this often. Clients of 2026 allow at most ten rounds. */
const MOST_ROUNDS = 8;

/** The questions of a call over its rounds. In each round the call runs again, and knows the earlier answers. */
export class Rounds {
  private readonly replies: Record<string, Answered> = {};
  /** Answers that came without a question: a client may send along what the server will need. */
  private readonly unasked: Responses;
  private round = 0;
  private under: { requests: object; asked: Asked[] } = { requests: {}, asked: [] };

  /** Throws if the state belongs to another call. `call` is what the state is bound to. */
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
    // Ignore the answers of a state that was sent before: they have already been used.
    if (!isFirstUse(state.id, LIFETIME * 1_000)) return;
    this.replies = { ...state.replies };
    this.round = state.round;
    for (const { key, of, as } of state.asked) {
      // The kind of the answer is checked when it is used.
      const reply = as === 'question' ? replyIn(mcpReq.inputResponses, key) : mcpReq.inputResponses?.[key];
      if (reply !== undefined) this.replies[key] = { of, reply };
    }
  }

  /** Returns the reply if it was given to exactly this question. Otherwise it ends the call here. */
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

  /** Returns everything that is wanted. If something is missing, it ends the call here and requests only that. */
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

  /** Returns the result that asks the client. */
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

  /** The SDK and clients also end a call that asks forever, but with a less helpful text. */
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

/** True if the answer came after the question had expired. */
export function isLate({ mcpReq }: ServerContext): boolean {
  return mcpReq.requestState() === EXPIRED;
}

/** Undefined if the client came back without an answer. It is then asked again. */
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

/** Returns an answer unchanged, if it is of the wanted kind. */
function obtainedIn(
  responses: Responses,
  key: string,
  method: Wanted['method'],
): Obtained<Wanted> | undefined {
  if (inputResponse(responses, key).kind !== KINDS[method]) return undefined;
  return responses?.[key] as Obtained<Wanted>;
}
