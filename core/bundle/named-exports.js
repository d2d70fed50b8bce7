import { pathToFileURL } from 'node:url';

const NAME = 'named-exports';

/**
 * A CommonJS package that is imported lazily becomes a chunk with only a default export. This plugin adds the named
 * exports that Node provides.
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
      // Some versions of Node add `module.exports`, which is not an identifier.
      const names = Object.keys(await import(pathToFileURL(path).href)).filter((name) =>
        /^[\w$]+$/.test(name),
      );
      return { contents: `export { ${names.join(', ')} } from ${JSON.stringify(path)};`, resolveDir: '/' };
    });
  },
};
