import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const NAME = 'start-together';

/**
 * What several files of a split build use becomes a chunk for each combination of them: some two dozen at every start.
 * When every file that is loaded later imports all that a start has loaded anyway, there is one combination.
 */
export async function startTogether(root, entryPoints, start) {
  const { inputs } = await graphOf(root, entryPoints);
  const needed = staticImports(inputs, start).map((path) => join(root, path));
  const later = new Set(loadedLater(inputs, entryPoints).map((path) => join(root, path)));
  for (const path of needed) later.delete(path);
  return {
    name: NAME,
    setup(build) {
      build.onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) =>
        later.has(path) ? { contents: `${readFileSync(path, 'utf8')}\nimport '${NAME}';\n` } : undefined,
      );
      build.onResolve({ filter: new RegExp(`^${NAME}$`) }, () => ({ path: NAME, namespace: NAME }));
      build.onLoad({ filter: /.*/, namespace: NAME }, () => ({
        contents: needed.map((path) => `import ${JSON.stringify(path)};`).join('\n'),
        resolveDir: root,
      }));
    },
  };
}

/** All files of ours and what each imports; packages stay out. */
async function graphOf(root, entryPoints) {
  const { metafile } = await build({
    absWorkingDir: root,
    outdir: root,
    entryPoints,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    metafile: true,
    write: false,
  });
  return metafile;
}

/** The files that one imports, and those that they import; not what is imported lazily. */
function staticImports(inputs, start) {
  const found = new Set([start]);
  for (const file of found) for (const path of imported(inputs, file, 'import-statement')) found.add(path);
  found.delete(start);
  return [...found];
}

function loadedLater(inputs, { bin, ...others }) {
  const lazy = Object.keys(inputs).flatMap((file) => imported(inputs, file, 'dynamic-import'));
  return [...lazy, ...Object.values(others)].filter((path) => path !== bin);
}

function imported(inputs, file, wanted) {
  return inputs[file].imports
    .filter(({ kind, external }) => kind === wanted && !external)
    .map(({ path }) => path);
}
