import { fittingText } from '../../plugin/completing/fitting.js';
import type { CallServices } from '../services.js';

/** The suggestions for what the user is typing. */
export interface Completion {
  values: string[];
  total?: number;
  hasMore?: boolean;
}

export const NOTHING: Completion = { values: [] };

/** MCP's limit of values in a result. */
const MOST = 100;
/** Longest value, in characters. Nobody would pick a longer one. */
const LONGEST = 1_000;

interface Around {
  text: string;
  /** Only these namespaces, and the namespaces below them, may appear. */
  namespaces: readonly string[] | undefined;
  services: Pick<CallServices, 'redactResult'>;
}

/**
 * Prepares a completer's values: masks secrets, drops values that cannot appear in a list of choices, and keeps to the
 * limits of clients.
 */
export function shapeCompletion(value: unknown, { text, namespaces, services }: Around): Completion {
  const isList = Array.isArray(value);
  const {
    values: found,
    total,
    hasMore,
  } = (isList ? { values: value } : (value ?? {})) as Record<string, unknown>;
  if (!Array.isArray(found)) throw new TypeError('A completer gave neither a list nor { values }.');
  const texts = found.filter((each): each is string => typeof each === 'string');
  const offered = [...new Set(isList ? fittingText(texts, text) : texts)].filter(
    (each) => isChoice(each) && isWithin(each, namespaces) && services.redactResult(each) === each,
  );
  const known =
    Number.isSafeInteger(total) && namespaces === undefined
      ? Math.max(total as number, offered.length)
      : undefined;
  const all = known ?? (isList || offered.length > MOST ? offered.length : undefined);
  return {
    values: offered.slice(0, MOST),
    ...(all !== undefined && { total: all }),
    hasMore: offered.length > MOST || (all ?? 0) > offered.length || hasMore === true,
  };
}

/** Rejects invisible and control characters: a terminal prints choices as they are. */
function isChoice(value: string): boolean {
  return value !== '' && value.length <= LONGEST && !/[\p{C}\u2028\u2029]/u.test(value);
}

function isWithin(value: string, namespaces: readonly string[] | undefined): boolean {
  return (
    namespaces === undefined || namespaces.some((name) => value === name || value.startsWith(`${name}.`))
  );
}
