import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { temporaryFolder } from '../../../test/support/temporary.js';

/** How a process ends that runs this code before `endProcess(3)`. */
async function ended(code: string, folder = temporaryFolder()): Promise<[number | null, string | null]> {
  const outfile = join(folder, 'end.mjs');
  const entryPoints = [fileURLToPath(new URL('./end.ts', import.meta.url))];
  await build({ entryPoints, bundle: true, format: 'esm', platform: 'node', outfile });
  const main = `import { endProcess } from './end.mjs'; import { readFile } from 'node:fs/promises'; ${code}; await endProcess(3);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', main], {
    cwd: folder,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('exit', (exitCode, signal) => resolve([exitCode, signal])));
}

it('ends with its code, whatever is open', async () => {
  expect(
    await ended('setInterval(() => undefined, 1000); process.exit = () => { throw new Error("no") }'),
  ).toEqual([3, null]);
}, 60_000);

(process.platform === 'win32' ? it.skip : it)(
  'ends though a thread never comes back',
  async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const code = "void readFile('pipe'); process.kill = () => { throw new Error('no') }";
    expect(await ended(code, folder)).toEqual([null, 'SIGKILL']);
  },
  60_000,
);
