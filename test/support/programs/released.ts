import { execFile } from 'node:child_process';
import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../paths.js';
import { temporaryFolder } from '../temporary.js';

const RELEASE = { KESTRA_MCP_RELEASE: 'true' };

/** The host as the release workflow builds it, in a folder of its own; its entry. `npm run build` must have run. */
export async function releasedEntry(): Promise<string> {
  const folder = temporaryFolder();
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await script('core/bundle.js', join(folder, 'dist'));
  return join(folder, 'dist', 'bin.js');
}

/** The files for clients as they are once there is a release; their folder. */
export async function releasedClientFiles(): Promise<string> {
  const folder = temporaryFolder();
  await script('examples/clients/generate.js', folder);
  return folder;
}

async function script(path: string, ...args: string[]): Promise<void> {
  const options = { cwd: ROOT, env: { ...process.env, ...RELEASE } };
  await promisify(execFile)(process.execPath, [join(ROOT, path), ...args], options);
}
