import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { PAGES, type Page } from './markdown.js';

/** Why a link is broken. Undefined if it works or leaves the repository. */
function fault({ path }: Page, link: string): string | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(link)) return undefined;
  const [target = '', anchor] = link.split('#');
  const file = target === '' ? path : posix.join(dirname(path), decodeURIComponent(target));
  if (file.startsWith('..')) return `${link} leads out of the repository`;
  if (!existsSync(join(ROOT, file))) return `${link}: there is no ${file}`;
  if (anchor === undefined) return undefined;
  const page = PAGES.find((each) => each.path === file);
  if (page === undefined) return `${link}: ${file} is no Markdown`;
  return page.anchors.has(anchor) ? undefined : `${link}: ${file} has no such heading`;
}

describe('links', () => {
  it('are looked at in all pages that there are', () => {
    expect(PAGES.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/README.md', 'docs/tools/flow.md']),
    );
    expect(PAGES.flatMap(({ links }) => links).length).toBeGreaterThan(100);
  });

  it.each(PAGES.map((page) => [page.path, page] as const))('of %s lead somewhere', (_, page) => {
    expect(page.links.flatMap((link) => fault(page, link) ?? [])).toEqual([]);
  });

  it.each([
    ['no-such-page.md', 'there is no docs/no-such-page.md'],
    ['faq.md#no-such-question', 'docs/faq.md has no such heading'],
    ['../../outside.md', 'leads out of the repository'],
  ])('that lead nowhere are found: %s', (link, says) => {
    const [page] = PAGES.filter(({ path }) => path === 'docs/faq.md');
    expect(page && fault(page, link)).toContain(says);
  });
});
