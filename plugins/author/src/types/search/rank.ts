import type { TaskType, TypeCatalogue } from '@kestra-mcp/core';
import { type Entry, indexOf, type TypeIndex } from './index-types.js';
import { phrasesIn, synonymsOf } from './synonyms.js';
import { stemsOf } from './words.js';

/** Factor for a synonym. */
const SYNONYM = 0.65;
/** Factor for a longer or shorter form of the word. */
const KIN = 0.8;
/** Bonus for a name of which the request has every word. */
const WHOLE_NAME = 6;
/** Factor for the first word, which usually says what to do. */
const FIRST = 1.3;
/** Factor for a phrase, which is less ambiguous than a word. */
const PHRASE = 1.25;
const DEPRECATED = 0.4;
/** Kinds that most flows use. */
const USUAL: Readonly<Record<string, number>> = { task: 1, trigger: 1, condition: 0.85 };
const RARER = 0.65;
const LONGEST_QUERY = 60;

/** A word of the request with its synonyms, each with its factor. */
interface Sought {
  word: ReadonlyMap<string, number>;
  counts: number;
}

/** The types that a request in everyday words may mean, the likeliest first; only of one kind if `kind` is given. */
export function rankTypes(catalogue: TypeCatalogue, query: string, kind?: string): TaskType[] {
  const index = indexOf(catalogue);
  const sought = soughtIn(query, index);
  return index.entries
    .filter(({ type }) => kind === undefined || isKind(type, kind))
    .map((entry) => ({ entry, score: scoreOf(entry, sought, index) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.entry.type.type.length - b.entry.type.type.length)
    .map(({ entry }) => entry.type);
}

/** Whether a name such as `triggers` or `Trigger` means the kind `trigger`. */
export function isKind({ kind }: TaskType, asked: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .replace(/s$/, '');
  return plain(kind) === plain(asked);
}

function soughtIn(query: string, { stems }: TypeIndex): Sought[] {
  const { meant, rest } = phrasesIn(query);
  const said = [...new Set(stemsOf(rest))].slice(0, LONGEST_QUERY);
  const words = said.map((stem) => {
    const others = synonymsOf(stem).map((other) => [other, SYNONYM] as const);
    const kin = stems.filter((other) => isKin(stem, other)).map((other) => [other, KIN] as const);
    return new Map([...others, ...kin, [stem, 1] as const]);
  });
  const phrases = [...new Set(meant)].map((stem) => new Map([[stem, 1]]));
  return [
    ...words.map((word, at) => ({ word, counts: at === 0 ? FIRST : 1 })),
    ...phrases.map((word) => ({ word, counts: PHRASE })),
  ];
}

/** Whether one is a slightly longer form of the other: `concat` and `concatenate`, `postgres` and `postgresql`. */
function isKin(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 6 && long.length - short.length <= 4 && long !== short && long.startsWith(short);
}

function scoreOf({ type, weights, name }: Entry, sought: readonly Sought[], { tells }: TypeIndex): number {
  const named = new Set<string>();
  let score = 0;
  for (const { word, counts: often } of sought) {
    let best = 0;
    for (const [stem, counts] of word) {
      const weight = weights.get(stem);
      if (weight === undefined) continue;
      best = Math.max(best, counts * weight * tells(stem));
      if (name.includes(stem)) named.add(stem);
    }
    score += often * best;
  }
  if (score === 0) return 0;
  score += (WHOLE_NAME * named.size) / Math.max(1, name.length);
  return score * (USUAL[type.kind] ?? RARER) * (type.deprecated ? DEPRECATED : 1);
}
