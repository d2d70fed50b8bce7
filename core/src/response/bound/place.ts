import { beginning } from '../../foundation/hidden.js';
import { CONTENT } from '../compact.js';
import { choicesOf, mayBeText, type Schema, schemasOfMember, takesAnyText } from './schema-choices.js';

/** Members whose texts are useless in part, by the last word of their names: `nextCursor`, `execution_ids`. */
const WHOLE =
  /(?:^|[^a-z])(?:ids?|u?uid|tokens?|cursors?|ur[il]s?|href|links?|next|key|namespace|etag|sha\d*|hash|checksum)$/;
/** Members whose end is as informative as their beginning. */
const ENDS = /^(outputs|message|logs?|std(out|err)|stack_?trace|exception)$/i;
const LONGEST_NAME = 60;
const LARGE = 1_000;

/** A place in a result, with what the listed output schema and its name say about it. */
export class Place {
  #item: Place | undefined;
  /** Needed only where a result has to be shortened. */
  #schemas: readonly Schema[] | undefined;
  /** The member names of large objects. Listing half a million of them takes longer than everything else. */
  readonly #names: Map<object, readonly string[]>;

  private constructor(
    private readonly root: Schema,
    /** What the schema says about this place, unresolved. */
    private readonly said: () => readonly unknown[],
    private readonly above?: Place,
    /** The name of the member. Undefined for an item. */
    private readonly name?: string,
    /** True for the user's own content, which may be saved again as it was read. */
    readonly isContent: boolean = above?.isContent ?? false,
  ) {
    this.#names = above === undefined ? new Map() : above.#names;
  }

  /** The root of a result, or with an empty schema, of any value. */
  static of(schema: Schema, isContent = false): Place {
    return new Place(schema, () => [schema], undefined, undefined, isContent);
  }

  member(key: string): Place {
    const said = () => schemasOfMember(this.schemas, key);
    return new Place(this.root, said, this, key, this.isContent || CONTENT.has(key));
  }

  /** The names of the members that appear in JSON. */
  namesIn(value: object): readonly string[] {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const names = Object.keys(value).filter((name) => (value as Record<string, unknown>)[name] !== undefined);
    if (names.length > LARGE) this.#names.set(value, names);
    return names;
  }

  /** The place of any item of a list. */
  item(): Place {
    this.#item ??= new Place(this.root, () => this.schemas.map(({ items }) => items), this);
    return this.#item;
  }

  /** For example `results[].message`. */
  get path(): string {
    if (this.above === undefined) return '';
    const { path } = this.above;
    if (this.name === undefined) return `${path}[]`;
    const name = this.name.length > LONGEST_NAME ? `${beginning(this.name, LONGEST_NAME)}…` : this.name;
    return path === '' ? name : `${path}.${name}`;
  }

  /** True if a text here may be cut, with a mark. */
  get takesCut(): boolean {
    const name = this.nearestName;
    const isWhole =
      name.length <= 100 && WHOLE.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase());
    return !isWhole && takesAnyText(this.schemas);
  }

  /** True if a text may be added here. */
  get takesMark(): boolean {
    return this.takesCut && this.schemas.every(({ type }) => mayBeText(type));
  }

  get keepsEnd(): boolean {
    return (this.name !== undefined && ENDS.test(this.name)) || (this.above?.keepsEnd ?? false);
  }

  /** Minimum number of items of a list here. */
  get least(): number {
    const least = ({ minItems = 0, prefixItems = [] }: Schema) =>
      Math.max(Number(minItems), (prefixItems as unknown[]).length);
    return Math.max(0, ...this.schemas.map(least));
  }

  /** The required members of an object here. */
  get needed(): ReadonlySet<unknown> {
    return new Set(this.schemas.flatMap(({ required }) => required ?? []));
  }

  /** True if an object here may have one more member of any kind. */
  takesMember(key: string): boolean {
    const given = schemasOfMember(this.schemas, key);
    return given.every((schema) => schema === undefined || schema === true) && !this.needed.has(key);
  }

  private get schemas(): readonly Schema[] {
    this.#schemas ??= choicesOf(this.said(), this.root);
    return this.#schemas;
  }

  private get nearestName(): string {
    return this.name ?? this.above?.nearestName ?? '';
  }
}
