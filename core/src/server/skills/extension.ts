/** The name of the extension in the capabilities of client and server. */
export const SKILLS = 'io.modelcontextprotocol/skills';

/** The media type of a folder. */
export const DIRECTORY = 'inode/directory';
