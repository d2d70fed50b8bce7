import { type Document, parseDocument } from 'yaml';
import type { Finding } from '../finding.js';

/** The beginning of a text in a Markdown fence. */
const FENCE = /^\s*(`{3,}|~{3,}(?!~))[^\n`]*\n/;
/** Where Kestra starts another document. */
const SEPARATOR = /\n---/g;
/** Parse as Kestra does: YAML 1.1, and of two equal keys the last counts. */
const READING = { version: '1.1', uniqueKeys: false, logLevel: 'silent' } as const;

/** One document of the given text. */
export interface Part {
  text: string;
  /** The offset where it begins in the text. */
  offset: number;
  yaml: Document;
}

/** A line and a column, both from 1. */
export type Place = Required<Pick<Finding, 'line' | 'column'>>;

/** The given text with its YAML documents. All places refer to this text. */
export class Source {
  readonly parts: readonly Part[];
  private readonly lines: number[];

  constructor(given: string) {
    // A byte order mark takes no column. A lone CR also ends a line.
    const text = given.replace(/^\uFEFF/, '').replace(/\r(?!\n)/g, '\n');
    this.lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    this.parts = partsOf(text);
  }

  /** The place of a character. */
  place(offset: number): Place {
    let [low, high] = [0, this.lines.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lines[low] ?? 0) + 1 };
  }

  /** The place of a line and column of one document. */
  placeIn({ offset }: Part, line: number, column: number): Place {
    const first = this.place(offset);
    const own = first.line + line - 1;
    return {
      line: Math.min(own, this.lines.length),
      column: line === 1 ? first.column + column - 1 : column,
    };
  }
}

/** The documents that have content. Comments alone do not count. */
function partsOf(whole: string): Part[] {
  const { text, base } = unfenced(whole);
  const starts = [0, ...[...text.matchAll(SEPARATOR)].map(({ index }) => index + 4)];
  return starts.flatMap((start, index) => {
    const next = starts[index + 1];
    const own = text.slice(start, next === undefined ? undefined : next - 4);
    const yaml = parseDocument(own, READING);
    if (yaml.contents === null && yaml.errors.length === 0) return [];
    return [{ text: own, offset: base + start, yaml }];
  });
}

/** The content of a Markdown fence around the whole text. */
function unfenced(whole: string): { text: string; base: number } {
  const [opening = '', mark] = FENCE.exec(whole) ?? [];
  const end = whole.trimEnd();
  if (mark === undefined || end.length < opening.length + mark.length || !end.endsWith(mark))
    return { text: whole, base: 0 };
  let last = end.length - mark.length;
  // The closing fence may be indented.
  while (last > opening.length && (end[last - 1] === ' ' || end[last - 1] === '\t')) last--;
  return { text: whole.slice(opening.length, last), base: opening.length };
}
