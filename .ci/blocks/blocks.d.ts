/** A block of code on a page. */
export interface Block {
  language: string;
  content: string;
  line?: number;
  /** The tab that contains it: a system. */
  tab?: string;
  /** `npm run docs` writes it. */
  recorded?: boolean;
}

export function blocksOf(page: string): Block[];
