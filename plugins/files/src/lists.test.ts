import { expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();

it.each([
  [
    'namespace_directory_action',
    { action: 'list', path: '/' },
    'GET /main/namespaces/a/files/directory',
    (n: number) => ({ type: 'File', fileName: `f${n}.txt`, size: n }),
  ],
  [
    'namespace_file_action',
    { action: 'search', q: 'file' },
    'GET /main/namespaces/a/files/search',
    (n: number) => `/scripts/file${n}.txt`,
  ],
])('%s lists thousands of files to the last', async (tool, given, line, row) => {
  const rows = Array.from({ length: 4_000 }, (_, n) => row(n));
  kestra.answers({ [line]: { json: rows } });
  const call = callPlugin(plugin, kestra, '1.3');
  const seen: unknown[] = [];
  for (let offset: string | undefined = '0'; offset !== undefined; ) {
    const answer: Record<string, unknown> = await call(tool, {
      namespace: 'a',
      ...given,
      offset: Number(offset),
    });
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(40_000);
    expect(answer).toMatchObject({ total: rows.length });
    seen.push(...(answer.results as unknown[]));
    offset = /^Repeat the call with offset (\d+) for/.exec(String(answer.next))?.[1];
  }
  expect(seen).toEqual(rows);
});
