/** A block of code of a page. */
export interface Block {
  language: string;
  content: string;
  line?: number;
  /** The tab that it is in: a system. */
  tab?: string;
  /** Written by `npm run docs`. */
  recorded?: boolean;
}

export function blocksOf(page: string): Block[];
export function planOf(
  block: Block,
  exceptions: readonly string[],
  platform?: string,
): { skip?: string; run?: string; servers?: [name: string, server: object][] };
