import type { Execution, Page } from '../types.js';

const MASK = '***';

/** Names of headers that carry a credential, in lower case and with hyphens. */
const CREDENTIAL =
  /authoriz|authentication|^x-auth\b|cookie|token|secret|passw|credential|signature|session|jwt|api-?key|-key$/;
/** Names that only look like credentials. */
const HARMLESS: ReadonlySet<string> = new Set([
  'authentication-results',
  'idempotency-key',
  'sec-websocket-key',
]);

/** Content from users and tasks. It is shown unchanged, whatever its members are called. */
const CONTENT: ReadonlySet<string> = new Set(['body', 'parameters', 'inputs', 'outputs']);

type Members = Readonly<Record<string, unknown>>;

/**
 * An execution without the credentials of whoever started it. Kestra stores all headers of a webhook call in the
 * execution, where everyone who can read it sees them. A loop iteration contains its whole execution, and therefore the
 * same headers.
 */
export function withoutCredentials<T extends Execution | undefined>(execution: T): T {
  // Some servers answer an action with an empty response.
  return isMap(execution) ? (masked(execution) as T) : execution;
}

/** The same for each row of a search. */
export function rowsWithoutCredentials<P extends Page<Execution>>(page: P): P {
  if (!Array.isArray(page?.results)) return page;
  return { ...page, results: page.results.map((row) => withoutCredentials(row)) };
}

function masked(execution: Members): Members {
  const { trigger, loopRun } = execution;
  return {
    ...execution,
    ...(isMap(trigger) && { trigger: ofTrigger(trigger) }),
    ...(isMap(loopRun) && { loopRun: ofLoopRun(loopRun) }),
  };
}

function ofLoopRun(loopRun: Members): Members {
  const each = (value: unknown) => (isMap(value) ? masked(value) : value);
  const { parent, parents } = loopRun;
  return {
    ...loopRun,
    ...('parent' in loopRun && { parent: each(parent) }),
    ...(Array.isArray(parents) && { parents: parents.map(each) }),
  };
}

function ofTrigger(trigger: Members): Members {
  return 'variables' in trigger ? { ...trigger, variables: maskWithin(trigger.variables) } : trigger;
}

/**
 * Masks the variables of a trigger. If another execution set it off, they may contain the trigger of that execution.
 */
function maskWithin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskWithin);
  if (!isMap(value)) return value;
  return mapMembers(value, (name, member) => {
    if (CONTENT.has(name)) return member;
    return /headers$/i.test(name) ? maskHeaders(member) : maskWithin(member);
  });
}

/** Masks headers by name, or a list of them, in which each is a map, a pair of name and value, or a line. */
function maskHeaders(headers: unknown): unknown {
  if (typeof headers === 'string') return headers.replace(LINE, maskLine);
  if (Array.isArray(headers)) {
    const [name, value, ...more] = headers;
    const isPair = typeof name === 'string' && !name.includes(':') && more.length === 0;
    return isPair && isCredential(name) ? [name, maskValue(value)] : headers.map(maskHeaders);
  }
  if (!isMap(headers)) return headers;
  const own = headers.name ?? headers.key;
  const isPair = typeof own === 'string' && 'value' in headers;
  return mapMembers(headers, (name, value) =>
    isCredential(name) || (isPair && name === 'value' && isCredential(own)) ? maskValue(value) : value,
  );
}

const LINE = /^([\w-]+):[^\r\n]*/gm;

function maskLine(line: string, name: string): string {
  return isCredential(name) ? `${name}: ${MASK}` : line;
}

/** For a list, the number of values stays visible. That a value is missing is not a secret. */
function maskValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskValue);
  return value === null || value === '' ? value : MASK;
}

function isCredential(header: string): boolean {
  const name = header.trim().toLowerCase().replaceAll('_', '-');
  return CREDENTIAL.test(name) && !HARMLESS.has(name);
}

/** Assignment would treat `__proto__` as something other than a name. */
function mapMembers(map: Members, change: (name: string, member: unknown) => unknown): Members {
  return Object.fromEntries(Object.entries(map).map(([name, member]) => [name, change(name, member)]));
}

function isMap(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
