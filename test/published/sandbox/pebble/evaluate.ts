import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';
import { EvaluationError, UnknownName } from './errors.js';
import { FILTERS } from './filters.js';
import { operate } from './operators.js';
import type { Expression } from './parser.js';
import { passes, textOf, truthy } from './values.js';
import { isFilter, isFunction } from './vocabulary.js';

/** What an expression can use. */
export interface Scope {
  variables: JsonObject;
  /** Functions by name, for example `kv`. Other functions of Kestra return nothing. */
  functions: Readonly<Record<string, (args: Json[]) => Json | undefined>>;
}

/** Evaluates an expression. A missing variable is an error, unless a fallback or a test handles it. */
export function evaluate(expression: Expression, scope: Scope): Json | undefined {
  const value = (of: Expression) => evaluate(of, scope);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.map((item) => value(item) ?? null);
    case 'map':
      return Object.fromEntries(expression.entries.map(([key, of]) => [textOf(value(key)), value(of)]));
    case 'name':
      return variable(expression.name, scope);
    case 'member':
      return member(value(expression.of), value(expression.key));
    case 'call':
      return call(expression, scope);
    case 'not':
      return !truthy(value(expression.operand));
    case 'test':
      return passes(expression.name, ifKnown(expression.operand, scope));
    case 'choice':
      return value(truthy(value(expression.condition)) ? expression.yes : expression.no);
    case 'binary':
      return expression.operator === '??'
        ? (ifKnown(expression.left, scope) ?? value(expression.right))
        : operate(expression.operator, value(expression.left), () => value(expression.right));
  }
}

function ifKnown(expression: Expression, scope: Scope): Json | undefined {
  try {
    return evaluate(expression, scope);
  } catch (error) {
    if (error instanceof UnknownName) return undefined;
    throw error;
  }
}

function variable(name: string, { variables }: Scope): Json | undefined {
  if (!Object.hasOwn(variables, name)) throw new UnknownName(name);
  return variables[name];
}

function member(of: Json | undefined, key: Json | undefined): Json | undefined {
  if (Array.isArray(of) && Number(key) < of.length) return of[Number(key)];
  if (!isObject(of) || !Object.hasOwn(of, String(key))) throw new UnknownName(String(key));
  return of[String(key)];
}

// A filter is a call whose name begins with `|`. `json` exists as both, only in 1.x.
function call({ name, arguments: given }: Expression & { kind: 'call' }, scope: Scope): Json | undefined {
  const args = (list: readonly Expression[]) => list.map((each) => evaluate(each, scope) ?? null);
  if (!name.startsWith('|')) {
    const known = scope.functions[name];
    if (!known && !isFunction(name)) throw new EvaluationError(`Function or Macro [${name}] does not exist.`);
    return known?.(args(given));
  }
  const filter = name.slice(1);
  if (!isFilter(filter) && !(filter in scope.functions)) {
    throw new EvaluationError(`Filter [${filter}] does not exist.`);
  }
  const [first = { kind: 'literal', value: null } as const, ...rest] = given;
  const operand = filter === 'default' ? ifKnown(first, scope) : evaluate(first, scope);
  const change = FILTERS[filter];
  return change ? change(operand, args(rest)) : operand;
}

export { textOf, truthy } from './values.js';
