import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ROOT } from './clone.js';

const REPOSITORY = 'https://github.com/kestra-mcp/kestra-mcp';

/** Node and git, and what their scripts and a reader's shell take for granted. */
const PROGRAMS = [
  'node npm git sh bash env cat cp mv rm ls mkdir chmod dirname basename uname sed grep head tail sleep pwd',
  'touch true base64 printf',
].flatMap((line) => line.split(' '));

const made = [];
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder to work in, with a HOME and a PATH of its own. `git clone` of our address takes what is committed here. */
export function makePlace(morePrograms = []) {
  const folder = mkdtempSync(join(tmpdir(), 'kestra-mcp-reader-'));
  made.push(folder);
  const [home, bin, work] = ['home', 'bin', 'work'].map((name) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  });
  for (const name of [...PROGRAMS, ...morePrograms]) {
    const path = found(name);
    if (path) symlinkSync(path, join(bin, name));
  }
  writeNpx(bin);
  const config = `[url "file://${ROOT}"]\n\tinsteadOf = ${REPOSITORY}\n[safe]\n\tdirectory = *\n`;
  writeFileSync(join(home, '.gitconfig'), config);
  const env = { PATH: bin, HOME: home, TMPDIR: tmpdir(), NO_COLOR: '1', ...SETTINGS };
  return { folder, cwd: work, env };
}

function found(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((each) => join(each, name)).find((path) => existsSync(path));
}

/** Where a page takes the server from npm, `npx` starts what has been built here, in BUILT. It downloads other packages. */
function writeNpx(bin) {
  const script = `#!/bin/sh
case " $* " in
  *" -y kestra-mcp "*)
    until [ "$1" = kestra-mcp ]; do shift; done
    shift
    exec node "\${BUILT:?No clone has been built}/dist/bin.js" "$@" ;;
esac
exec '${found('npx')}' "$@"
`;
  writeFileSync(join(bin, 'npx'), script);
  chmodSync(join(bin, 'npx'), 0o755);
}

/** The registry and the cache of packages stay: they save downloads and change nothing. */
const SETTINGS = npmSettings();
function npmSettings() {
  const [registry, cache] = ['registry', 'cache'].map((name) =>
    execFileSync('npm', ['config', 'get', name], { encoding: 'utf8' }).trim(),
  );
  const { LANG, NODE_EXTRA_CA_CERTS } = process.env;
  return {
    npm_config_registry: registry,
    npm_config_cache: cache,
    npm_config_audit: 'false',
    GIT_PROGRESS_DELAY: '600',
    ...(LANG && { LANG }),
    ...(NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS }),
  };
}
