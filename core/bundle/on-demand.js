import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Files beside the bundle that run when they are first used, so that a start does not parse them. */
const FILES = {
  'json-schema-validator': '@modelcontextprotocol/server/validators/ajv',
  'zod-locales': 'zod/v4/locales/index.js',
  picomatch: 'picomatch',
};
const NAME = 'on-demand';

/** CommonJS, since the callers are synchronous. */
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
 * Makes the bundle use these files: ajv instead of the `_shims` of the MCP SDK, picomatch for lists with a glob, and the
 * languages of zod other than English.
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
