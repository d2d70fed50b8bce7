import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import type { Expression } from './parser.js';

/** What an expression can see. */
export interface Scope {
  variables: JsonObject;
  /** Functions by name, `kv` for instance; one that is not there gives nothing. */
  functions: Readonly<Record<string, (args: Json[]) => Json | undefined>>;
}

/** The value of an expression; what is unknown is nothing, never an error. */
export function evaluate(expression: Expression, scope: Scope): Json | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return scope.variables[expression.name];
    case 'member':
      return member(evaluate(expression.of, scope), evaluate(expression.key, scope));
    case 'call':
      return call(
        expression.name,
        expression.arguments.map((each) => evaluate(each, scope)),
        scope,
      );
    case 'not':
      return !truthy(evaluate(expression.operand, scope));
    case 'choice':
      return evaluate(truthy(evaluate(expression.condition, scope)) ? expression.yes : expression.no, scope);
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, scope), () =>
        evaluate(expression.right, scope),
      );
  }
}

/** Whether Kestra takes a rendered value for true. */
export function truthy(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0) return false;
  return typeof value !== 'string' || !['', 'false', '0', '-0'].includes(value.trim().toLowerCase());
}

/** A value as it stands in a rendered text. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function member(of: Json | undefined, key: Json | undefined): Json | undefined {
  if (Array.isArray(of)) return of[Number(key)];
  return isObject(of) && Object.hasOwn(of, String(key)) ? of[String(key)] : undefined;
}

function binary(operator: string, left: Json | undefined, right: () => Json | undefined): Json | undefined {
  switch (operator) {
    case '??':
      return left ?? right();
    case 'or':
      return truthy(left) || truthy(right());
    case 'and':
      return truthy(left) && truthy(right());
    case '==':
    case 'is':
      return textOf(left) === textOf(right());
    case '!=':
      return textOf(left) !== textOf(right());
    case 'contains':
      return Array.isArray(left) ? left.includes(right() ?? null) : textOf(left).includes(textOf(right()));
    case '~':
      return textOf(left) + textOf(right());
    default:
      return arithmetic(operator, Number(left), Number(right()));
  }
}

function arithmetic(operator: string, left: number, right: number): Json | undefined {
  switch (operator) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return undefined;
  }
}

const FILTERS: Record<
  string,
  (value: Json | undefined, args: readonly (Json | undefined)[]) => Json | undefined
> = {
  default: (value, [fallback]) => (value === undefined || value === null || value === '' ? fallback : value),
  first: (value) => (Array.isArray(value) ? value[0] : undefined),
  join: (value, [separator]) =>
    Array.isArray(value) ? value.map(textOf).join(textOf(separator ?? ',')) : value,
  json: (value) => JSON.stringify(value ?? null),
  last: (value) => (Array.isArray(value) ? value.at(-1) : undefined),
  length: (value) => (Array.isArray(value) ? value.length : textOf(value).length),
  lower: (value) => textOf(value).toLowerCase(),
  toJson: (value) => JSON.stringify(value ?? null),
  trim: (value) => textOf(value).trim(),
  upper: (value) => textOf(value).toUpperCase(),
};

function call(name: string, args: (Json | undefined)[], scope: Scope): Json | undefined {
  if (name.startsWith('|')) return FILTERS[name.slice(1)]?.(args[0], args.slice(1)) ?? args[0];
  return scope.functions[name]?.(args.map((each) => each ?? null));
}
