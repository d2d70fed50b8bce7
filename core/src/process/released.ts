/** Set by core/bundle.js; undefined in what tsc builds. */
declare const KESTRA_MCP_RELEASE: boolean;

/**
 * True in what the release workflow builds. Otherwise nothing is on npm or GHCR under our names, and anyone who took
 * one could run code with the credentials for Kestra, so none of our texts refers to them. Asks no registry.
 */
export const RELEASED: boolean = typeof KESTRA_MCP_RELEASE === 'boolean' && KESTRA_MCP_RELEASE;
