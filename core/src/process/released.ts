/** Set by core/bundle.js; undefined in what tsc builds. */
declare const KESTRA_MCP_RELEASE: boolean;

/**
 * True in what the release workflow has built. All else is not on npm or GHCR under our names: whoever takes one of them
 * there would run code with the credentials of Kestra, so that no text of ours leads there. No registry is asked.
 */
export const RELEASED: boolean = typeof KESTRA_MCP_RELEASE === 'boolean' && KESTRA_MCP_RELEASE;
