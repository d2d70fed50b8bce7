const NEXT: Record<string, string> = {
  400: 'Check GEMINI_API_KEY.',
  401: 'Check GEMINI_API_KEY.',
  403: 'Check GEMINI_API_KEY and its permissions.',
  404: 'Check GEMINI_MODEL.',
  429: 'Wait a little, or check the limits and the credit of your account.',
};

/** The model gave no answer. The SDK reports the reason in an event, sometimes with the status of the provider. */
export class Refused extends Error {
  readonly code: string;

  constructor(code = '', message = '') {
    super(message);
    this.code = code;
  }
}

/** Says what happened and what to do next, in words that need no knowledge of this code. */
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
