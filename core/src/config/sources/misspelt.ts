import { distance } from 'fastest-levenshtein';
import { isBlank } from '../values/values.js';
import {
  CONFIG_VARIABLE,
  TRUST_VARIABLE,
  USER_FOLDER_VARIABLE,
  VARIABLES,
  type Variables,
} from './environment.js';

const OURS = [...Object.keys(VARIABLES), CONFIG_VARIABLE, TRUST_VARIABLE, USER_FOLDER_VARIABLE];
/** Most letters by which a name may differ from the intended one. */
const SLIPS = 2;

/**
 * A warning for each variable that is almost one of ours, if that one is not set. Otherwise a limit would be lost
 * silently.
 */
export function misspeltVariables(env: Variables): string[] {
  return Object.keys(env)
    .filter((name) => /^KESTRA_?/i.test(name) && !OURS.includes(name) && !isBlank(env[name]))
    .flatMap((name) => {
      const meant = OURS.find((known) => isBlank(env[known]) && isMeant(name, known));
      return meant === undefined
        ? []
        : [`${name} is not a variable of kestra-mcp and is ignored. Did you mean ${meant}?`];
    });
}

function isMeant(name: string, known: string): boolean {
  return distance(letters(name), letters(known)) <= SLIPS;
}

function letters(name: string): string {
  return name.toUpperCase().replaceAll('_', '');
}
