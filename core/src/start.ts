import { config } from 'zod';
import { keepTranspiled } from './config/sources/transpiled.js';
import { main } from './main.js';

export { endProcess } from './process/end.js';

/** The program, as it is when it has its process to itself. */
export function start(argv: readonly string[]): Promise<number> {
  // Schemas check as they are: zod would write code for each at its first use, and most are used once.
  config({ jitless: true });
  keepTranspiled();
  return main(argv);
}
