import type { Json } from '../json.js';
import { textOf, truthy } from './values.js';

/** Applies an operator to two values. The right one is evaluated only if it matters. */
export function operate(
  operator: string,
  left: Json | undefined,
  right: () => Json | undefined,
): Json | undefined {
  switch (operator) {
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
