import { config } from 'zod';
import { keepTranspiled } from './config/sources/transpiled.js';
import { main } from './main.js';

export { endProcess } from './process/end.js';

/** The program in a process of its own. */
export function start(argv: readonly string[]): Promise<number> {
  // Turns off code generation in zod: it would generate code at the first use of each schema, and most are used once.
  config({ jitless: true });
  keepTranspiled();
  return main(argv);
}
