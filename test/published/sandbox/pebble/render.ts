import type { Json } from '../json.js';
import { isObject } from '../json.js';
import { evaluate, type Scope, textOf } from './evaluate.js';
import { parseExpression } from './parser.js';

const PLACEHOLDER = /\{\{(.*?)\}\}/gs;

/** A text with its `{{ … }}` filled in; throws when one cannot be read. */
export function renderText(template: string, scope: Scope): string {
  return template.replace(PLACEHOLDER, (_, source: string) =>
    textOf(evaluate(parseExpression(source), scope)),
  );
}

/** A value with every text in it rendered. */
export function render(value: Json | undefined, scope: Scope): Json {
  if (typeof value === 'string') return renderText(value, scope);
  if (Array.isArray(value)) return value.map((each) => render(each, scope));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, render(each, scope)]));
  return value ?? null;
}
