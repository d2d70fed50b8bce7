import type { Execution, KestraClient } from '@kestra-mcp/core';
import { ionLine } from './formats/ion.js';
import { jsonLine, readLines } from './formats/lines.js';
import type { ReadRows, RowsWanted } from './formats/rows.js';
import type { Window } from './window.js';

/** Formats with rows, by file extension. */
const FORMATS: Readonly<Record<string, RowFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  ion: 'ion',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
};
/** Bytes at the beginning of a file in which to look for its first row. */
const HEAD = 16_384;

export type RowFormat = 'csv' | 'ion' | 'jsonl';

export interface TableHead {
  columns: string[];
  delimiter: string;
}

export function rowFormatOf(uri: string): RowFormat | undefined {
  const [, extension = ''] = /\.([a-z]+)$/i.exec(uri) ?? [];
  return FORMATS[extension.toLowerCase()];
}

/** The first row of a table that is read from a later offset. */
export async function readHead(kestra: KestraClient, execution: Execution, uri: string): Promise<TableHead> {
  const bytes = await kestra.executionFiles.part(execution, uri, { from: 0, most: HEAD });
  const { headOf } = await import('./formats/csv.js');
  return headOf(new TextDecoder().decode(bytes));
}

/** The rows of a part of a file, as many as fit. */
export async function readRows(
  format: RowFormat,
  { text, isEnd }: Window,
  wanted: RowsWanted & { head?: TableHead | undefined },
): Promise<ReadRows> {
  if (format !== 'csv') return readLines(text, isEnd, wanted, format === 'ion' ? await ionLine() : jsonLine);
  // Loaded when the first table is read.
  const { readCsv } = await import('./formats/csv.js');
  return readCsv(text, isEnd, { ...wanted, delimiter: wanted.head?.delimiter });
}
