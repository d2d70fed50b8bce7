import { inputRequired, inputResponse, type ServerContext } from '@modelcontextprotocol/server';
import { InputRequired } from '../../call/ask/input-required.js';
import type { Question, Reply } from '../../plugin/author/question.js';
import { aboutOf, digestOf } from './digest.js';
import { EXPIRED, foreign, type State, sealed } from './state.js';
import { whyUnanswered } from './unanswered.js';

type InputRequiredResult = ReturnType<typeof inputRequired>;
type Params = Parameters<typeof inputRequired.elicit>[0];

/** The questions of one call over its rounds: each entry knows what was answered before. */
export class Rounds {
  private readonly replies: State['replies'];

  /** Throws when what came back belongs to another call. `call` is what the state is bound to. */
  constructor(
    private readonly call: unknown,
    { mcpReq }: ServerContext,
  ) {
    const state = mcpReq.requestState<State | typeof EXPIRED>();
    if (state === undefined || state === EXPIRED) {
      this.replies = {};
      return;
    }
    if (state.call !== digestOf(call)) throw foreign();
    const { key, of } = state.asked;
    const reply = replyIn(mcpReq.inputResponses, key);
    this.replies = { ...state.replies, ...(reply && { [key]: { of, reply } }) };
  }

  /** The reply to a question, where it was given to this very question; else the call ends here. */
  async ask(question: Question): Promise<Reply> {
    const given = Object.hasOwn(this.replies, question.key) ? this.replies[question.key] : undefined;
    if (given?.of === aboutOf(question)) return given.reply;
    throw new InputRequired(question);
  }

  /** What the client is answered, that it may ask. */
  async asking(question: Question, key: string): Promise<InputRequiredResult> {
    const { message, fields, required = [] } = question;
    const requestedSchema = { type: 'object', properties: fields, required: [...required] };
    const state: State = {
      call: digestOf(this.call),
      replies: this.replies,
      asked: { key: question.key, of: aboutOf(question) },
    };
    return inputRequired({
      inputRequests: {
        [question.key]: inputRequired.elicit({ message, requestedSchema } as unknown as Params),
      },
      requestState: await sealed(state, key),
    });
  }
}

/** True when the answer came after its question was given up. */
export function isLate({ mcpReq }: ServerContext): boolean {
  return mcpReq.requestState() === EXPIRED;
}

/** None where the client came back without one: then it is asked again. */
function replyIn(responses: Record<string, unknown> | undefined, key: string): Reply | undefined {
  const why = whyUnanswered(responses?.[key]);
  if (why !== undefined) return { action: why };
  const view = inputResponse(responses, key);
  if (view.kind !== 'elicit') return undefined;
  if (view.action !== 'accept') return { action: view.action === 'decline' ? 'decline' : 'cancel' };
  const { content } = view;
  const isContent = typeof content === 'object' && content !== null && !Array.isArray(content);
  return { action: 'accept', content: isContent ? content : {} };
}
