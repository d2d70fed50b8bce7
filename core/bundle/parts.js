import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^[^:]*node_modules\/(?:@[^/]+\/)?[^/]+/;
/** How a bundled package marks code of another package: the folder of the version, then the name. */
const TAKEN_IN = /#region \S*node_modules\/\.pnpm\/([^/\s]+)\/node_modules\/((?:@[^/]+\/)?[^/\s]+)/g;

/** The packages that have code in a bundle, sorted by name, with version, SPDX license and license texts. */
export function partsOf(root, outputs) {
  const parts = new Map();
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  for (const [input, { bytesInOutput }] of inputs) {
    const [folder] = (bytesInOutput > 0 && PACKAGE.exec(input)) || [];
    if (folder === undefined) continue;
    const part = read(join(root, folder));
    parts.set(`${part.name}@${part.version}`, part);
    for (const inner of takenIn(readFileSync(join(root, input.split('?')[0]), 'utf8'))) {
      const key = `${inner.name}@${inner.version}`;
      const { licence, text } = read(join(root, 'node_modules', inner.name));
      if (!parts.has(key)) parts.set(key, { ...inner, licence, text, within: part.name });
    }
  }
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** The folder of a version is called `@scope+name@1.2.3_peers`. */
function takenIn(code) {
  return [...code.matchAll(TAKEN_IN)].map(([, folder, name]) => ({
    name,
    version: folder
      .slice(folder.lastIndexOf('@', folder.includes('_') ? folder.indexOf('_') : undefined) + 1)
      .split('_')[0],
  }));
}

function read(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  if (license === undefined && files.length === 0)
    throw new Error(`The package ${name} has no license. Replace it, or ask its author to add one.`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return {
    name,
    version,
    licence: license,
    text: [`Licence: ${license ?? 'see below'}`, ...texts].join('\n\n'),
  };
}
