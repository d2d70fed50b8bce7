/**
 * Whether our packages and our image are published. Set it to `true` after the first release, and run `npm run docs`.
 */
const PUBLISHED = false;

/**
 * The only switch for all texts about npm, npx and our image. The release workflow turns it on for its build with the
 * variable. While it is off, no text sends readers to these names, because until we own them, they could be somebody
 * else's code.
 */
export const RELEASED = PUBLISHED || process.env.KESTRA_MCP_RELEASE === 'true';
