import { basename } from 'node:path';
import { sha256 } from '../../foundation/keys/hash.js';

/** Of `kestra-mcp.config.ts` in the repository, with line ends as they are there. */
const SHIPPED = '3de12bf35e4b1f5a30d1577ded06d1bea4b34234460c2dbbef2b8ca585eaa831';

/** True for the sample that a clone has, as it was shipped: it is nobody's configuration. */
export function isShippedSample(path: string, text: string): boolean {
  return basename(path) === 'kestra-mcp.config.ts' && sha256(text.replaceAll('\r\n', '\n')) === SHIPPED;
}
