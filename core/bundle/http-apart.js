const NAME = 'http-apart';
const SDK = '@modelcontextprotocol/server';
/** Our files that a start on stdio never loads, and that need the part of the SDK for HTTP and questions. */
const LATE = /[\\/]core[\\/]dist[\\/]server[\\/](?:serve-http\.js|http[\\/]|ask[\\/]state\.js)/;

/**
 * The SDK's main file contains its HTTP code, and re-exports everything else from other files. As one module, stdio
 * would load all of it. So the files above get a second copy. This is safe, because the file has no state.
 */
export const httpApart = {
  name: NAME,
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${SDK}$`) }, async ({ importer, pluginData, ...options }) => {
      if (pluginData === NAME || !LATE.test(importer)) return undefined;
      const { kind, resolveDir } = options;
      const found = await build.resolve(SDK, { importer, kind, resolveDir, pluginData: NAME });
      return { ...found, suffix: `?${NAME}` };
    });
  },
};
