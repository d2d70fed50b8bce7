import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';
import { ROOT } from '../../support/paths.js';

/** A fenced code block. */
export interface Fence {
  language: string;
  content: string;
  /** Its first line, counted from 1. */
  line: number;
  /** `npm run docs` copied it from a file that is built and tested. */
  embedded: boolean;
}

/** A Markdown file of the repository. */
export interface Page {
  /** From the root, with slashes. */
  path: string;
  text: string;
  links: string[];
  /** The anchors that GitHub gives the headings. */
  anchors: Set<string>;
  fences: Fence[];
  /** The text between single backticks. */
  codes: string[];
}

/** Folders that are not ours, not for readers, or wrong on purpose. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', 'fixtures', 'recordings', 'coverage']);

const markdown = new MarkdownIt({ html: true });

/** All Markdown files. */
export const PAGES: readonly Page[] = filesIn(ROOT)
  .filter((file) => file.endsWith('.md'))
  .map(readPage)
  .sort((a, b) => a.path.localeCompare(b.path));

/** All of our files below a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}

function readPage(file: string): Page {
  const text = readFileSync(file, 'utf8');
  const tokens = markdown.parse(text, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  const slugger = new GithubSlugger();
  const headings = tokens.filter((_, index) => tokens[index - 1]?.type === 'heading_open');
  const html = [...tokens, ...inline].filter(({ type }) => type.startsWith('html'));
  return {
    path: relative(ROOT, file).replaceAll('\\', '/'),
    text,
    links: [
      ...inline.flatMap((token) => token.attrGet('href') ?? token.attrGet('src') ?? []),
      ...html.flatMap(({ content }) =>
        [...content.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link),
      ),
    ],
    anchors: new Set(headings.map(({ children }) => slugger.slug(textOf(children ?? [])))),
    fences: tokens.flatMap(({ type, info, content, map }, index) => {
      if (type !== 'fence') return [];
      const embedded = tokens[index - 1]?.content.startsWith('<!-- code: ') ?? false;
      return [{ language: info.trim(), content, line: (map?.[0] ?? 0) + 1, embedded }];
    }),
    codes: inline.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
  };
}

function textOf(tokens: readonly { type: string; content: string }[]): string {
  return tokens
    .filter(({ type }) => ['text', 'code_inline'].includes(type))
    .map(({ content }) => content)
    .join('');
}
