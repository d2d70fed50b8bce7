import type { Expression, Problem } from './lexer.js';

/** Finds what is certainly not a valid expression. Everything else is left to Kestra. */
export function syntaxProblem({ tokens, isTag, at }: Expression): Problem | undefined {
  const [first] = tokens;
  if (first === undefined) return isTag ? undefined : { message: 'It is empty', at };
  if (!isTag && first.kind === 'sign' && /^[.)\]}|,:=*/%]/.test(first.text)) {
    return { message: `An expression cannot begin with "${first.text}"`, at: first.at };
  }
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token.kind !== 'sign') continue;
    if (token.text === '.' && next?.kind !== 'name' && next?.kind !== 'number')
      return { message: 'A name is missing after a dot', at: token.at };
    if (token.text === '|' && next?.kind !== 'name')
      return { message: 'The name of a filter is missing after "|"', at: token.at };
  }
  return undefined;
}

/** Tags that need an end tag, and the tags allowed in between. */
const ENDS: Readonly<Record<string, string>> = { if: 'endif', for: 'endfor', macro: 'endmacro' };
const BETWEEN: Readonly<Record<string, readonly string[]>> = { elseif: ['if'], else: ['if', 'for'] };

/** Finds a tag that is not closed, or that closes or continues a tag that is not open. */
export function unpairedTag(expressions: readonly Expression[]): Problem | undefined {
  const open: { tag: string; at: number }[] = [];
  for (const { isTag, tokens, at } of expressions) {
    const tag = isTag && tokens[0]?.kind === 'name' ? tokens[0].text : '';
    const last = open.at(-1)?.tag ?? '';
    const isEnd = Object.values(ENDS).includes(tag);
    if (Object.hasOwn(ENDS, tag)) open.push({ tag, at });
    else if (isEnd && ENDS[last] !== tag) return { message: `"${tag}" has no opening tag`, at };
    else if (isEnd) open.pop();
    else if (Object.hasOwn(BETWEEN, tag) && !BETWEEN[tag]?.includes(last))
      return { message: `"${tag}" does not belong to an open tag`, at };
  }
  const unclosed = open.at(-1);
  return unclosed && { message: `"${unclosed.tag}" has no "${ENDS[unclosed.tag]}"`, at: unclosed.at };
}
