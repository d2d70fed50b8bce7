import { PebbleError } from './errors.js';
import { type Token, tokenize } from './lexer.js';

/** A parsed Pebble expression. */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'map'; entries: [key: Expression, value: Expression][] }
  | { kind: 'name'; name: string }
  | { kind: 'member'; of: Expression; key: Expression }
  | { kind: 'call'; name: string; arguments: Expression[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'test'; name: string; operand: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'choice'; condition: Expression; yes: Expression; no: Expression };

// In ascending order of precedence.
const LEVELS = [
  ['??'],
  ['or'],
  ['and'],
  ['==', '!=', '<', '>', '<=', '>=', 'is', 'contains'],
  ['~', '+', '-'],
  ['*', '/', '%'],
];

const TESTS = ['defined', 'empty', 'even', 'iterable', 'json', 'map', 'null', 'odd'];

const CONSTANTS: Record<string, boolean | null> = { true: true, false: false, null: null };

/** Parses an expression with the usual precedences. */
export function parseExpression(source: string): Expression {
  const parser = new Parser(tokenize(source));
  const expression = parser.expression();
  parser.finish();
  return expression;
}

class Parser {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  expression(): Expression {
    const condition = this.#binary(0);
    if (!this.#take('?')) return condition;
    const yes = this.expression();
    this.#expect(':');
    return { kind: 'choice', condition, yes, no: this.expression() };
  }

  finish(): void {
    const rest = this.tokens[this.#at];
    if (rest) throw new PebbleError(`Unexpected "${rest.text}"`);
  }

  #binary(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (let operator = this.#takeAny(operators); operator; operator = this.#takeAny(operators)) {
      left =
        operator === 'is'
          ? this.#test(left)
          : { kind: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  // `is not empty`. If the word is not the name of a test, it is a value to compare with.
  #test(operand: Expression): Expression {
    const negated = this.#take('not');
    const name = this.tokens[this.#at]?.text ?? '';
    const test: Expression = TESTS.includes(name)
      ? { kind: 'test', name, operand }
      : { kind: 'binary', operator: 'is', left: operand, right: this.#unary() };
    if (test.kind === 'test') this.#at++;
    return negated ? { kind: 'not', operand: test } : test;
  }

  #unary(): Expression {
    if (this.#take('not')) return { kind: 'not', operand: this.#unary() };
    if (this.#take('-')) {
      return { kind: 'binary', operator: '-', left: { kind: 'literal', value: 0 }, right: this.#unary() };
    }
    return this.#postfix(this.#primary());
  }

  #primary(): Expression {
    const token = this.tokens[this.#at++];
    if (!token) throw new PebbleError('Unexpected end of the expression');
    if (token.kind === 'string') return { kind: 'literal', value: token.text };
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'name') return this.#named(token.text);
    if (token.text === '[') return { kind: 'list', items: this.#until(']', () => this.expression()) };
    if (token.text === '{') return { kind: 'map', entries: this.#until('}', () => this.#entry()) };
    if (token.text !== '(') throw new PebbleError(`Unexpected "${token.text}"`);
    const inner = this.expression();
    this.#expect(')');
    return inner;
  }

  #named(name: string): Expression {
    const constant = CONSTANTS[name];
    if (constant !== undefined) return { kind: 'literal', value: constant };
    return this.#take('(') ? { kind: 'call', name, arguments: this.#arguments() } : { kind: 'name', name };
  }

  #postfix(start: Expression): Expression {
    let of = start;
    for (;;) {
      if (this.#take('.')) {
        of = { kind: 'member', of, key: { kind: 'literal', value: this.#word() } };
      } else if (this.#take('[')) {
        of = { kind: 'member', of, key: this.expression() };
        this.#expect(']');
      } else if (this.#take('|')) {
        const name = this.#word();
        of = {
          kind: 'call',
          name: `|${name}`,
          arguments: [of, ...(this.#take('(') ? this.#arguments() : [])],
        };
      } else return of;
    }
  }

  // Named arguments (`namespace='x'`) are read as their values.
  #arguments(): Expression[] {
    const list: Expression[] = [];
    while (!this.#take(')')) {
      if (this.tokens[this.#at + 1]?.text === '=') this.#at += 2;
      list.push(this.expression());
      this.#take(',');
    }
    return list;
  }

  #entry(): [Expression, Expression] {
    const key = this.#binary(0);
    this.#expect(':');
    return [key, this.expression()];
  }

  #until<T>(close: string, read: () => T): T[] {
    const list: T[] = [];
    while (!this.#take(close)) {
      list.push(read());
      if (!this.#take(',') && this.tokens[this.#at]?.text !== close)
        throw new PebbleError(`"${close}" is expected`);
    }
    return list;
  }

  #word(): string {
    const token = this.tokens[this.#at++];
    if (!token || token.kind === 'symbol') throw new PebbleError('A name is expected');
    return token.text;
  }

  #take(text: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.text !== text || token.kind === 'string') return false;
    this.#at++;
    return true;
  }

  #takeAny(texts: readonly string[]): string | undefined {
    return texts.find((text) => this.#take(text));
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new PebbleError(`"${text}" is expected`);
  }
}
