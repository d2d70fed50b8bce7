import { CONTENT } from './content.js';
import { EXECUTIONS } from './executions.js';
import { LIMITS } from './limits.js';

/**
 * What pages show, by name: `<!-- transcript: name -->` on a page. A scene is turns of a conversation (`before` is played and not
 * shown), or a command and what it prints.
 */
export const SCENES = { ...EXECUTIONS, ...CONTENT, ...LIMITS };
