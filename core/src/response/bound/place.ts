import { beginning } from '../../foundation/hidden.js';
import { CONTENT } from '../compact.js';
import { choicesOf, mayBeText, type Schema, schemasOfMember, takesAnyText } from './schema-choices.js';

/** Members whose texts mean nothing in part, by the last word of their names: `nextCursor`, `execution_ids`. */
const WHOLE =
  /(?:^|[^a-z])(?:ids?|u?uid|tokens?|cursors?|ur[il]s?|href|links?|next|key|namespace|etag|sha\d*|hash|checksum)$/;
/** Members whose end says as much as their beginning. */
const ENDS = /^(outputs|message|logs?|std(out|err)|stack_?trace|exception)$/i;
const LONGEST_NAME = 60;
const LARGE = 1_000;

/** Where something stands in a result: what the listed output schema says of it, and what its name means. */
export class Place {
  #item: Place | undefined;
  /** Names of large objects: to list half a million of them takes longer than all else. */
  readonly #names: Map<object, readonly string[]>;

  private constructor(
    private readonly root: Schema,
    private readonly schemas: readonly Schema[],
    private readonly above?: Place,
    /** The member's name; none for an item. */
    private readonly name?: string,
    /** The user's own content, which may be saved again as it was read. */
    readonly isContent: boolean = above?.isContent ?? false,
  ) {
    this.#names = above === undefined ? new Map() : above.#names;
  }

  /** The root of a result; with an empty schema, of anything. */
  static of(schema: Schema, isContent = false): Place {
    return new Place(schema, choicesOf([schema], schema), undefined, undefined, isContent);
  }

  member(key: string): Place {
    const schemas = choicesOf(schemasOfMember(this.schemas, key), this.root);
    return new Place(this.root, schemas, this, key, this.isContent || CONTENT.has(key));
  }

  /** The names of an object's members that JSON has. */
  namesIn(value: object): readonly string[] {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const names = Object.keys(value).filter((name) => (value as Record<string, unknown>)[name] !== undefined);
    if (names.length > LARGE) this.#names.set(value, names);
    return names;
  }

  /** Any item of a list. */
  item(): Place {
    const schemas = this.schemas.map(({ items }) => items);
    this.#item ??= new Place(this.root, choicesOf(schemas, this.root), this);
    return this.#item;
  }

  /** `results[].message`. */
  get path(): string {
    if (this.above === undefined) return '';
    const { path } = this.above;
    if (this.name === undefined) return `${path}[]`;
    const name = this.name.length > LONGEST_NAME ? `${beginning(this.name, LONGEST_NAME)}…` : this.name;
    return path === '' ? name : `${path}.${name}`;
  }

  /** A text may lose its middle or end here, and say so. */
  get takesCut(): boolean {
    const name = this.nearestName;
    const isWhole =
      name.length <= 100 && WHOLE.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase());
    return !isWhole && takesAnyText(this.schemas);
  }

  /** A text may stand here where there was none. */
  get takesMark(): boolean {
    return this.takesCut && this.schemas.every(({ type }) => mayBeText(type));
  }

  get keepsEnd(): boolean {
    return (this.name !== undefined && ENDS.test(this.name)) || (this.above?.keepsEnd ?? false);
  }

  /** A list here has at least so many items. */
  get least(): number {
    const least = ({ minItems = 0, prefixItems = [] }: Schema) =>
      Math.max(Number(minItems), (prefixItems as unknown[]).length);
    return Math.max(0, ...this.schemas.map(least));
  }

  /** The members that an object here does not go without. */
  get needed(): ReadonlySet<unknown> {
    return new Set(this.schemas.flatMap(({ required }) => required ?? []));
  }

  /** An object here may have one more member, of any kind. */
  takesMember(key: string): boolean {
    const given = schemasOfMember(this.schemas, key);
    return given.every((schema) => schema === undefined || schema === true) && !this.needed.has(key);
  }

  private get nearestName(): string {
    return this.name ?? this.above?.nearestName ?? '';
  }
}
