import { pathToFileURL } from 'node:url';

const NAME = 'named-exports';

/**
 * A CommonJS package that is imported lazily becomes a chunk with nothing but a default export. This gives it the names
 * that Node gives it.
 */
export const namedExports = {
  name: NAME,
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === NAME) return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: NAME });
      return found.external || found.errors.length > 0 ? found : { path: found.path, namespace: NAME };
    });
    build.onLoad({ filter: /.*/, namespace: NAME }, async ({ path }) => {
      // Some versions of Node add one that is no identifier, `module.exports`.
      const names = Object.keys(await import(pathToFileURL(path).href)).filter((name) =>
        /^[\w$]+$/.test(name),
      );
      return { contents: `export { ${names.join(', ')} } from ${JSON.stringify(path)};`, resolveDir: '/' };
    });
  },
};
