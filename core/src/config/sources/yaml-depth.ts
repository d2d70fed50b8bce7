import { type CST, Parser } from 'yaml';

/** No configuration is as deep; far below what the parser can go down before the stack ends, and with it the process. */
const DEEPEST = 100;

/** True for YAML that the parser, which calls itself at each level, should not be given. This looks without doing that. */
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
