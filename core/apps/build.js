/**
 * Builds the pages that show results. Each page is one HTML file that contains its script and style. It goes into the
 * `dist` folder of each plugin whose tools use it, with the licenses of the packages in it and their list (SBOM).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licenses } from '../bundle/licenses.js';
import { partsOf } from '../bundle/parts.js';
import { sbom } from '../bundle/sbom.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The pages, and the plugins that get a copy. */
export const PAGES = {
  graph: { title: 'Flow graph', plugins: ['flow', 'namespace'] },
  timeline: { title: 'Execution timeline', plugins: ['execution', 'diagnose'] },
};

/** Builds one page. Returns its HTML and the metafile of the build. */
export async function pageOf(name) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { script: `core/apps/${name}/main.ts`, style: `core/apps/${name}/${name}.css` },
    outdir: ROOT,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    minify: true,
    legalComments: 'eof',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
  const css = [readFileSync(join(ROOT, 'core/apps/page/page.css'), 'utf8'), text('.css')].join('\n');
  return { html: html(PAGES[name].title, css, text('.js')), metafile };
}

function html(title, css, script) {
  // Inside a script element, these would end the script, or begin a comment that hides its end.
  const safe = script.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>`,
    `<style>${css}</style></head>`,
    `<body><script>${safe}</script></body>`,
    '</html>',
    '',
  ].join('\n');
}

export async function writePages() {
  for (const [name, { plugins }] of Object.entries(PAGES)) {
    const { html, metafile } = await pageOf(name);
    for (const plugin of plugins) {
      const folder = join(ROOT, 'plugins', plugin);
      const parts = partsOf(ROOT, metafile.outputs);
      const own = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      write(join(folder, 'dist', `${name}.html`), html);
      write(join(folder, 'dist', 'THIRD-PARTY-LICENSES.txt'), licenses(`${name}.html`, parts));
      write(join(folder, 'dist', 'sbom.cdx.json'), sbom(own, parts));
    }
  }
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writePages();
