const NEXT: Record<string, string> = {
  400: 'Check GEMINI_API_KEY.',
  401: 'Check GEMINI_API_KEY.',
  403: 'Check GEMINI_API_KEY, and what it is allowed to.',
  404: 'Check GEMINI_MODEL.',
  429: 'Wait a little, or look at the limits and the credit of your account.',
};

/** The provider did not answer; the SDK has its words, and sometimes its status, in an event. */
export class Refused extends Error {
  readonly code: string;

  constructor(code = '', message = '') {
    super(message || `The model's provider refused, without a reason (${code}).`);
    this.code = code;
  }
}

/** What happened and what to do next, in the words of one who did not write this. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Refused) {
    return [`The model's provider answered ${error.code}: ${error.message}`, NEXT[error.code]]
      .filter(Boolean)
      .join('\n');
  }
  if (error.message.startsWith('Failed to create MCP session')) {
    const { KESTRA_MCP_COMMAND: command } = process.env;
    return `kestra-mcp did not start${command ? ` with KESTRA_MCP_COMMAND="${command}"` : ''}.\n${error.message}`;
  }
  return error.message;
}
