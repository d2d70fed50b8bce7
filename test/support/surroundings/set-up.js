import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives all tests and their child processes a home and a temporary folder for this run. So nothing remains on the
 * user's machine if a test forgets it or is killed.
 */
export default function setUp() {
  const before = { ...process.env };
  const user = homedir();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'kestra-mcp-tests-'));
  const home = join(folder, 'home');
  const temporary = join(folder, 'tmp');
  mkdirSync(home);
  mkdirSync(temporary);
  for (const name of Object.keys(process.env)) if (name.startsWith('XDG_')) delete process.env[name];
  Object.assign(process.env, {
    ...{ HOME: home, USERPROFILE: home, APPDATA: home, LOCALAPPDATA: home },
    ...{ TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    // npm keeps using the user's cache and registry.
    npm_config_cache: process.env.npm_config_cache ?? join(user, '.npm'),
    npm_config_userconfig: process.env.npm_config_userconfig ?? join(user, '.npmrc'),
  });
  globalThis.surroundings = { before, folder, home };
}
