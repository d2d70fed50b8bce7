/**
 * What the documentation says before and after the first release. A file marks the places, and `npm run docs` fills
 * them: `<!-- published: NAME -->` … `<!-- /published -->` in Markdown, `# published: NAME` … `# /published` in YAML.
 */
import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { RELEASED } from '../../core/bundle/released.js';
import { fill as fillNames } from './published-names.js';
import { TEXTS } from './published-texts.js';
import { ROOT, read } from './read.js';

/** Build output, third-party files, or files that describe one version. */
const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  '.git',
  'fixtures',
  'recordings',
  'coverage',
  'CHANGELOG.md',
]);

/** The first and the last line of a block, and its content. */
const BLOCKS = {
  md: /^(<!-- published: (?<name>\S+) -->\n)(?<inside>[\s\S]*?)(^<!-- \/published -->$)/gm,
  yml: /^( *# published: (?<name>\S+)\n)(?<inside>[\s\S]*?)(^ *# \/published$)/gm,
};

/** The paths, from the root, of all files with a block. */
export function publishedFiles(folder = '') {
  return readdirSync(new URL(folder, ROOT), { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.has(name))
    .flatMap((entry) => {
      const path = folder + entry.name;
      if (entry.isDirectory()) return publishedFiles(`${path}/`);
      return kindOf(path) && read(path).search(BLOCKS[kindOf(path)]) >= 0 ? [path] : [];
    });
}

/** Fills in the blocks of a file. */
export function withPublished(path, text, released = RELEASED) {
  const kind = kindOf(path);
  if (kind === undefined) return text;
  return text.replace(BLOCKS[kind], (_, begin, name, before, end) => {
    if (name === 'names') return begin + fillNames(before, released) + end;
    const given = TEXTS[name];
    if (given === undefined)
      throw new Error(`${path}: docs/generate/published-texts.js has no text named "${name}".`);
    const filled = linked(given[released ? 'after' : 'before'], path);
    const indent = kind === 'yml' ? /^ */.exec(begin)[0] : '';
    return begin + (filled === '' ? '' : `${filled.replace(/^(?=.)/gm, indent)}\n`) + end;
  });
}

function kindOf(path) {
  return /\.md$/.test(path) ? 'md' : /\.ya?ml$/.test(path) ? 'yml' : undefined;
}

/** Links in a text begin at the root, `](/docs/faq.md)`. This makes them relative to the file. */
function linked(text, path) {
  return text.replace(/\]\(\/([^)#]*)/g, (_, target) => `](${posix.relative(posix.dirname(path), target)}`);
}
