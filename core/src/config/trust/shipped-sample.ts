import { basename } from 'node:path';
import { sha256 } from '../../foundation/keys/hash.js';

/** The hash of `kestra-mcp.config.ts` in the repository. */
const SHIPPED = '98c4fcd02f5c8d5eead25ba5202e756ad96a781df2a1f61aa7efe8cc1ca420f2';

/** True for the unchanged sample of a clone, which is nobody's configuration. */
export function isShippedSample(path: string, text: string): boolean {
  return basename(path) === 'kestra-mcp.config.ts' && sha256(text.replaceAll('\r\n', '\n')) === SHIPPED;
}
