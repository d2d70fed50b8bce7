/**
 * True in the release workflow, which sets the variable. Then `init` offers npx and Docker, which fetch the package and
 * the image by our names: before these are there, that would be somebody else's code.
 */
export const RELEASED = process.env.KESTRA_MCP_RELEASE === 'true';
