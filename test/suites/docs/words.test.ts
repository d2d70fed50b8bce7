import { describe, expect, it } from '@jest/globals';
import { PAGES } from './markdown.js';

/** Words that the style guide replaces with others. The guide itself quotes them. */
const AVOIDED: readonly [words: RegExp, better: string][] = [
  [/\bstand-ins?\b/i, 'sandbox, in-memory Kestra simulator'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bswitch(?:ed|es)? (?:it |them )?(?:on|off)\b/i, 'enable, disable, turn on, turn off'],
  [/\b(?:takes?|took|taken) the place of\b/i, 'replace'],
  [/\bfor ever\b/i, 'forever'],
  [/\b(?:failed|finished|paused|latest|whole) runs?\b(?! (?:of|the|a)\b)/i, 'execution'],
  [/\b(?:behaviour|colour|licence|favour|recognise)/i, 'American spelling'],
];
const GUIDE = 'docs/style.md';

describe('words in the documentation', () => {
  it.each(AVOIDED)('%s: %s', (words) => {
    const found = PAGES.filter(({ path }) => path !== GUIDE).flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (words.test(line) ? [`${path}:${index + 1}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('are quoted by the guide', () => {
    const guide = PAGES.find(({ path }) => path === GUIDE)?.text ?? '';
    expect(AVOIDED.filter(([words]) => words.test(guide)).length).toBeGreaterThan(2);
  });
});
