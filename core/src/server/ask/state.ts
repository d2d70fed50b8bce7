import { createRequestStateCodec, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** Something that was requested: a question to the user, or something else from the client. */
export interface Asked {
  key: string;
  of: string;
  as: 'question' | 'wanted';
}

/** An answer, with the question that it belongs to. */
export interface Answered {
  of: string;
  reply: unknown;
}

/**
 * The state that is sent with a question and comes back with its answer. It is signed but readable, so it contains no
 * secret.
 */
export interface State {
  /** Unique for each question, because its answer is valid for one call. */
  id: string;
  /** How often the client has been asked, including this time. */
  round: number;
  /** The call that it belongs to: tool, arguments and caller. */
  call: string;
  /** The earlier answers with their questions, by the key of the question. */
  replies: Record<string, Answered>;
  /** What is being requested now. */
  asked: Asked[];
}

/** The answer came too late. */
export const EXPIRED = 'expired';

/** How long the user may take if no call is waiting for the answer, in seconds. */
export const LIFETIME = 600;
const PURPOSE = 'question';

const codecOf = (key: string) =>
  createRequestStateCodec<State>({ key, ttlSeconds: LIFETIME, bind: () => PURPOSE });

const ANY = {} as Parameters<ReturnType<typeof codecOf>['verify']>[1];

export async function sealed(state: State, key: string): Promise<string> {
  return codecOf(key).mint(state, ANY);
}

/** Opens a sealed state. Returns `EXPIRED` if it is too old, and throws if this server did not create it. */
export async function opened(text: string, key: string): Promise<State | typeof EXPIRED> {
  try {
    return await codecOf(key).verify(text, ANY);
  } catch (error) {
    if (error instanceof Error && error.message === EXPIRED) return EXPIRED;
    throw error;
  }
}

/** The answer belongs to another call or another caller. */
export function foreign(): ProtocolError {
  return new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    'The requestState belongs to another call. Send it with the arguments of the call that returned it.',
  );
}
