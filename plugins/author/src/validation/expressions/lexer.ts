/** A token of an expression. */
export interface Token {
  kind: 'name' | 'text' | 'number' | 'sign';
  /** For a string, what is between its quotes. */
  text: string;
  /** The index in the template. */
  at: number;
}

/** What is between `{{` and `}}`, or between `{%` and `%}`. */
export interface Expression {
  isTag: boolean;
  tokens: Token[];
  /** The indexes where it begins and ends. */
  at: number;
  end: number;
}

export interface Problem {
  message: string;
  at: number;
}

/** The expressions of a template, and the problem that stopped the parser. */
export interface Template {
  expressions: Expression[];
  problem?: Problem;
  /** Whether it has something that this parser does not understand. It may then mean anything. */
  isOpaque: boolean;
}

const OPENING = /\{[{%#]/g;
/** Tags of Kestra and of Pebble whose content is not rendered. */
const RAW = /^\{%-?\s*(raw|verbatim)\s*-?%\}/;
const NAME = /^[a-zA-Z_]\w*/;
const NUMBER = /^\d+(\.\d+)?/;
const SIGN = /^(\?\?|\?:|==|!=|>=|<=|\.\.|[-+*/%~<>=?:|,.()[\]{}])/;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Parses a text as Pebble does. */
export function readTemplate(text: string): Template {
  const template: Template = { expressions: [], isOpaque: false };
  let from = 0;
  while (true) {
    OPENING.lastIndex = from;
    const opening = OPENING.exec(text);
    if (opening === null) return template;
    const end = after(text, opening.index, template);
    if (end === undefined) return template;
    from = end;
  }
}

/** Reads what begins here and returns the index of its end, or undefined if it has none. */
function after(text: string, at: number, template: Template): number | undefined {
  const [, raw] = RAW.exec(text.slice(at, at + 40)) ?? [];
  const end = raw ? new RegExp(`\\{%-?\\s*end${raw}\\s*-?%\\}`, 'g') : /#\}/g;
  if (raw !== undefined || text.startsWith('{#', at)) {
    end.lastIndex = at + 2;
    const found = end.exec(text);
    // A lone `{#` may belong to a script.
    if (found === null) template.isOpaque = true;
    return found ? end.lastIndex : undefined;
  }
  return new ExpressionReader(text, at, template).read();
}

/** Reads one expression; one reader each. */
class ExpressionReader {
  private readonly expression: Expression;
  private readonly brackets: string[] = [];
  private at: number;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly template: Template,
  ) {
    this.expression = { isTag: text[start + 1] === '%', tokens: [], at: start, end: start };
    this.at = start + 2 + (text[start + 2] === '-' ? 1 : 0);
  }

  read(): number | undefined {
    const close = this.expression.isTag ? /^-?%\}/ : /^-?\}\}/;
    while (true) {
      while (/\s/.test(this.text[this.at] ?? '')) this.at++;
      if (this.at >= this.text.length) return this.unclosed();
      const rest = this.text.slice(this.at, this.at + 200);
      const [end] = (this.brackets.length === 0 && close.exec(rest)) || [];
      if (end !== undefined) {
        this.expression.end = this.at + end.length;
        this.template.expressions.push(this.expression);
        return this.expression.end;
      }
      if (!this.token(rest)) return undefined;
    }
  }

  private token(rest: string): boolean {
    const quote = rest[0];
    if (quote === '"' || quote === "'") return this.string(quote);
    const name = NAME.exec(rest)?.[0];
    const number = NUMBER.exec(rest)?.[0];
    const sign = SIGN.exec(rest)?.[0];
    const text = name ?? number ?? sign;
    if (text === undefined) return this.fail(`Unexpected character "${quote}"`);
    // Read a name to its end if it is longer than the slice.
    const whole =
      name && rest.length === name.length ? (this.text.slice(this.at).match(NAME)?.[0] ?? name) : text;
    this.push(name ? 'name' : number ? 'number' : 'sign', whole);
    return sign === undefined || name !== undefined || number !== undefined || this.bracket(sign);
  }

  /** Reads to the next quote that has no backslash before it. */
  private string(quote: string): boolean {
    let end = this.at + 1;
    while (end < this.text.length && (this.text[end] !== quote || this.text[end - 1] === '\\')) end++;
    if (end >= this.text.length) return this.fail(`Unclosed ${quote}`);
    const inner = this.text.slice(this.at + 1, end);
    // Interpolation inside a string is not parsed.
    if (quote === '"' && inner.includes('#{')) return this.giveUp();
    this.expression.tokens.push({ kind: 'text', text: inner, at: this.at });
    this.at = end + 1;
    return true;
  }

  private bracket(sign: string): boolean {
    if (CLOSING[sign] !== undefined) this.brackets.push(sign);
    else if (/[)\]}]/.test(sign)) {
      const opened = this.brackets.pop();
      if (opened === undefined) return this.fail(`Unexpected "${sign}"`);
      if (CLOSING[opened] !== sign) return this.fail(`Unclosed "${opened}"`);
    }
    return true;
  }

  private push(kind: Token['kind'], text: string): void {
    this.expression.tokens.push({ kind, text, at: this.at });
    this.at += text.length;
  }

  private unclosed(): undefined {
    const open = this.brackets.at(-1) ?? (this.expression.isTag ? '{%' : '{{');
    this.template.problem = { message: `Unclosed "${open}"`, at: this.start };
    return undefined;
  }

  private fail(message: string): false {
    this.template.problem = { message, at: this.at };
    return false;
  }

  private giveUp(): false {
    this.template.isOpaque = true;
    return false;
  }
}
