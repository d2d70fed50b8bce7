import { CONTENT } from './content.js';
import { EXECUTIONS } from './executions.js';
import { LIMITS } from './limits.js';

/**
 * The scenes that pages show, by name: `<!-- transcript: name -->` on a page. A scene has the turns of a conversation
 * (the turns in `before` are played but not shown), or a command and its output.
 */
export const SCENES = { ...EXECUTIONS, ...CONTENT, ...LIMITS };
