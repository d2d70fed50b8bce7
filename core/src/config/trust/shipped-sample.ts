import { basename } from 'node:path';
import { sha256 } from '../../foundation/keys/hash.js';

/** Of `kestra-mcp.config.ts` in the repository, with line ends as they are there. */
const SHIPPED = '71d604a2c85467d57a8042bea3870a151c9dd1dc9dbd9bc3bfd878b3bfbd2f70';

/** True for the sample that a clone has, as it was shipped: it is nobody's configuration. */
export function isShippedSample(path: string, text: string): boolean {
  return basename(path) === 'kestra-mcp.config.ts' && sha256(text.replaceAll('\r\n', '\n')) === SHIPPED;
}
