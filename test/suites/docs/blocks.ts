import { type Fence, PAGES } from './markdown.js';

/** A block of code, with its page. */
export interface Block extends Fence {
  path: string;
  /** `README.md:11`. */
  place: string;
}

/**
 * Templates are filled in and tested when a plugin is created. The reports on core's types and methods are not
 * programs.
 */
const OTHERS = /^(core\/(templates\/|api\.md$)|docs\/reference\/)/;

/** The blocks in these languages on all pages. */
export function blocks(...languages: readonly string[]): Block[] {
  return PAGES.filter(({ path }) => !OTHERS.test(path)).flatMap(({ path, fences }) =>
    fences
      .filter(({ language }) => languages.includes(language))
      .map((fence) => ({ ...fence, path, place: `${path}:${fence.line}` })),
  );
}
