import { basename } from 'node:path';
import { sha256 } from '../../foundation/hash.js';

/** Of `kestra-mcp.config.ts` in the repository, with line ends as they are there. */
const SHIPPED = 'a7957c922da2c1a18eb21eccac0d6295a3d06b811f00b0ded5763857e23912aa';

/** True for the sample that a clone has, as it was shipped: it is nobody's configuration. */
export function isShippedSample(path: string, text: string): boolean {
  return basename(path) === 'kestra-mcp.config.ts' && sha256(text.replaceAll('\r\n', '\n')) === SHIPPED;
}
