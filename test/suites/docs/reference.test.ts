import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../../support/paths.js';

interface Method {
  name: string;
  text: string;
  routes: string[];
}
interface Client {
  page: string;
  requests: Method[];
  resources: { name: string; about: string; methods: Method[] }[];
}

/** Read as `npm run docs` does, but in another process, because it loads a compiler. */
const READ = `
  import { clientOf, clientPage } from './docs/generate/reference.js';
  const { requests, resources } = clientOf();
  process.stdout.write(JSON.stringify({ page: clientPage(), requests, resources }));
`;
/** A shorter comment cannot describe shape, errors and route. */
const SHORTEST = 40;

let client: Client;

beforeAll(() => {
  const args = ['--input-type=module', '--eval', READ];
  const said = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  client = JSON.parse(said);
}, 120_000);

describe("the client's reference", () => {
  it('is that of the doc comments; npm run docs writes it', () => {
    expect(readFileSync(join(ROOT, 'docs/reference/kestra-client.md'), 'utf8')).toBe(client.page);
  });

  it('has every resource, with what it is', () => {
    expect(client.resources.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['flows', 'tests', 'instance']),
    );
    expect(client.resources.filter(({ about }) => about === '').map(({ name }) => name)).toEqual([]);
  });

  it('says of every type that it shows what it is', () => {
    const types = client.page.split('\n## Types\n')[1]?.split(/^### /m).slice(1) ?? [];
    expect(types.length).toBeGreaterThan(40);
    expect(types.filter((type) => /^\w+\n\n```/.test(type)).map((type) => type.split('\n')[0])).toEqual([]);
  });

  it('says of every method what it gives, and on which route of Kestra it stands', () => {
    const methods = client.resources.flatMap(({ name, methods: own }) =>
      own.map((method) => ({ ...method, name: `${name}.${method.name}` })),
    );
    expect(methods.length).toBeGreaterThan(80);
    expect(methods.filter(({ text }) => text.length < SHORTEST).map(({ name }) => name)).toEqual([]);
    // An abbreviated path does not help a reader who sees only this method.
    const isWhole = (routes: readonly string[]) =>
      routes.length > 0 && !routes.some((route) => route.includes('…'));
    // `ui` methods build links without a request.
    const asking = methods.filter(({ name }) => !name.startsWith('ui.'));
    const without = asking.filter(({ routes }) => !isWhole(routes)).map(({ name }) => name);
    expect(without).toEqual([]);
    expect(client.requests.some(({ text }) => text.length > SHORTEST)).toBe(true);
  });
});
