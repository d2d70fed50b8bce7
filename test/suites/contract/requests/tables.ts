export const VERSIONS = ['0.24', '1.0', '1.1', '1.3', '2.0'] as const;
export type Version = (typeof VERSIONS)[number];

/** The content of a body for one content type: a type's name, members by name, or an `arrayOf` of one of these. */
export type Shape = string | { readonly [member: string]: Shape };

/** An operation in the tables in test/fixtures/kestra-api. */
export interface Operation {
  /** `name`, `name?`, `name? deprecated`. */
  query?: readonly string[];
  /** By content type. */
  body?: Readonly<Record<string, Shape>>;
  /** Required members of a JSON body. */
  bodyRequired?: readonly string[];
}
