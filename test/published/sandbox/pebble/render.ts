import type { Json } from '../json.js';
import { isObject } from '../json.js';
import { PebbleError } from './errors.js';
import { evaluate, type Scope } from './evaluate.js';
import { parseExpression } from './parser.js';
import { textOf } from './values.js';

const PLACEHOLDER = /\{\{((?:'[^']*'|"[^"]*"|(?!\}\}).)*)\}\}/gs;

/** A text with its `{{ … }}` filled in; throws, in Kestra's words, when one cannot be. */
export function renderText(template: string, scope: Scope): string {
  return template.replace(PLACEHOLDER, (_, source: string, offset: number) =>
    textOf(located(template, offset, () => evaluate(parseExpression(source), scope))),
  );
}

/** A text that is one expression as that expression's value, any other text rendered. */
export function evaluateText(template: string, scope: Scope): Json {
  const [only, ...others] = [...template.trim().matchAll(PLACEHOLDER)];
  if (!only || others.length > 0 || only[0] !== template.trim()) return renderText(template, scope);
  return located(template, 0, () => evaluate(parseExpression(only[1] ?? ''), scope)) ?? null;
}

/** A value with every text in it rendered. */
export function render(value: Json | undefined, scope: Scope): Json {
  if (typeof value === 'string') return renderText(value, scope);
  if (Array.isArray(value)) return value.map((each) => render(each, scope));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, render(each, scope)]));
  return value ?? null;
}

function located<T>(template: string, offset: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PebbleError)) throw error;
    throw error.in(template, template.slice(0, offset).split('\n').length);
  }
}
