import type { Flow } from '../types.js';

/** A flow found by its source, with the matching places. Since 2.0, only the name of the flow is included. */
export interface SourceMatch {
  model: Flow;
  /** A few lines per match, with `[mark]…[/mark]` around the matching text. */
  fragments: string[];
}

/** A row in 2.0. */
export interface SourceRow {
  namespace: string;
  id: string;
  matches?: { snippet: string }[];
}

/** A match in the same form for both versions. */
export function matchOf(row: SourceMatch | SourceRow): SourceMatch {
  if ('model' in row) return row;
  const { namespace, id, matches = [] } = row;
  return { model: { namespace, id }, fragments: matches.map(({ snippet }) => snippet) };
}
