import type { Json } from '../json.js';
import { isObject } from '../json.js';
import { textOf } from './values.js';

type Filter = (value: Json | undefined, args: readonly (Json | undefined)[]) => Json | undefined;

const onText =
  (change: (text: string, args: readonly (Json | undefined)[]) => Json): Filter =>
  (value, args) =>
    value === undefined || value === null ? value : change(textOf(value), args);

const after = (text: string, index: number, length: number) => (index < 0 ? '' : text.slice(index + length));
const before = (text: string, index: number) => (index < 0 ? text : text.slice(0, index));
const order = (a: Json, b: Json) => (textOf(a) < textOf(b) ? -1 : 1);

const flatten = (list: readonly Json[]): Json[] =>
  list.flatMap((each) => (Array.isArray(each) ? flatten(each) : [each]));

/** The filters that the sandbox implements. Other filters return their value unchanged. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  abs: (value) => Math.abs(Number(value)),
  base64decode: onText((text) => Buffer.from(text, 'base64').toString('utf8')),
  base64encode: onText((text) => Buffer.from(text, 'utf8').toString('base64')),
  capitalize: onText((text) => text.charAt(0).toUpperCase() + text.slice(1)),
  default: (value, [fallback]) => (value === undefined || value === null || value === '' ? fallback : value),
  distinct: (value) => (Array.isArray(value) ? [...new Set(value)] : value),
  endsWith: onText((text, [end]) => text.endsWith(textOf(end))),
  first: (value) => (Array.isArray(value) ? value[0] : textOf(value).charAt(0)),
  flatten: (value) => (Array.isArray(value) ? flatten(value) : value),
  join: (value, [separator]) =>
    Array.isArray(value) ? value.map(textOf).join(textOf(separator ?? ',')) : value,
  json: (value) => JSON.stringify(value ?? null),
  keys: (value) => (isObject(value) ? Object.keys(value) : value),
  last: (value) => (Array.isArray(value) ? value.at(-1) : textOf(value).slice(-1)),
  length: (value) => (Array.isArray(value) ? value.length : textOf(value).length),
  lower: onText((text) => text.toLowerCase()),
  number: (value) => Number(value),
  replace: onText((text, [changes]) =>
    Object.entries(isObject(changes) ? changes : {}).reduce(
      (result, [from, to]) => result.replaceAll(from, textOf(to)),
      text,
    ),
  ),
  reverse: (value) => (Array.isArray(value) ? value.toReversed() : value),
  rsort: (value) => (Array.isArray(value) ? value.toSorted(order).toReversed() : value),
  slice: (value, [from, to]) => {
    const range: [number, number?] = to === undefined ? [Number(from ?? 0)] : [Number(from ?? 0), Number(to)];
    return Array.isArray(value) ? value.slice(...range) : textOf(value).slice(...range);
  },
  sort: (value) => (Array.isArray(value) ? value.toSorted(order) : value),
  split: onText((text, [separator]) => text.split(textOf(separator))),
  startsWith: onText((text, [start]) => text.startsWith(textOf(start))),
  string: (value) => textOf(value),
  substringAfter: onText((text, [mark]) => after(text, text.indexOf(textOf(mark)), textOf(mark).length)),
  substringAfterLast: onText((text, [mark]) =>
    after(text, text.lastIndexOf(textOf(mark)), textOf(mark).length),
  ),
  substringBefore: onText((text, [mark]) => before(text, text.indexOf(textOf(mark)))),
  substringBeforeLast: onText((text, [mark]) => before(text, text.lastIndexOf(textOf(mark)))),
  title: onText((text) => text.replace(/\b\w/g, (letter) => letter.toUpperCase())),
  toJson: (value) => JSON.stringify(value ?? null),
  trim: onText((text) => text.trim()),
  upper: onText((text) => text.toUpperCase()),
  urldecode: onText((text) => decodeURIComponent(text)),
  urlencode: onText((text) => encodeURIComponent(text)),
  values: (value) => (isObject(value) ? Object.values(value).map((each) => each ?? null) : value),
};
