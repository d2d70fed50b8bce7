import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^[^:]*node_modules\/(?:@[^/]+\/)?[^/]+/;
/** How a package that is itself a bundle marks what it has taken in. */
const TAKEN_IN = /#region \S*node_modules\/\.pnpm\/[^/]+\/node_modules\/((?:@[^/]+\/)?[^/]+)/g;

/** The licences of all packages of which the bundle holds some code. */
export function licenses(root, outputs) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const texts = new Map();
  for (const [input, { bytesInOutput }] of inputs) {
    const [folder] = (bytesInOutput > 0 && PACKAGE.exec(input)) || [];
    if (folder === undefined) continue;
    const { name, version, text } = licence(join(root, folder));
    texts.set(name, { title: `${name} ${version}`, text });
    for (const [, inner] of readFileSync(join(root, input.split('?')[0]), 'utf8').matchAll(TAKEN_IN)) {
      const key = `${inner} in ${name}`;
      if (!texts.has(key))
        texts.set(key, { title: key, text: licence(join(root, 'node_modules', inner)).text });
    }
  }
  const sorted = [...texts].sort(([a], [b]) => a.localeCompare(b)).map(([, each]) => each);
  // Packages of one project have the same long text.
  const titles = new Map();
  for (const { title, text } of sorted) titles.set(text, [...(titles.get(text) ?? []), title]);
  const parts = [...titles].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  return ['kestra-mcp holds code of these packages.', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  if (license === undefined && files.length === 0) throw new Error(`${name} has no licence.`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, text: [`Licence: ${license ?? 'see below'}`, ...texts].join('\n\n') };
}
