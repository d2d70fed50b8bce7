/** Builds the clone without a word, unless the build fails, and starts the demo. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WAITING = 'Building (about 20 seconds the first time) …';

const [command, ...args] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
const build = spawn(command, [...args, 'run', '--silent', 'build'], {
  cwd: ROOT,
  stdio: ['ignore', 'pipe', 'pipe'],
});
if (process.stderr.isTTY) process.stderr.write(WAITING);
const [said, complained, [code]] = await Promise.all([
  text(build.stdout),
  text(build.stderr),
  once(build, 'close'),
]);
if (process.stderr.isTTY) process.stderr.write(`\r${' '.repeat(WAITING.length)}\r`);

if (code === 0) {
  await import('./dist/main.js');
} else {
  process.stderr.write(`The build failed:\n${said}${complained}`);
  process.exitCode = 1;
}
