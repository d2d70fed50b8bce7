import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Files next to the bundle. Each is loaded on first use, so that the start does not have to parse it. */
const FILES = {
  'json-schema-validator': '@modelcontextprotocol/server/validators/ajv',
  'zod-locales': 'zod/v4/locales/index.js',
  picomatch: 'picomatch',
};
const NAME = 'on-demand';

/** CommonJS, because the code that uses them is synchronous. */
export function buildOnDemand(root, outdir) {
  return build({
    absWorkingDir: root,
    outdir,
    entryPoints: FILES,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'eof',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}

/**
 * Makes the bundle use these files: ajv instead of the MCP SDK's `_shims`, picomatch for lists with a glob, and zod's
 * languages other than English.
 */
export const onDemand = {
  name: NAME,
  setup(build) {
    build.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: join(import.meta.dirname, 'json-schema-validator.js'),
    }));
    build.onResolve({ filter: /^picomatch$/ }, () => ({
      path: join(import.meta.dirname, 'picomatch.js'),
    }));
    build.onResolve({ filter: /^on-demand:/ }, ({ path }) => ({
      path: `./${path.slice(NAME.length + 1)}.cjs`,
      external: true,
    }));
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, async ({ path }) => {
      const names = Object.keys(await import(pathToFileURL(path).href)).filter((name) => name !== 'en');
      const late = names.map(
        (name) => `export const ${name} = () => require('on-demand:zod-locales').${name}();`,
      );
      return { contents: ["export { default as en } from './en.js';", ...late].join('\n') };
    });
  },
};
