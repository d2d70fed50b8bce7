import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = 'https://github.com/kestra-mcp/kestra-mcp';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DOCS = join(ROOT, 'docs');

/** Relative links that leave the site, to code or to examples, lead to the repository. */
export function repositoryLinks(markdown) {
  markdown.core.ruler.push('repository_links', ({ tokens, env }) => {
    const links = tokens.flatMap(({ children }) =>
      (children ?? []).filter(({ type }) => type === 'link_open'),
    );
    for (const link of links) link.attrSet('href', target(link.attrGet('href'), env.realPath ?? env.path));
  });
}

/** @param {string} page the Markdown file that the link stands in */
function target(href, page) {
  if (/^([a-z]+:|#|\/)/.test(href)) return href;
  const [, path, hash] = /^([^#]*)(.*)$/.exec(href);
  const file = join(dirname(page), path);
  const isFolder = existsSync(file) && statSync(file).isDirectory();
  // A page, or nothing at all: VitePress fails the build at that.
  if (isInside(file) && (path.endsWith('.md') || !existsSync(file))) return pageOf(path) + hash;
  if (!existsSync(file)) throw new Error(`${relative(ROOT, page)} links to ${href}, which is not there.`);
  return `${REPOSITORY}/${isFolder ? 'tree' : 'blob'}/main/${relative(ROOT, file)}${hash}`;
}

function isInside(file) {
  return !relative(DOCS, file).startsWith('..');
}

/** Folders have a README on GitHub, and an index here. */
function pageOf(path) {
  return path.replace(/(^|\/)README\.md$/, '$1index.md');
}
