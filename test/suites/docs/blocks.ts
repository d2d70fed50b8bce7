import { type Fence, PAGES } from './markdown.js';

/** A block of code, with the page that it stands on. */
export interface Block extends Fence {
  path: string;
  /** `README.md:11`. */
  place: string;
}

/** Filled in and tested when a plugin is made; and the reports of core's types and methods, which are no programs. */
const OTHERS = /^(core\/(templates\/|api\.md$)|docs\/reference\/)/;

/** The blocks of these languages on all pages of the documentation. */
export function blocks(...languages: readonly string[]): Block[] {
  return PAGES.filter(({ path }) => !OTHERS.test(path)).flatMap(({ path, fences }) =>
    fences
      .filter(({ language }) => languages.includes(language))
      .map((fence) => ({ ...fence, path, place: `${path}:${fence.line}` })),
  );
}
