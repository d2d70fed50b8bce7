import { distance } from 'fastest-levenshtein';

export interface Candidate {
  namespace: string;
  flow_id: string;
  score: number;
}

/** A name that scores less is a different name. */
const LIKELY = 0.6;
/** A match is certain when it scores at least CERTAIN and leads the next one by more than LEAD. */
const CERTAIN = 0.7;
const LEAD = 0.1;
const SHOWN = 5;

/** How well a query matches a flow, from 0 to 1: the exact id first, then its spelling, a part of it, and a similar one. */
export function score(query: string, flow: { namespace: string; id: string }): number {
  if (
    query === flow.id ||
    query === `${flow.namespace}.${flow.id}` ||
    query === `${flow.namespace}/${flow.id}`
  )
    return 1;
  const wanted = normalise(query);
  const id = normalise(flow.id);
  if (wanted === '') return 0;
  if (wanted === id || wanted === normalise(`${flow.namespace}_${flow.id}`)) return 0.99;
  const length = Math.max(wanted.length, id.length);
  const share = Math.min(wanted.length, id.length) / length;
  // A part of a name counts more than similarity, and a longer part counts more than a shorter one.
  if (id.includes(wanted)) return 0.8 + 0.15 * share;
  if (wanted.includes(id) && id.length >= 3) return 0.7 + 0.1 * share;
  const words = wanted.split('_').filter(Boolean);
  if (words.length > 1 && words.every((word) => id.includes(word))) return 0.85;
  return 1 - distance(wanted, id) / length;
}

/** Converts text to lower case, and separators to underscores. */
function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/** Returns the flows that match, best match first. */
export function rank(query: string, flows: readonly { namespace: string; id: string }[]): Candidate[] {
  const seen = new Map<string, Candidate>();
  for (const flow of flows) {
    const candidate = {
      namespace: flow.namespace,
      flow_id: flow.id,
      score: Math.round(score(query, flow) * 1000) / 1000,
    };
    seen.set(`${flow.namespace}/${flow.id}`, candidate);
  }
  return [...seen.values()]
    .filter(({ score }) => score >= LIKELY)
    .sort(
      (a, b) =>
        b.score - a.score || a.flow_id.localeCompare(b.flow_id) || a.namespace.localeCompare(b.namespace),
    );
}

/** True when the first candidate is certainly the flow that the query means. */
export function isCertain([best, next]: readonly Candidate[]): boolean {
  return (
    best !== undefined &&
    best.score >= CERTAIN &&
    (next === undefined || next.score < best.score - LEAD || (best.score === 1 && next.score < 1))
  );
}

/** The result of `find_flow`. */
export function verdict(query: string, ranked: readonly Candidate[], namespace?: string) {
  const [best] = ranked;
  const matches = ranked.slice(0, SHOWN);
  if (best === undefined) {
    const where = namespace === undefined ? '' : ` in namespace "${namespace}" or its children`;
    return {
      found: false,
      message: `No flow${where} has a name like "${query}". Use search_flows to search in the YAML.`,
      matches,
    };
  }
  if (!isCertain(ranked)) {
    const several = `${ranked.length} flows have similar names. The best matches come first.`;
    return { found: true, message: ranked.length === 1 ? 'One flow has a similar name.' : several, matches };
  }
  const match = { namespace: best.namespace, flow_id: best.flow_id };
  return {
    found: true,
    message: `Found the flow "${best.flow_id}" in namespace "${best.namespace}".`,
    match,
    matches,
  };
}
