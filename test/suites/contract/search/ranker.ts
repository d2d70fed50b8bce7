import MiniSearch from 'minisearch';
import type { SearchedTool } from './searched.js';

/** The rank of a tool that is not found. */
export const NOT_FOUND = Number.POSITIVE_INFINITY;

/** The rank, from 1, of the best correct tool for a request. */
export type Ranker = (asked: string, right: readonly string[]) => number;

/** Ranks tools like the tool search of clients: BM25 over names, descriptions, arguments and their descriptions. */
export function rankerOf(tools: readonly SearchedTool[]): Ranker {
  const index = new MiniSearch({
    idField: 'name',
    fields: ['name', 'title', 'description', 'arguments', 'argumentTexts'],
    extractField: textOf,
    tokenize: wordsOf,
    searchOptions: { boost: { name: 2, description: 2 }, prefix: (word) => word.length > 3 },
  });
  index.addAll(tools);
  return (asked, right) => {
    const at = index.search(asked).findIndex(({ id }) => right.includes(id));
    return at === -1 ? NOT_FOUND : at + 1;
  };
}

/** Whether a regular expression of the request's words finds the tool, as models write it: `nightly|job|fail`. */
export function matches(tool: SearchedTool, asked: string): boolean {
  const fields = ['name', 'title', 'description', 'arguments', 'argumentTexts'];
  const text = fields.map((field) => textOf(tool, field)).join('\n');
  return new RegExp(wordsOf(asked).join('|'), 'iu').test(text);
}

function textOf(tool: SearchedTool, field: string): string {
  if (field === 'arguments') return Object.keys(tool.arguments).join(' ');
  if (field === 'argumentTexts') return Object.values(tool.arguments).join(' ');
  return tool[field as 'name' | 'title' | 'description'] ?? '';
}

/** Words of letters and digits, without stop words. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word));
}

const STOP_WORDS = new Set(
  `a all am an and any are as at be before by can did do does for from get go has have her how i if in is it its let me
  my no not of on or our out she so still that the their them there they this to too up us was we were what when where
  which while who why will with you your`.split(/\s+/),
);
