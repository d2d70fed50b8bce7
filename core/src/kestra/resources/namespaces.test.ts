import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/recordings.js';
import { useKestra } from '../../../../test/support/use-kestra.js';
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
