import { fittingText } from '../../plugin/completing/fitting.js';
import type { CallServices } from '../services.js';

/** What a client is offered for what is being typed. */
export interface Completion {
  values: string[];
  total?: number;
  hasMore?: boolean;
}

export const NOTHING: Completion = { values: [] };

/** So many MCP lets an answer have. */
const MOST = 100;
/** Longest value, in characters: more is nothing that anybody would pick. */
const LONGEST = 1_000;

interface Around {
  text: string;
  /** The only ones that may be named, with what is below them. */
  namespaces: readonly string[] | undefined;
  services: Pick<CallServices, 'redactResult'>;
}

/** What a completer gave, masked, without what cannot be shown in a list of choices, and no longer than a client takes. */
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

/** A terminal shows choices as they are: what is invisible, or moves its cursor, is none. */
function isChoice(value: string): boolean {
  return value !== '' && value.length <= LONGEST && !/[\p{C}\u2028\u2029]/u.test(value);
}

function isWithin(value: string, namespaces: readonly string[] | undefined): boolean {
  return (
    namespaces === undefined || namespaces.some((name) => value === name || value.startsWith(`${name}.`))
  );
}
