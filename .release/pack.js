/**
 * Packs everything that is published into a folder: a tarball for each workspace and for the server, the desktop
 * extension, the list of what is bundled (SBOM), and order.json, which publish.js follows. Everything must be built.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CORE, published } from '../docs/api/packages.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const to = resolve(process.argv[2] ?? 'packed');
mkdirSync(to, { recursive: true });

const host = { folder: '.', json: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) };
const first = ({ json }) => (json.name === CORE ? 0 : 1);
// Core comes before the packages that need it, and the server after all of them.
const packages = [...published(ROOT).sort((a, b) => first(a) - first(b)), host];
writeFileSync(join(to, 'order.json'), `${JSON.stringify(withLicense(pack), null, 2)}\n`);
cpSync(join(ROOT, 'dist/sbom.cdx.json'), join(to, `kestra-mcp-${host.json.version}.cdx.json`));
execFileSync(process.execPath, [join(ROOT, '.release/build-mcpb.js'), to], { stdio: 'inherit' });

function pack() {
  const folders = packages.map(({ folder }) => `./${folder}`);
  const args = ['pack', ...folders, '--ignore-scripts', '--json', '--pack-destination', to];
  const packed = JSON.parse(
    execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  );
  return packages.map(({ json: { name, version } }) => {
    const { filename, integrity } = packed.find((each) => each.name === name);
    return { name, version, file: filename, integrity };
  });
}

/** npm packs the license that is in a package's own folder. The repository has it once. */
function withLicense(action) {
  const copies = packages
    .map(({ folder }) => join(ROOT, folder, 'LICENSE'))
    .filter((path) => !existsSync(path));
  try {
    for (const path of copies) cpSync(join(ROOT, 'LICENSE'), path);
    return action();
  } finally {
    for (const path of copies) rmSync(path, { force: true });
  }
}
