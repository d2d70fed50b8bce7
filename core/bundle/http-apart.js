const NAME = 'http-apart';
const SDK = '@modelcontextprotocol/server';
/**
 * Files of this repository that a start on stdio never loads, and that use the parts of the SDK for HTTP and
 * elicitation.
 */
const LATE = /[\\/]core[\\/]dist[\\/]server[\\/](?:serve-http\.js|http[\\/]|ask[\\/]state\.js)/;

/**
 * The SDK's own file has what it serves HTTP with, and gives all else on from others. As one module it would be a part of
 * what stdio loads, whole: so it is another one to those who use that part. It keeps nothing, so two of it agree.
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
