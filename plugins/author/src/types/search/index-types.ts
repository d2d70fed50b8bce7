import type { TaskType, TypeCatalogue } from '@kestra-mcp/core';
import { stemsOf } from './words.js';

/** A type with the weight of each of its stems. */
export interface Entry {
  type: TaskType;
  weights: ReadonlyMap<string, number>;
  /** The stems of its own name. A request that has them all scores higher. */
  name: readonly string[];
}

/** The index that searches use. */
export interface TypeIndex {
  entries: readonly Entry[];
  /** How much a stem says: the more types have it, the less. */
  tells: (stem: string) => number;
  stems: readonly string[];
}

const NAME = 4;
const PACKAGE = 2.2;
const FARTHER_PACKAGE = 0.8;
const TITLE = 2;
const DESCRIPTION = 0.7;
const KIND = 1.5;

/** One index for each catalogue, since each caller has their own. */
const indexes = new WeakMap<TypeCatalogue, TypeIndex>();

export function indexOf(catalogue: TypeCatalogue): TypeIndex {
  const known = indexes.get(catalogue);
  if (known !== undefined) return known;
  const entries = catalogue.types.map(entryOf);
  const counts = new Map<string, number>();
  for (const { weights } of entries) {
    for (const stem of weights.keys()) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  const tells = (stem: string) => Math.log(1 + entries.length / (counts.get(stem) ?? 1));
  const index = { entries, tells, stems: [...counts.keys()] };
  indexes.set(catalogue, index);
  return index;
}

function entryOf(type: TaskType): Entry {
  const segments = type.type.split('.');
  const own = segments.pop() ?? '';
  const near = segments.pop() ?? '';
  const weights = new Map<string, number>();
  // A stem counts once, wherever it occurs in the name.
  const name = (text: string, weight: number) => {
    for (const stem of stemsOf(text)) weights.set(stem, Math.max(weights.get(stem) ?? 0, weight));
  };
  const text = (text: string, weight: number) => {
    for (const stem of new Set(stemsOf(text))) weights.set(stem, (weights.get(stem) ?? 0) + weight);
  };
  name(own, NAME);
  name(near, PACKAGE);
  // The segments before these belong to the vendor.
  name(segments.slice(3).join(' '), FARTHER_PACKAGE);
  name(type.kind, KIND);
  text(type.title ?? '', TITLE);
  text(type.description ?? '', DESCRIPTION);
  return { type, weights, name: [...new Set(stemsOf(own))] };
}
