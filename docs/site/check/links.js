const ORIGIN = 'https://github.com/kestra-mcp/kestra-mcp';

/** Finds dead links between the pages. `seen` contains the links and anchors of each page by its file. */
export function linkFaults(seen, base) {
  return [...seen].flatMap(([name, { links }]) =>
    links.flatMap((link) => {
      if (!link.startsWith(base)) return isOutside(link) ? [] : [`${name}: strange link ${link}`];
      const { pathname, hash } = new URL(link);
      const target = fileOf(pathname.slice(new URL(base).pathname.length));
      const page = seen.get(target);
      if (page === undefined) return [`${name}: ${link} leads to no page`];
      const id = decodeURIComponent(hash.slice(1));
      return id === '' || page.anchors.includes(id) ? [] : [`${name}: ${target} has no ${hash}`];
    }),
  );
}

/** Links to the repository, which test/suites/docs checks, or to other sites, which nothing checks. */
function isOutside(link) {
  return link.startsWith(ORIGIN) || /^(https?|mailto):/.test(link);
}

function fileOf(path) {
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return /\.html$/.test(file) ? file : `${file}.html`;
}
