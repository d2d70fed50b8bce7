import { ProtocolErrorCode } from '@modelcontextprotocol/server';

/** Why a line, or an entry of a batch, is not taken. */
export class Refusal extends Error {
  /** `id` is JSON text, as the client wrote it; a refusal without one is not told to the client. */
  constructor(
    readonly code: ProtocolErrorCode,
    message: string,
    readonly id: string | undefined,
  ) {
    super(message);
  }

  /** The answer, as JSON: a number of many digits would lose some as a value. */
  answer(): string | undefined {
    if (this.id === undefined) return undefined;
    const error = JSON.stringify({ code: this.code, message: this.message });
    return `{"jsonrpc":"2.0","id":${this.id},"error":${error}}`;
  }
}

/** A line that is not JSON at all; `id` is what could still be read. */
export function unreadable(message: string, id: string): Refusal {
  return new Refusal(ProtocolErrorCode.ParseError, message, id);
}

/** What JSON-RPC does not take as a message. */
export function invalidRequest(message: string, id: string | undefined): Refusal {
  return new Refusal(ProtocolErrorCode.InvalidRequest, message, id);
}
