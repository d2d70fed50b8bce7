import Papa from 'papaparse';
import { type ReadRows, type RowsWanted, TakenRows } from './rows.js';

export interface CsvWanted extends RowsWanted {
  /** The delimiter, if known. */
  delimiter?: string | undefined;
}

interface Step {
  fields: string[];
  end: number;
}

/**
 * Rows of a CSV text, including fields with newlines and quotes. If the file continues, the last row is not read: it may
 * be incomplete.
 */
export function readCsv(text: string, isEnd: boolean, { delimiter, ...wanted }: CsvWanted): ReadRows {
  const taken = new TakenRows(wanted);
  let waiting: Step | undefined;
  let isFull = false;
  const take = ({ fields, end }: Step): boolean => {
    if (fields.length === 1 && fields[0] === '') taken.skip(end);
    else isFull = !taken.add(fields, end);
    return !isFull;
  };
  Papa.parse<string[]>(text, {
    delimiter: delimiter ?? delimiterOf(text),
    step: ({ data, meta }, parser) => {
      const ready = waiting;
      waiting = { fields: data, end: meta.cursor };
      if (ready !== undefined && !take(ready)) parser.abort();
    },
  });
  if (isEnd && !isFull && waiting !== undefined) take(waiting);
  return taken;
}

/** The first row of a file, and its delimiter. */
export function headOf(text: string): { columns: string[]; delimiter: string } {
  const delimiter = delimiterOf(text);
  const { data } = Papa.parse<string[]>(text, { preview: 1, delimiter });
  return { columns: data[0] ?? [], delimiter };
}

/** Characters in which to look for the delimiter. */
const BEGINNING = 10_000;

/** An empty line would speak against each of them. */
function delimiterOf(text: string): string {
  const begin = text.slice(0, BEGINNING);
  return Papa.parse(begin, { preview: 1, skipEmptyLines: true }).meta.delimiter;
}
