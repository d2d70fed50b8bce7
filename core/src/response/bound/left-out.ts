import { beginningWithin } from './json-chars.js';

/** Space for the whole report of what was left out, in characters of its JSON. */
export const ROOM_FOR_LEFT_OUT = 1_600;
const MOST_LINES = 6;
const LONGEST_PATH = 100;
const LONGEST_HINT = 600;

/** Reports in sentences what a result leaves out: where, how much and how to get it. */
export class LeftOutList {
  readonly #texts = new Map<string, { count: number; chars: number }>();
  readonly #lines: string[] = [];

  items(path: string, kept: number, whole: number): void {
    this.#lines.push(`${shown(path)}: only the first ${kept} of ${whole} items are included.`);
  }

  members(path: string, kept: number, whole: number): void {
    this.#lines.push(`${shown(path)}: only ${kept} of ${whole} members are included.`);
  }

  characters(path: string, chars: number): void {
    const { count = 0, chars: before = 0 } = this.#texts.get(path) ?? {};
    this.#texts.set(path, { count: count + 1, chars: before + chars });
  }

  /** The sentences. The last one says what to do. */
  lines(hint: string): string[] {
    const texts = [...this.#texts].map(([path, { count, chars }]) =>
      count === 1
        ? `${shown(path)}: a text of ${chars} characters is cut.`
        : `${shown(path)}: ${count} texts are cut.`,
    );
    const all = [...this.#lines, ...texts];
    const more = all.length - MOST_LINES;
    return [
      ...all.slice(0, MOST_LINES),
      ...(more > 0 ? [`The same goes for ${more} more ${more === 1 ? 'place' : 'places'}.`] : []),
      hint.slice(0, beginningWithin(hint, LONGEST_HINT)),
    ];
  }
}

function shown(path: string): string {
  if (path === '') return 'The result';
  const end = beginningWithin(path, LONGEST_PATH);
  return end < path.length ? `${path.slice(0, end)}…` : path;
}
