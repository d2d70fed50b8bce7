import { execFile } from 'node:child_process';
import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../paths.js';
import { temporaryFolder } from '../temporary.js';

const RELEASE = { KESTRA_MCP_RELEASE: 'true' };

/** Builds the server in its own folder, as the release workflow does. Returns its entry. Run `npm run build` first. */
export async function releasedEntry(): Promise<string> {
  const folder = temporaryFolder();
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await script('core/bundle.js', join(folder, 'dist'));
  return join(folder, 'dist', 'bin.js');
}

/** Creates the client files as they are after the first release. Returns their folder. */
export async function releasedClientFiles(): Promise<string> {
  const folder = temporaryFolder();
  await script('examples/clients/generate.js', folder);
  return folder;
}

async function script(path: string, ...args: string[]): Promise<void> {
  const options = { cwd: ROOT, env: { ...process.env, ...RELEASE } };
  await promisify(execFile)(process.execPath, [join(ROOT, path), ...args], options);
}
