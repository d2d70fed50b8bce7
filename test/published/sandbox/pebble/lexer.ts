import { PebbleError } from './errors.js';

/** A token of a Pebble expression. */
export interface Token {
  kind: 'string' | 'number' | 'name' | 'symbol';
  text: string;
}

const TOKEN =
  /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d+(?:\.\d+)?)|([A-Za-z_][\w-]*)|(\?\?|==|!=|>=|<=|[-+*/%~.,|?:<>=()[\]{}]))/y;

/** The tokens between `{{` and `}}`. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  const source = expression.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new PebbleError(`Unexpected character at ${at}: ${source.slice(at)}`);
    const [, double, single, number, name, symbol] = match;
    const string = double ?? single;
    if (string !== undefined) tokens.push({ kind: 'string', text: string.replace(/\\(.)/g, '$1') });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'symbol', text: symbol ?? '' });
  }
  balance(tokens);
  return tokens;
}

const CLOSES: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

function balance(tokens: readonly Token[]): void {
  const open: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind !== 'symbol') continue;
    const close = CLOSES[text];
    if (close) open.push(close);
    else if (Object.values(CLOSES).includes(text) && open.pop() !== text)
      throw new PebbleError(`Unexpected "${text}"`);
  }
  const missing = open.at(-1);
  if (missing) throw new PebbleError(`Unclosed "${missing}"`);
}

export { PebbleError } from './errors.js';
