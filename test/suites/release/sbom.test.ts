import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ROOT } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary.js';
import { Sbom } from './formats.js';

jest.setTimeout(120_000);

/** Licenses that allow us to distribute third-party code together with ours. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

interface Metafile {
  outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const bom = (path: string): Sbom => Sbom.parse(json(path));
const nameOf = ({ group, name }: Sbom['components'][number]) => (group ? `${group}/${name}` : name);
const licenseOf = ({ licenses: [licence] }: Sbom['components'][number]) =>
  'expression' in licence ? licence.expression : licence.license.id;

let dist: string;
let metafiles: Metafile[];

beforeAll(async () => {
  const folder = temporaryFolder();
  dist = join(folder, 'dist');
  const env = { ...process.env, KESTRA_MCP_METAFILES: join(folder, 'metafiles.json') };
  await promisify(execFile)(process.execPath, [join(ROOT, 'core/bundle.js'), dist], {
    env,
    timeout: 100_000,
  });
  metafiles = json(join(folder, 'metafiles.json'));
});

/** `name@version` of every package that has code in the bundle. */
function bundled(): string[] {
  const files = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && path.includes('node_modules/'))
    // Some paths have the name of a bundler plugin in front.
    .map(([path]) => resolve(ROOT, path.replace(/^[\w-]+:|\?.*$/g, '')));
  return [...new Set(files.map((file) => packageOf(dirname(file))))].sort();
}

/** The nearest package.json with a name and a version. */
function packageOf(folder: string): string {
  const file = join(folder, 'package.json');
  const { name, version } = existsSync(file) ? json(file) : {};
  return name && version ? `${name}@${version}` : packageOf(dirname(folder));
}

describe('the list of what is bundled', () => {
  it('has every package of the bundle, and else only what such a package contains itself', () => {
    const { components } = bom(join(dist, 'sbom.cdx.json'));
    const listed = components.map((each) => `${nameOf(each)}@${each.version}`).sort();
    expect(bundled().filter((each) => !listed.includes(each))).toEqual([]);
    const inside = listed.filter((each) => !bundled().includes(each));
    // The MCP SDK contains bundled copies of these.
    expect(inside.map((each) => each.replace(/@[^@]+$/, '')).sort()).toEqual([
      'ajv',
      'ajv-formats',
      'content-type',
      'fast-deep-equal',
      'fast-uri',
      'json-schema-traverse',
    ]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('agrees with the lock file on versions and licenses', () => {
    const { packages } = json(join(ROOT, 'package-lock.json')) as {
      packages: Record<string, { version: string; license?: string }>;
    };
    const entries = Object.entries(packages).map(([key, entry]) => ({
      ...entry,
      name: key.split('node_modules/').at(-1),
    }));
    for (const each of bom(join(dist, 'sbom.cdx.json')).components.filter(({ name }) => name !== 'ajv')) {
      const same = entries.filter(({ name, version }) => name === nameOf(each) && version === each.version);
      if (bundled().includes(`${nameOf(each)}@${each.version}`))
        expect([nameOf(each), same[0]?.license]).toEqual([nameOf(each), licenseOf(each)]);
    }
  });

  it('is the same each time, and says what it is of', () => {
    const file = readFileSync(join(dist, 'sbom.cdx.json'), 'utf8');
    expect(file).toBe(readFileSync(join(ROOT, 'dist/sbom.cdx.json'), 'utf8'));
    const { name, version, license } = json(join(ROOT, 'package.json'));
    const { component } = bom(join(dist, 'sbom.cdx.json')).metadata;
    expect([component.purl, licenseOf({ ...component, type: 'library' })]).toEqual([
      `pkg:npm/${name}@${version}`,
      license,
    ]);
  });
});

/** Each of our packages with bundled code: the server, and plugins with pages. */
const PLACES = [
  'dist',
  ...readdirSync(join(ROOT, 'plugins')).map((plugin) => `plugins/${plugin}/dist`),
].filter((folder) => existsSync(join(ROOT, folder, 'sbom.cdx.json')));

describe.each(PLACES)('%s', (folder) => {
  const components = () => bom(join(ROOT, folder, 'sbom.cdx.json')).components;

  it('has only code under licenses that allow it', () => {
    expect(components().filter((each) => !ALLOWED.includes(licenseOf(each)))).toEqual([]);
  });

  it('comes with the text of each license', () => {
    const texts = readFileSync(join(ROOT, folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const each of components()) expect(texts).toContain(`\n${nameOf(each)} ${each.version}`);
  });

  it('refers to nothing that it does not list', () => {
    const { metadata, dependencies } = bom(join(ROOT, folder, 'sbom.cdx.json'));
    const refs = [metadata.component, ...components()].map((each) => each['bom-ref']);
    expect(dependencies.map(({ ref }) => ref)).toEqual(refs);
    expect(dependencies[0]?.dependsOn).toEqual(refs.slice(1));
  });
});

it('plugins with pages have one', () => {
  const withPages = readdirSync(join(ROOT, 'plugins')).filter((plugin) =>
    readdirSync(join(ROOT, 'plugins', plugin, 'dist')).some((name) => name.endsWith('.html')),
  );
  expect(PLACES).toEqual(['dist', ...withPages.map((plugin) => `plugins/${plugin}/dist`)]);
});
