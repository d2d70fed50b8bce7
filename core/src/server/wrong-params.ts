import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** The parts of a zod issue that the sentence uses. */
interface Issue {
  path: (string | number)[];
  message: string;
  expected?: string;
  values?: unknown[];
}

const THEIR_RESULT = 'Invalid tools/call result: ';
const THEIR_REQUEST = 'Invalid tools/call request: ';

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Turns the error of a request into one sentence. The SDK answers invalid params with zod's own list. */
export function inOneSentence(method: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.message.startsWith(THEIR_RESULT))
    return new ProtocolError(
      ProtocolErrorCode.InternalError,
      'The result of the tool does not conform to MCP.',
    );
  // An error for the client already has its sentence.
  if (error instanceof ProtocolError && !error.message.startsWith(THEIR_REQUEST)) return error;
  const issues = issuesIn(error.message.replace(THEIR_REQUEST, ''));
  return issues === undefined
    ? error
    : new ProtocolError(ProtocolErrorCode.InvalidParams, sentence(method, issues));
}

function issuesIn(text: string): Issue[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) && found.every((issue) => Array.isArray(issue?.path)) ? found : undefined;
  } catch {
    return undefined;
  }
}

function sentence(method: string, issues: readonly Issue[]): string {
  const missing = issues.filter(({ message }) => message.endsWith('received undefined')).map(nameOf);
  if (missing.length > 0) return `${method} needs ${missing.join(', ')}.`;
  const [first] = issues;
  if (first === undefined) return `The params of ${method} are not valid.`;
  const { expected, values } = first;
  if (values !== undefined) return `${nameOf(first)} of ${method} must be one of ${values.join(', ')}.`;
  const kind = expected === undefined ? undefined : KINDS[expected];
  return `${nameOf(first)} of ${method} ${kind === undefined ? 'is not valid' : `must be ${kind}`}.`;
}

function nameOf({ path }: Issue): string {
  const inside = path[0] === 'params' && path.length > 1 ? path.slice(1) : path;
  return `"${inside.join('.').slice(0, 100)}"`;
}
