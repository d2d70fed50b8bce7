import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@kestra-mcp/testing/sandbox';
import { ROOT } from '../read.js';
import { JumpingClock } from './clock.js';

const SERVER = fileURLToPath(new URL('dist/bin.js', ROOT));
const LATER = new URL('later.js', import.meta.url).href;
/** The address that recordings show. */
const KESTRA = 'http://localhost:8080';

/**
 * Gives a scene its own sandbox and home folder. The server does not inherit the settings of this shell or the
 * configuration file of the clone.
 */
export async function inPlace({ flags = [], env = {}, files = {} }, use) {
  const sandbox = await startSandbox({ clock: new JumpingClock(), seed: 7 });
  const home = mkdtempSync(join(tmpdir(), 'kestra-mcp-docs-'));
  const folders = {
    HOME: home,
    USERPROFILE: home,
    APPDATA: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
  };
  const own = { PATH: process.env.PATH, ...folders, KESTRA_BASE_URL: sandbox.baseUrl, ...env };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), content);
  }
  try {
    const args = ['--import', LATER, SERVER, ...flags];
    return await use({ home, args, env: own, shown: (text) => shown(text, sandbox.url, home) });
  } finally {
    await sandbox.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Replaces addresses and folders with those that a reader would have. */
function shown(text, url, home) {
  return text
    .replaceAll(url, KESTRA)
    .replaceAll(home, '~')
    .replaceAll(SERVER, '/path/to/kestra-mcp/dist/bin.js')
    .replaceAll(process.execPath, 'node');
}
