import type { Json } from '../json.js';
import { isObject } from '../json.js';

/** Whether Kestra treats a rendered value as true. */
export function truthy(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0) return false;
  return typeof value !== 'string' || !['', 'false', '0', '-0'].includes(value.trim().toLowerCase());
}

/** A value as it appears in a rendered text. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The tests that follow `is`. */
export function passes(test: string, value: Json | undefined): boolean {
  switch (test) {
    case 'defined':
      return value !== undefined;
    case 'null':
      return value === undefined || value === null;
    case 'even':
    case 'odd':
      return Math.abs(Number(value) % 2) === (test === 'odd' ? 1 : 0);
    case 'iterable':
      return Array.isArray(value);
    case 'map':
      return isObject(value);
    case 'json':
      return isJson(value);
    default:
      return value === undefined || textOf(value) === '' || ['[]', '{}'].includes(textOf(value));
  }
}

function isJson(value: Json | undefined): boolean {
  try {
    JSON.parse(textOf(value));
    return true;
  } catch {
    return false;
  }
}
