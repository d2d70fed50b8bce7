import { ProtocolErrorCode } from '@modelcontextprotocol/server';

/** Why a line or an entry of a batch was refused. */
export class Refusal extends Error {
  /** `id` is JSON text as the client wrote it. Without it, the client is not told about the refusal. */
  constructor(
    readonly code: ProtocolErrorCode,
    message: string,
    readonly id: string | undefined,
  ) {
    super(message);
  }

  /** The answer as JSON text, because parsing a long number would lose digits. */
  answer(): string | undefined {
    if (this.id === undefined) return undefined;
    const error = JSON.stringify({ code: this.code, message: this.message });
    return `{"jsonrpc":"2.0","id":${this.id},"error":${error}}`;
  }
}

/** The line is not JSON. `id` is what could still be found. */
export function unreadable(message: string, id: string): Refusal {
  return new Refusal(ProtocolErrorCode.ParseError, message, id);
}

/** The value is not a JSON-RPC message. */
export function invalidRequest(message: string, id: string | undefined): Refusal {
  return new Refusal(ProtocolErrorCode.InvalidRequest, message, id);
}
