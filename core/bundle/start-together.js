import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const NAME = 'start-together';

/**
 * What several files of a split build use becomes a chunk for each combination of them: some two dozen at every start.
 * When every file that is loaded later imports all that a start has loaded anyway, there is one combination.
 */
export async function startTogether(root, start) {
  const first = resolve(root, start);
  const needed = await staticImports(root, start);
  const later = new Set();
  return {
    name: NAME,
    setup(build) {
      build.onResolve({ filter: /\.js$/ }, ({ path, kind, resolveDir }) => {
        if (kind === 'entry-point' || (kind === 'dynamic-import' && path.startsWith('.')))
          later.add(resolve(resolveDir, path));
        return undefined;
      });
      build.onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
        if (!later.has(path) || path === first || needed.includes(path)) return undefined;
        return { contents: `${readFileSync(path, 'utf8')}\nimport '${NAME}';\n` };
      });
      build.onResolve({ filter: new RegExp(`^${NAME}$`) }, () => ({ path: NAME, namespace: NAME }));
      build.onLoad({ filter: /.*/, namespace: NAME }, () => ({
        contents: needed.map((path) => `import ${JSON.stringify(path)};`).join('\n'),
        resolveDir: root,
      }));
    },
  };
}

/** The files that one imports, and those that they import; not what is imported lazily, nor packages. */
async function staticImports(root, start) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [start],
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    metafile: true,
    write: false,
  });
  const found = new Set([start]);
  for (const file of found) {
    for (const { path, kind, external } of metafile.inputs[file].imports)
      if (kind === 'import-statement' && !external) found.add(path);
  }
  found.delete(start);
  return [...found].map((path) => join(root, path));
}
