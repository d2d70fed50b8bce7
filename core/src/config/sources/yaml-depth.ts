import { type CST, Parser } from 'yaml';

/**
 * Deeper than any configuration, and far below the depth at which the parser overflows the stack and ends the process.
 */
const DEEPEST = 100;

/** True for YAML that is nested too deeply for the recursive parser. This check is not recursive. */
export function isDeep(text: string): boolean {
  const waiting = [...new Parser().parse(text)].map((token): [CST.Token, number] => [token, 0]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [token, depth] = next;
    if (depth > DEEPEST) return true;
    for (const inner of within(token)) waiting.push([inner, depth + 1]);
  }
  return false;
}

function within(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}
