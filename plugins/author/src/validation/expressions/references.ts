import type { Expression, Template, Token } from './lexer.js';

/** A variable in an expression: `inputs.x` has the root `inputs` and the member `x`. */
export interface Reference {
  root: string;
  member?: string;
  /** The sign after the member. A `-` may be meant as part of the name. */
  next?: string;
  at: number;
  /** Whether the expression allows for it to be missing. */
  isTolerated: boolean;
}

export interface Call {
  name: string;
  at: number;
  /** The arguments that are strings, by position and by name. */
  texts: readonly (string | undefined)[];
  named: ReadonlyMap<string, string | undefined>;
  isTolerated: boolean;
}

/** What the expressions of a template use. */
export interface Uses {
  references: Reference[];
  functions: Call[];
  filters: { name: string; at: number }[];
  /** Names that the template defines itself, with `set`, `for` and macros. */
  own: Set<string>;
  /** Whether functions may come from another template. */
  isOpen: boolean;
}

const WORDS = new Set(
  'and or not in is contains equals matches true false null none as with divided by if else'.split(' '),
);
/** Most tokens of a call to read: the arguments that matter are short. */
const MOST_OF_CALL = 50;
const IMPORTING = new Set(['import', 'from', 'extends', 'include', 'embed']);

export function usesOf({ expressions }: Template): Uses {
  const uses: Uses = { references: [], functions: [], filters: [], own: new Set(), isOpen: false };
  for (const expression of expressions) new ExpressionUses(expression, uses).read();
  tolerateGuarded(uses, expressions);
  return uses;
}

/** A variable that the template tests somewhere is expected to be missing at times. */
function tolerateGuarded({ references }: Uses, expressions: readonly Expression[]): void {
  const guarded = new Set(
    references.filter(({ isTolerated }) => isTolerated).map(({ root, member }) => `${root}.${member ?? ''}`),
  );
  const hasTags = expressions.some(({ isTag }) => isTag);
  const bare = new Set(references.filter(({ member }) => member === undefined).map(({ root }) => root));
  for (const reference of references) {
    const { root, member } = reference;
    const isWhole = guarded.has(`${root}.`) || (hasTags && bare.has(root));
    if (isWhole || guarded.has(`${root}.${member}`)) reference.isTolerated = true;
  }
}

/** Reads what one expression uses. */
class ExpressionUses {
  private readonly tokens: readonly Token[];
  private readonly isTag: boolean;
  /** The last token before which a variable may be missing. */
  private readonly lastGuard: number;

  constructor(
    { tokens, isTag }: Expression,
    private readonly uses: Uses,
  ) {
    this.tokens = tokens;
    this.isTag = isTag;
    this.lastGuard = tokens.findLastIndex((_, index) => this.isGuard(index));
  }

  read(): void {
    const from = this.isTag ? this.tag() : 0;
    for (let index = from; index < this.tokens.length; index++) {
      const token = this.tokens[index];
      if (token?.kind === 'name') this.name(token, index);
    }
  }

  /** Reads the names that the tag itself defines, and returns where its expression begins. */
  private tag(): number {
    const [tag, ...rest] = this.tokens.map(({ text }) => text);
    if (tag === undefined) return 0;
    if (IMPORTING.has(tag)) this.uses.isOpen = true;
    if (tag === 'set' || tag === 'block' || tag === 'macro' || tag === 'endblock') this.own(rest[0]);
    if (tag === 'macro') for (const name of rest.slice(1)) this.own(name);
    if (tag === 'filter' && this.tokens[1])
      this.uses.filters.push({ name: rest[0] ?? '', at: this.tokens[1].at });
    if (tag === 'macro' || tag === 'filter') return this.tokens.length;
    if (tag !== 'for') return tag === 'set' || tag === 'block' ? 2 : 1;
    const list = this.tokens.findIndex(({ text }) => text === 'in');
    for (const name of rest.slice(0, Math.max(0, list - 1))) this.own(name);
    this.own('loop');
    return list < 0 ? this.tokens.length : list + 1;
  }

  private own(name = ''): void {
    this.uses.own.add(name);
  }

  private name({ text, at }: Token, index: number): void {
    const before = this.sign(index - 1);
    if (before === '.') return;
    if (before === '|') {
      this.uses.filters.push({ name: text, at });
      return;
    }
    if (WORDS.has(text) || this.isTest(index)) return;
    const next = this.sign(index + 1);
    if (next === '(') this.uses.functions.push(this.call(text, index));
    // Otherwise it is the name of an argument.
    else if (next !== '=' || !/^[(,]$/.test(before ?? ''))
      this.uses.references.push(this.reference(text, index));
  }

  private reference(root: string, index: number): Reference {
    const [dot, name, close] = [1, 2, 3].map((step) => this.tokens[index + step]);
    const isTolerated = index < this.lastGuard;
    const found = { root, at: this.tokens[index]?.at ?? 0, isTolerated };
    const isDotted = dot?.kind === 'sign' && dot.text === '.' && name?.kind === 'name';
    const isQuoted = dot?.kind === 'sign' && dot.text === '[' && name?.kind === 'text' && close?.text === ']';
    if (isDotted) return { ...found, member: name.text, ...(close?.kind === 'sign' && { next: close.text }) };
    return isQuoted ? { ...found, member: name.text } : found;
  }

  private call(name: string, index: number): Call {
    const texts: (string | undefined)[] = [];
    const named = new Map<string, string | undefined>();
    for (const argument of this.argumentsAt(index + 2)) {
      const [first, second] = argument;
      const alone = (tokens: readonly Token[]) =>
        tokens.length === 1 && tokens[0]?.kind === 'text' ? tokens[0].text : undefined;
      if (first?.kind === 'name' && second?.text === '=') named.set(first.text, alone(argument.slice(2)));
      else texts.push(alone(argument));
    }
    const at = this.tokens[index]?.at ?? 0;
    return { name, at, texts, named, isTolerated: index < this.lastGuard };
  }

  /** The arguments of a call from here on, each as a list of tokens. */
  private argumentsAt(from: number): Token[][] {
    const all: Token[][] = [];
    let [depth, current]: [number, Token[]] = [0, []];
    for (const token of this.tokens.slice(from, from + MOST_OF_CALL)) {
      const sign = token.kind === 'sign' ? token.text : '';
      if (/^[)\]}]$/.test(sign) && depth-- === 0) break;
      if (/^[([{]$/.test(sign)) depth++;
      if (sign === ',' && depth === 0) {
        all.push(current);
        current = [];
      } else current.push(token);
    }
    return current.length > 0 ? [...all, current] : all;
  }

  /** `x is defined`, `x is not empty`. */
  private isTest(index: number): boolean {
    const [before, earlier] = [this.tokens[index - 1], this.tokens[index - 2]];
    return isWord(before, 'is') || (isWord(before, 'not') && isWord(earlier, 'is'));
  }

  private isGuard(index: number): boolean {
    const token = this.tokens[index];
    const isDefault = isWord(token, 'default') && this.sign(index - 1) === '|';
    const isTest = ['is', 'contains', 'in'].some((word) => isWord(token, word)) && !(this.isTag && index < 4);
    return isDefault || isTest || (token?.kind === 'sign' && /^(\?\?|\?:)$/.test(token.text));
  }

  private sign(index: number): string | undefined {
    const token = this.tokens[index];
    return token?.kind === 'sign' ? token.text : undefined;
  }
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'name' && token.text === word;
}
