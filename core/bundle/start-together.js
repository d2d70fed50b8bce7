import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';

const NAME = 'start-together';

/**
 * In a split build, code that several files use becomes a chunk for each combination of these files: about two dozen at
 * every start. If every file that is loaded later imports everything that the start has loaded anyway, there is only
 * one combination. The same applies to each file in `next`, which is loaded soon after the start: a file that needs
 * part of its imports takes all of them. The files in `first` are loaded before the start.
 */
export async function startTogether(root, entryPoints, { first, start, next }) {
  const { inputs } = await graphOf(root, entryPoints);
  const atStart = staticImports(inputs, start);
  const later = new Set(loadedLater(inputs, entryPoints));
  for (const path of [...first, ...atStart]) later.delete(path);
  const taken = new Map([...later].map((path) => [path, new Set(atStart)]));
  for (const file of next) {
    const whole = [...without(staticImports(inputs, file), atStart), file];
    for (const [path, takes] of taken) {
      if (path === file || !staticImports(inputs, path).some((one) => whole.includes(one))) continue;
      for (const one of whole) takes.add(one);
    }
  }
  const byPath = new Map([...taken].map(([path, takes]) => [join(root, path), takes]));
  return {
    name: NAME,
    setup(build) {
      build.onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
        const takes = byPath.get(path);
        if (takes === undefined) return undefined;
        return { contents: [readFileSync(path, 'utf8'), ...importsOf(root, path, takes)].join('\n') };
      });
    },
  };
}

function importsOf(root, importer, paths) {
  return [...paths].map((path) => `import ${JSON.stringify(relativeTo(importer, join(root, path)))};`);
}

function relativeTo(importer, path) {
  const found = relative(dirname(importer), path).replaceAll('\\', '/');
  return found.startsWith('.') ? found : `./${found}`;
}

function without(paths, others) {
  return paths.filter((path) => !others.includes(path));
}

/** All our files and the imports of each, without packages. */
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

/** The static imports of a file and of the files that it imports, without lazy imports. */
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
