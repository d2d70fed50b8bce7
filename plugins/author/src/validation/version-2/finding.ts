import type { Finding } from '../finding.js';
import type { FlowDocument } from '../source/flow-document.js';
import { pathText, type Segment } from '../source/walk.js';
import type { Change } from './table.js';

/** A place that Kestra 2.0 wants otherwise. */
export interface ChangeFinding extends Finding {
  /** What stands there. */
  from: string;
  /** What to write in its place: a name for a name, or the member as a whole. */
  to?: string;
  /** Not seen on a Kestra 2.0. */
  sure?: false;
}

const MESSAGES: Partial<Record<Change['kind'], (from: string) => string>> = {
  type: (from) => `Kestra 2.0 has no ${from}.`,
  member: (from) => `Kestra 2.0 refuses "${from}" here.`,
  without: (from) => `${from} needs more in Kestra 2.0.`,
};

/** What the table says of a place. */
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
