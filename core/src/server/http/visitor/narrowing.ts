import type { IncomingHttpHeaders } from 'node:http';
import { parseNames } from '../../../config/values/values.js';
import type { Narrowing } from '../../../selection/narrowing.js';
import { HttpRefusal } from '../refusal.js';

export const TOOLS_HEADER = 'x-kestra-mcp-tools';

/**
 * The narrowing that a client asks for: `/mcp/readonly`, `/mcp/g/flow,kv`, both in a row, and the header
 * `X-Kestra-MCP-Tools`. Undefined without any.
 */
export function narrowingIn(rest: string, headers: IncomingHttpHeaders, path: string): Narrowing | undefined {
  // Addresses are often written with a trailing slash.
  const words = rest
    .replace(/(?<!\/)\/$/, '')
    .split('/')
    .slice(1)
    .map(decoded);
  const only: string[][] = [];
  let readOnly = false;
  for (let at = 0; at < words.length; at++) {
    const names = words[at] === 'g' ? words[++at] : undefined;
    if (names !== undefined && names !== '') only.push(parseNames(names));
    else if (words[at] === 'readonly') readOnly = true;
    else throw notHere(path);
  }
  const header = headers[TOOLS_HEADER];
  if (header !== undefined) only.push(parseNames(header));
  if (!readOnly && only.length === 0) return undefined;
  return { ...(readOnly && { readOnly }), ...(only.length > 0 && { only: only.map(sorted) }) };
}

export function notHere(path: string): HttpRefusal {
  return new HttpRefusal(
    404,
    `Nothing is served at this path. MCP is at ${path}. For read-only tools use ${path}/readonly, and for the tools of certain groups use ${path}/g/flow,kv.`,
  );
}

/** Sorted, so that the same narrowing in another order belongs to the same session. */
function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    // No name matches a word that cannot be decoded.
    return word;
  }
}
