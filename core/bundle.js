/**
 * Builds the published package into dist/, or into the given folder: the server, the bundled plugins, and everything
 * that they import. It reads the output of tsc, because esbuild does not create decorator metadata from TypeScript.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { pageOf } from './apps/build.js';
import { httpApart } from './bundle/http-apart.js';
import { licenses } from './bundle/licenses.js';
import { namedExports } from './bundle/named-exports.js';
import { buildOnDemand, onDemand } from './bundle/on-demand.js';
import { ownPlaces } from './bundle/own-places.js';
import { partsOf } from './bundle/parts.js';
import { RELEASED } from './bundle/released.js';
import { sbom } from './bundle/sbom.js';
import { startTogether } from './bundle/start-together.js';
import { unusedSchemas } from './bundle/unused-schemas.js';
import { BUNDLED } from './dist/plugin/load/known.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DIST = resolve(process.argv[2] ?? join(ROOT, 'dist'));
const readJson = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** Built together, so that they share one copy of core and one of zod. */
const ENTRY_POINTS = {
  bin: 'core/dist/bin.js',
  index: 'core/dist/index.js',
  zod: 'core/dist/zod.js',
  ...Object.fromEntries(BUNDLED.map((id) => [`plugins/${id}/index`, `plugins/${id}/dist/index.js`])),
};

const late = await buildOnDemand(ROOT, DIST);
const { outputFiles, metafile } = await build({
  absWorkingDir: ROOT,
  outdir: DIST,
  entryPoints: ENTRY_POINTS,
  // The remaining dependencies, and TypeScript, which cosmiconfig would load although jiti reads .ts files here.
  external: [...Object.keys(readJson('package.json').dependencies), 'typescript'],
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  define: { KESTRA_MCP_RELEASE: String(RELEASED) },
  mainFields: ['module', 'main'],
  // Identifiers are kept. Errors and stack traces show them, and shorter ones do not make the start faster.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'eof',
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  plugins: [
    onDemand,
    httpApart,
    namedExports,
    ownPlaces,
    unusedSchemas,
    await startTogether(ROOT, ENTRY_POINTS, {
      first: ['core/dist/process/compiled.js'],
      start: 'core/dist/start.js',
      next: ['core/dist/server/serve-stdio.js', 'core/dist/kestra/client.js'],
    }),
  ],
  metafile: true,
  write: false,
  logLevel: 'warning',
});

// With a second copy of core or zod, plugins would use other classes than the server.
const packages = Object.keys(metafile.inputs).flatMap(
  (path) => /^[^:]*node_modules\/(?:zod|@kestra-mcp)\//.exec(path) ?? [],
);
const copies = [...new Set(packages)];
if (copies.length !== 1)
  throw new Error(
    `The bundle must contain one copy of zod and no copy of @kestra-mcp from node_modules, but has: ${copies.join(', ') || 'none'}. Run npm dedupe, or check what the last added dependency imports.`,
  );

/** The pages of tools, in the folders of their plugins. */
const pages = await Promise.all(BUNDLED.flatMap((id) => pagesOf(id)));

const metafiles = [metafile, late.metafile, ...pages.map((page) => page.metafile)];
const parts = partsOf(ROOT, outputsOf(metafiles));
// For analyzing the bundle.
if (process.env.KESTRA_MCP_METAFILES)
  writeFileSync(process.env.KESTRA_MCP_METAFILES, JSON.stringify(metafiles));

const files = new Map([
  ...[...outputFiles, ...late.outputFiles].map(({ path, contents }) => [relative(DIST, path), contents]),
  ...pages.map(({ path, html }) => [path, html]),
  ['plugins.json', JSON.stringify(Object.fromEntries(BUNDLED.map((id) => [id, described(id)])))],
  ...filesIn(join(ROOT, 'core/templates')).map((path) => [
    relative(join(ROOT, 'core'), path),
    readFileSync(path),
  ]),
  ...BUNDLED.flatMap((id) =>
    filesIn(join(ROOT, `plugins/${id}/skills`)).map((path) => [relative(ROOT, path), readFileSync(path)]),
  ),
  ['THIRD-PARTY-LICENSES.txt', licenses('kestra-mcp', parts)],
  ['sbom.cdx.json', sbom(readJson('package.json'), parts)],
]);
// Old files are deleted last, since a running server may still import them.
for (const [name, contents] of files) write(join(DIST, name), contents);
chmodSync(join(DIST, 'bin.js'), 0o755);
for (const path of filesIn(DIST)) if (!files.has(relative(DIST, path))) rmSync(path);

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function write(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

/** Builds the pages that the tools of a plugin name in its manifest. */
function pagesOf(id) {
  const names = new Set(described(id).manifest.tools.flatMap(({ ui }) => ui ?? []));
  return [...names].map(async (file) => ({
    path: `plugins/${id}/${file}`,
    ...(await pageOf(file.replace(/\.html$/, ''))),
  }));
}

/** Collects the outputs of all builds. */
function outputsOf(metafiles) {
  return metafiles.flatMap(({ outputs }) => Object.values(outputs));
}

/** The information about a plugin that the server reads before it imports the code. */
function described(id) {
  const { name, version, kestraMcp } = readJson(`plugins/${id}/package.json`);
  const {
    code,
    resources = [],
    prompts = [],
    ...manifest
  } = readJson(join('plugins', id, kestraMcp.manifest));
  // Without the hash of the code, since the bundled code differs.
  return { package: { name, version, kestraMcp }, manifest: { ...manifest, resources, prompts } };
}
