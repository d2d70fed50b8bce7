import { createRequestStateCodec, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** Something that was asked for: a question of a person, or whatever else of the client. */
export interface Asked {
  key: string;
  of: string;
  as: 'question' | 'wanted';
}

/** An answer, with what it answers. */
export interface Answered {
  of: string;
  reply: unknown;
}

/** What travels with a question and comes back with its answer. It is signed, and can be read: no secret is in it. */
export interface State {
  /** Another one for each question: its answer is good for one call. */
  id: string;
  /** How often the client was asked by now, this time among them. */
  round: number;
  /** The call that it belongs to: tool, arguments and caller. */
  call: string;
  /** What was answered before, by the key of the question, with the question that it answers. */
  replies: Record<string, Answered>;
  /** What is under way. */
  asked: Asked[];
}

/** It came back too late. */
export const EXPIRED = 'expired';

/** A person may take this long where no call waits for the answer, in seconds. */
export const LIFETIME = 600;
const PURPOSE = 'question';

const codecOf = (key: string) =>
  createRequestStateCodec<State>({ key, ttlSeconds: LIFETIME, bind: () => PURPOSE });

const ANY = {} as Parameters<ReturnType<typeof codecOf>['verify']>[1];

export async function sealed(state: State, key: string): Promise<string> {
  return codecOf(key).mint(state, ANY);
}

/** The state as it was sealed, or that it is too old. Throws at one that is not ours. */
export async function opened(text: string, key: string): Promise<State | typeof EXPIRED> {
  try {
    return await codecOf(key).verify(text, ANY);
  } catch (error) {
    if (error instanceof Error && error.message === EXPIRED) return EXPIRED;
    throw error;
  }
}

/** The answer belongs to another call, or another caller. */
export function foreign(): ProtocolError {
  return new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    'The requestState belongs to another call. Send it with the arguments of the call that returned it.',
  );
}
