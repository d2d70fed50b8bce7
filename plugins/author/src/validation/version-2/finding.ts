import type { Finding } from '../finding.js';
import type { FlowDocument } from '../source/flow-document.js';
import { pathText, type Segment } from '../source/walk.js';
import type { Change } from './table.js';

/** A place that has to change for Kestra 2.0. */
export interface ChangeFinding extends Finding {
  /** What is there now. */
  from: string;
  /** What to write instead: a name for a name, or the whole member. */
  to?: string;
  /** Set if it was not observed on a Kestra 2.0. */
  sure?: false;
}

const MESSAGES: Partial<Record<Change['kind'], (from: string) => string>> = {
  type: (from) => `Kestra 2.0 has no ${from}.`,
  member: (from) => `Kestra 2.0 refuses "${from}" here.`,
  without: (from) => `${from} is incomplete for Kestra 2.0.`,
};

/** What the table says about a place. */
export function told(
  flow: FlowDocument,
  { kind, from, to, how, sure }: Change,
  { node, path }: { node: unknown; path: readonly Segment[] },
): ChangeFinding {
  const message = (MESSAGES[kind] ?? MESSAGES.type)?.(from);
  return {
    message: `${message} ${how}`,
    path: pathText(path),
    ...flow.place(node),
    from,
    ...(to !== undefined && { to }),
    ...(!sure && { sure }),
  };
}
