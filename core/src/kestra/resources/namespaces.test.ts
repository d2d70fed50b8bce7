import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';

const kestra = useKestra();
const namespaces = (version: string) => new KestraClient(kestra.settings(version)).namespaces;

describe.each(['0.23', '0.24', '1.0', '1.3', '2.0'])('on %s', (version) => {
  it('a search is in the grammar of this resource', async () => {
    kestra.answers({ 'GET /main/namespaces/search': recorded('search namespaces, q') });
    expect(await namespaces(version).search({ q: 'rec', page: 1, size: 50 })).toEqual(
      recordedJson('search namespaces, q'),
    );
    await namespaces(version).search({ page: 2, size: 50 });
    const q = version === '2.0' ? 'filters[q][EQUALS]=rec' : 'q=rec';
    expect(kestra.lines).toEqual([
      `GET /main/namespaces/search?page=1&size=50&existing=false&${q}`,
      'GET /main/namespaces/search?page=2&size=50&existing=false',
    ]);
  });

  it('dependencies have the same route', async () => {
    kestra.answers({ 'GET /main/namespaces/a.b/dependencies': recorded('namespace dependencies') });
    expect(await namespaces(version).dependencies('a.b')).toEqual(recordedJson('namespace dependencies'));
    expect(kestra.lines).toEqual(['GET /main/namespaces/a.b/dependencies?destinationOnly=false']);
  });
});

it('a page with a fence is one of the namespaces inside, of which the total is', async () => {
  const ids = ['a', 'company', 'company.x', 'companyx', 'company.y', 'shared.tools', 'shared'];
  const page = (results: object[]) => ({ json: { results, total: 205 } });
  const first = Array.from({ length: 200 }, (_, index) => ({ id: ids[index] ?? `other${index}` }));
  const namespaces = ['company', 'shared.tools'];
  const fenced = new KestraClient(kestra.settings('1.3'), { namespaces }).namespaces;
  const search = async (page: number) => {
    const { results, total } = await fenced.search({ q: 'o', page, size: 3 });
    return { ids: results.map(({ id }) => id), total };
  };
  const pages = [page(first), page([{ id: 'company.z' }, { id: 'other' }])] as const;
  kestra.answers({ 'GET /main/namespaces/search': [...pages, ...pages] });
  expect(await search(1)).toEqual({ ids: ['company', 'company.x', 'company.y'], total: 5 });
  expect(await search(2)).toEqual({ ids: ['shared.tools', 'company.z'], total: 5 });
  expect(kestra.lines.slice(0, 2)).toEqual([
    'GET /main/namespaces/search?page=1&size=200&existing=false&q=o',
    'GET /main/namespaces/search?page=2&size=200&existing=false&q=o',
  ]);
});
