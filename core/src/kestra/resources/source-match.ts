import type { Flow } from '../types.js';

/** A flow found by its source, with the matching places. Since 2.0 only the name of the flow is included. */
export interface SourceMatch {
  model: Flow;
  /** A few lines each, with `[mark]…[/mark]` around the match. */
  fragments: string[];
}

/** A row as 2.0 gives it. */
export interface SourceRow {
  namespace: string;
  id: string;
  matches?: { snippet: string }[];
}

/** The one form for both. */
export function matchOf(row: SourceMatch | SourceRow): SourceMatch {
  if ('model' in row) return row;
  const { namespace, id, matches = [] } = row;
  return { model: { namespace, id }, fragments: matches.map(({ snippet }) => snippet) };
}
