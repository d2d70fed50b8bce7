import { sleep } from '../../kestra/wire/scope.js';
import type { ToolContext } from '../author/context.js';
import type { Look } from './task-declaration.js';

/**
 * Pauses between two checks, in milliseconds: short ones first, so that quick executions are seen immediately, then
 * longer ones.
 */
const LOOKS = [100, 200, 300, 500, 1_000, 1_500];
const LONGEST_LOOK = 2_000;

/** The pause after this many checks. */
export function pauseAfter(looks: number): number {
  return LOOKS[looks] ?? LONGEST_LOOK;
}

/**
 * Checks repeatedly and reports progress to the client until it is over, or until the time in seconds is up: then
 * returns undefined. For a waiting tool if the client accepts no task.
 */
export async function untilOver<Result>(
  look: () => Promise<Look<Result>>,
  seconds: number,
  context: Pick<ToolContext, 'progress'>,
): Promise<Result | undefined> {
  const deadline = Date.now() + seconds * 1_000;
  for (let looks = 0; ; looks++) {
    const found = await look();
    if (found.status === 'completed') return found.result;
    await context.progress(found.message, looks);
    const left = deadline - Date.now();
    if (left <= 0) return undefined;
    await sleep(Math.min(pauseAfter(looks), left));
  }
}
