export const VERSIONS = ['0.24', '1.0', '1.1', '1.3', '2.0'] as const;
export type Version = (typeof VERSIONS)[number];

/** What one content type of a body holds: a type's name, members by name, or `arrayOf` one of these. */
export type Shape = string | { readonly [member: string]: Shape };

/** One operation as the tables under test/fixtures/kestra-api state it. */
export interface Operation {
  /** `name`, `name?`, `name? deprecated`. */
  query?: readonly string[];
  /** By content type. */
  body?: Readonly<Record<string, Shape>>;
  /** Members that a JSON body must have. */
  bodyRequired?: readonly string[];
}
