/** Whether our packages and our image are published. Set it to `true` after the first release, and run `npm run docs`. */
const PUBLISHED = false;

/**
 * The one switch on which every text about npm, npx and our image depends. The release workflow turns it on for its build
 * with the variable. While it is off, no text sends a reader to our names: until we own them, that would be somebody else's code.
 */
export const RELEASED = PUBLISHED || process.env.KESTRA_MCP_RELEASE === 'true';
