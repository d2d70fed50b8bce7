const COLON = /\s*:\s*/y;
const NUMBER = /-?\d[\d.eE+-]*(?=\s*[,}])/y;

/**
 * Finds the id of a request in a text that may not be JSON, and returns it as written. Returns `null` if there is no id
 * or several, or if the text is a response, whose id the server chose.
 */
export function idInText(text: string): string {
  const found = new Set<string>();
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === '"') {
      const end = endOfString(text, at);
      if (end === -1) break;
      if (depth === 1) {
        const value = valueAfter(text, end);
        const key = text.slice(at, end);
        if (value !== undefined && (key === '"result"' || key === '"error"')) return 'null';
        if (value !== undefined && key === '"id"') found.add(tokenAt(text, value) ?? 'null');
      }
      at = end - 1;
    }
  }
  const [id] = found;
  return id !== undefined && found.size === 1 ? id : 'null';
}

/** The position of the value for the key that ends here. Undefined if no colon follows. */
function valueAfter(text: string, end: number): number | undefined {
  COLON.lastIndex = end;
  return COLON.test(text) ? COLON.lastIndex : undefined;
}

/** The complete string or number that begins here. */
function tokenAt(text: string, at: number): string | undefined {
  NUMBER.lastIndex = at;
  const token = text[at] === '"' ? text.slice(at, endOfString(text, at)) : NUMBER.exec(text)?.[0];
  try {
    if (token !== undefined) JSON.parse(token);
    return token;
  } catch {
    return undefined;
  }
}

/** The position after the closing quote of the string that begins here, or -1 if there is none. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return -1;
}
