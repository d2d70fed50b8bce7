import type { Expression, Problem } from './lexer.js';

/** What is sure to be no expression; all else is left to Kestra. */
export function syntaxProblem({ tokens, isTag, at }: Expression): Problem | undefined {
  const [first] = tokens;
  if (first === undefined) return isTag ? undefined : { message: 'There is no expression', at };
  if (!isTag && first.kind === 'sign' && /^[.)\]}|,:=*/%]/.test(first.text)) {
    return { message: `An expression cannot begin with "${first.text}"`, at: first.at };
  }
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token.kind !== 'sign') continue;
    if (token.text === '.' && next?.kind !== 'name' && next?.kind !== 'number')
      return { message: 'Behind a dot a name is expected', at: token.at };
    if (token.text === '|' && next?.kind !== 'name')
      return { message: 'Behind "|" the name of a filter is expected', at: token.at };
  }
  return undefined;
}
