/** Reads the changesets for the next release. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files in `.changeset` with the packages that they name: `{ file, bumps: { package: 'minor' } }`. */
export function pendingChangesets(root) {
  const files = readdirSync(join(root, '.changeset')).filter((name) => /^(?!README).*\.md$/.test(name));
  return files.sort().map((name) => {
    const file = `.changeset/${name}`;
    return { file, bumps: bumpsOf(readFileSync(join(root, file), 'utf8')) };
  });
}

/** Reads the front matter, which has a line like `"@kestra-mcp/core": minor` for each package. */
function bumpsOf(text) {
  const [, head = ''] = /^---\r?\n([\s\S]*?)^---\s*$/m.exec(text) ?? [];
  const lines = head.matchAll(/^\s*(['"]?)(.+?)\1\s*:\s*(\w+)\s*$/gm);
  return Object.fromEntries([...lines].map(([, , name, bump]) => [name, bump]));
}
