import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOST_PACKAGE } from '../../process/here.js';
import { real } from '../sources/disk.js';

/** True for the folder of the repository if the host runs from a clone of it. */
export async function isClone(folder: string): Promise<boolean> {
  const clone = cloneFolder();
  return clone !== undefined && (await real(folder)) === (await real(clone));
}

function cloneFolder(): string | undefined {
  const own = dirname(fileURLToPath(HOST_PACKAGE));
  const root = basename(own) === 'core' ? dirname(own) : own;
  return existsSync(join(root, 'core', 'bundle.js')) ? root : undefined;
}
