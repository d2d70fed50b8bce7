const NEXT: Record<string, string> = {
  400: 'Check GEMINI_API_KEY.',
  401: 'Check GEMINI_API_KEY.',
  403: 'Check GEMINI_API_KEY, and what it is allowed to.',
  404: 'Check GEMINI_MODEL.',
  429: 'Wait a little, or look at the limits and the credit of your account.',
};

/** There is no answer; the SDK has the reason, and sometimes the provider's status, in an event. */
export class Refused extends Error {
  readonly code: string;

  constructor(code = '', message = '') {
    super(message);
    this.code = code;
  }
}

/** What happened and what to do next, in the words of one who did not write this. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Refused) return explainRefusal(error);
  if (error.message.startsWith('Failed to create MCP session')) {
    const { KESTRA_MCP_COMMAND: command } = process.env;
    return `kestra-mcp did not start${command ? ` with KESTRA_MCP_COMMAND="${command}"` : ''}.\n${error.message}`;
  }
  return error.message;
}

function explainRefusal({ code, message }: Refused): string {
  if (code === 'UNKNOWN_ERROR') return `The model's provider did not answer: ${message}`;
  if (!/^\d+$/.test(code)) return `The model refused: ${code} ${message}`.trim();
  return [`The model's provider answered ${code}: ${message}`, NEXT[code]].filter(Boolean).join('\n');
}
