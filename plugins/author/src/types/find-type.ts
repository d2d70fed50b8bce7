import { didYouMean, InputError, nearest, type TaskType, type TypeCatalogue } from '@kestra-mcp/core';
import { changedType } from '../validation/version-2/table.js';
import { rankTypes } from './search/rank.js';

const MOST_NAMED = 8;
/** A full class name such as `io.kestra.plugin.core.log.Log`. Kestra may know it even if its list does not have it. */
const CLASS = /^[a-z]\w*(\.\w+){2,}$/;

/** The name of a type in Kestra, and what the list says about it. */
export interface FoundType {
  type: string;
  listed?: TaskType;
  /** For an alias: the type that it means. */
  instead?: string;
}

/**
 * Finds a type by its full name or by the part after any dot (`Log`, `http.Request`), in any case. Throws an InputError
 * with the nearest names if no type matches, or more than one.
 */
export function findType(catalogue: TypeCatalogue, asked: string): FoundType {
  const { types, aliases } = catalogue;
  const wanted = asked.trim().toLowerCase();
  const ends = (name: string) => name.toLowerCase() === wanted || name.toLowerCase().endsWith(`.${wanted}`);
  const exact = types.find(({ type }) => type.toLowerCase() === wanted);
  if (exact !== undefined) return { type: exact.type, listed: exact };
  const alias = aliases.find((name) => name.toLowerCase() === wanted);
  if (alias !== undefined) return ofAlias(catalogue, alias);

  const all = types.filter(({ type }) => ends(type));
  const present = all.filter(({ deprecated }) => !deprecated);
  const found = present.length > 0 ? present : all;
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return { type: only.type, listed: only };
  if (only !== undefined) throw ambiguous(asked, found);

  const [old, ...more] = aliases.filter(ends);
  if (old !== undefined && more.length === 0) return ofAlias(catalogue, old);
  if (CLASS.test(asked.trim())) return { type: asked.trim() };
  throw unknownType(catalogue, asked);
}

/** The error for a type that the instance does not have. */
export function unknownType(catalogue: TypeCatalogue, asked: string): InputError {
  const simple = (name: string) => name.split('.').pop() ?? name;
  const names = new Set(catalogue.types.map(({ type }) => simple(type)));
  // A text with spaces is not a name. Search for what it describes.
  const close = /\s/.test(asked.trim()) ? [] : nearest(simple(asked), names);
  const alike = close.flatMap((name) => catalogue.types.filter(({ type }) => simple(type) === name));
  const meant = alike.length > 0 ? alike : rankTypes(catalogue, asked);
  const shown = meant.slice(0, MOST_NAMED / 2).map(({ type }) => type);
  const near = shown.length === 0 ? '' : ` Similar types: ${shown.join(', ')}.`;
  const change = changedType(asked.trim());
  return new InputError(`This Kestra instance has no type "${asked.slice(0, 200)}".${change ? '' : near}`, {
    hint: change
      ? `Kestra 2.0 removed it. ${change.how}`
      : 'Search for types by what they do with search_task_types.',
  });
}

/** The error for a property that a type does not have. */
export function unknownProperty(type: string, property: string, names: readonly string[]): InputError {
  const shown = names.slice(0, 40).join(', ');
  return new InputError(`${type} has no property "${property}".${didYouMean(property, names)}`, {
    hint:
      names.length === 0
        ? 'It has no properties.'
        : `Its properties are: ${shown}${names.length > 40 ? ', …' : ''}.`,
  });
}

function ambiguous(asked: string, found: readonly TaskType[]): InputError {
  const names = found.slice(0, MOST_NAMED).map(({ type }) => type);
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : '';
  return new InputError(`"${asked}" matches ${found.length} types.`, {
    hint: `Use the full name of one: ${names.join(', ')}${more}.`,
  });
}

/** Kestra does not say what its aliases mean. Usually it is the type with the same name, or with a prefix of that name. */
function ofAlias({ types }: TypeCatalogue, alias: string): FoundType {
  const [name = '', group = ''] = alias.split('.').reverse();
  const scored = types
    .filter(({ deprecated }) => !deprecated)
    .map(({ type }) => {
      const [own = '', near = ''] = type.split('.').reverse();
      const isNamed = own === name ? 4 : name.startsWith(own) && own.length >= 4 ? 2 : 0;
      const isNear = group.startsWith(near) || near.startsWith(group);
      return { type, score: isNamed === 0 ? 0 : isNamed + (isNear ? 1 : 0) + own.length / 100 };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  const isSure = best !== undefined && best.score > (second?.score ?? 0);
  const listed = isSure ? types.find(({ type }) => type === best.type) : undefined;
  return { type: alias, ...(listed && { listed, instead: listed.type }) };
}
