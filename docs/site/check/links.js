const ORIGIN = 'https://github.com/kestra-mcp/kestra-mcp';

/** Links between the pages that lead nowhere. `seen` has the links and anchors of each page by its file. */
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

/** To the repository or to others: test/suites/docs looks at the former, and nobody at the latter. */
function isOutside(link) {
  return link.startsWith(ORIGIN) || /^(https?|mailto):/.test(link);
}

function fileOf(path) {
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return /\.html$/.test(file) ? file : `${file}.html`;
}
