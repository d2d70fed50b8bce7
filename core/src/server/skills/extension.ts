/** The extension's name, in the capabilities of both sides. */
export const SKILLS = 'io.modelcontextprotocol/skills';

/** What a folder is as a resource. */
export const DIRECTORY = 'inode/directory';
