/**
 * Installs the conformance suite, the Inspector and Node 22, and the Python clients if the machine has Python. It skips
 * what is already installed as the lock file and requirements.txt say. Then it builds the plugin that the suite needs.
 * The product itself must already be built. `npm run test:all` runs this script.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = dirname(fileURLToPath(import.meta.url));
// No tool of this repository looks for its own files there.
const VENV = join(FOLDER, 'node_modules', '.venv');
const PLUGIN = join(FOLDER, '..', 'suites', 'conformance', 'plugin');
const TSC = join(FOLDER, '..', '..', 'node_modules', 'typescript', 'bin', 'tsc');
const OLDEST_PYTHON = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

const run = promisify(execFile);
const within = (command, ...args) => run(command, args, { cwd: FOLDER, maxBuffer: 64 * 1024 * 1024 });

/** Runs the installation, unless it has already run for this version of the file. */
async function once(file, stamp, install) {
  const hash = createHash('sha256')
    .update(readFileSync(join(FOLDER, file)))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await install();
  writeFileSync(stamp, hash);
}

async function python() {
  try {
    await within('python3', '-c', OLDEST_PYTHON);
  } catch {
    process.stderr.write('There is no python3 of 3.10 or later with venv: its clients are not tried.\n');
    return;
  }
  await once('requirements.txt', join(VENV, 'installed'), async () => {
    rmSync(VENV, { recursive: true, force: true });
    await within('python3', '-m', 'venv', VENV);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await within(join(VENV, 'bin', 'python'), ...pip, '--requirement', 'requirements.txt');
  });
}

try {
  await once('package-lock.json', join(FOLDER, 'node_modules', '.installed'), () => within('npm', 'ci'));
  await python();
  await within(process.execPath, TSC, '--build', PLUGIN);
} catch ({ message, stdout = '', stderr = '' }) {
  // The first lines say it; npm goes on with all its options.
  const said = `${stdout}${stderr}`.split('\n').slice(0, 12);
  process.stderr.write(`${[message.split('\n')[0], ...said].join('\n')}\n`);
  process.exitCode = 1;
}
