import type { Json } from '../json.js';
import { isObject } from '../json.js';
import { PebbleError } from './errors.js';
import { evaluate, type Scope } from './evaluate.js';
import { parseExpression } from './parser.js';
import { textOf } from './values.js';

const PLACEHOLDER = /\{\{((?:'[^']*'|"[^"]*"|(?!\}\}).)*)\}\}/gs;

/** Renders a text with `{{ … }}`. Throws Kestra's error if an expression fails. */
export function renderText(template: string, scope: Scope): string {
  return template.replace(PLACEHOLDER, (_, source: string, offset: number) =>
    textOf(located(template, offset, () => evaluate(parseExpression(source), scope))),
  );
}

/** Returns the value of a text that is a single expression, and renders any other text. */
export function evaluateText(template: string, scope: Scope): Json {
  const [only, ...others] = [...template.trim().matchAll(PLACEHOLDER)];
  if (!only || others.length > 0 || only[0] !== template.trim()) return renderText(template, scope);
  return located(template, 0, () => evaluate(parseExpression(only[1] ?? ''), scope)) ?? null;
}

/** Renders all texts in a value. */
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
