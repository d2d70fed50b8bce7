import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../../kestra/client.js';
import type { Page } from '../../kestra/types.js';
import type { Completer, CompletionContext } from './completer.js';
import {
  completeExecutionId,
  completeFilePath,
  completeFlowId,
  completeKey,
  completeNamespace,
  completeTaskType,
} from './ready-completers.js';

const kestra = useKestra();

describe.each(['1.3', '2.0'] as const)('on %s', (version) => {
  const file = `${version}-oss` as const;
  const ask = (
    completer: Completer,
    text: string,
    given: Record<string, string> = {},
    namespaces?: string[],
  ) => {
    const client = new KestraClient(kestra.settings(version), { namespaces });
    return completer(text, { kestra: client, given } as CompletionContext);
  };
  const search = (text: string) => (version === '2.0' ? `filters[q][EQUALS]=${text}` : `q=${text}`);

  it('namespaces are searched, what begins with the text first', async () => {
    const results = ['x.rec', 'rec', 'Rec.b'].map((id) => ({ id }));
    kestra.answers({ 'GET /main/namespaces/search': { json: { results, total: 3 } } });
    expect(await ask(completeNamespace, 'rec')).toEqual({ values: ['rec', 'Rec.b', 'x.rec'] });
    expect(kestra.lines).toEqual([
      `GET /main/namespaces/search?page=1&size=100&existing=false&${search('rec')}`,
    ]);
    kestra.answers({ 'GET /main/namespaces/search': { json: { results, total: 300 } } });
    expect(await ask(completeNamespace, '')).toMatchObject({ total: 300 });
    expect(kestra.lines).toEqual(['GET /main/namespaces/search?page=1&size=100&existing=false']);
  });

  it('flows are those of the namespace, or are searched', async () => {
    const rows = [
      { id: 'b', namespace: 'a' },
      { id: 'a', namespace: 'a' },
    ];
    kestra.answers({
      'GET /main/flows/a': { json: rows },
      'GET /main/flows/search': { json: { results: rows, total: 2 } },
    });
    expect(await ask(completeFlowId, 'x', { namespace: 'a' })).toEqual(['a', 'b']);
    expect(await ask(completeFlowId, 'b')).toEqual({ values: ['b'] });
    expect(kestra.lines).toEqual([
      'GET /main/flows/a',
      `GET /main/flows/search?page=1&size=100&sort=id:asc&filters[q][EQUALS]=b`,
    ]);
  });

  it('flows are taken from what a real server answers', async () => {
    const name = 'list flows of a namespace';
    kestra.answers({ 'GET /main/flows/a': recorded(name, file) });
    const ids = recordedJson<{ id: string }[]>(name, file).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(await ask(completeFlowId, '', { namespace: 'a' })).toEqual(ids.sort());
  });

  it('executions are the newest of what is named', async () => {
    const known = recorded('search executions, filters', file);
    kestra.answers({ 'GET /main/executions/search': known });
    const ids = (known.json as Page<{ id: string }>).results.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(await ask(completeExecutionId, '', { namespace: 'a', flow_id: 'f' })).toEqual(ids);
    expect(kestra.lines[0]).toContain('size=100');
    expect(kestra.lines[0]).toContain('state.startDate:desc');
  });

  it('files and keys are of a namespace, without which there are none', async () => {
    kestra.answers({
      'GET /main/namespaces/a/files/search': { json: ['/x/a.py', '/b.py'] },
      'GET /main/namespaces/a/kv': { json: [{ key: 'k' }] },
      'GET /main/kv': { json: { results: [{ key: 'k', namespace: 'a' }], total: 1 } },
    });
    expect(await ask(completeFilePath, '.py', { namespace: 'a' })).toEqual(['/x/a.py', '/b.py']);
    expect(await ask(completeKey, '', { namespace: 'a' })).toEqual(['k']);
    expect(kestra.lines[0]).toBe('GET /main/namespaces/a/files/search?q=.py');
    expect([await ask(completeFilePath, 'x'), await ask(completeKey, 'x')]).toEqual([[], []]);
  });

  it('types are those of the instance, deprecated ones last, whatever the namespaces', async () => {
    const tasks = [{ cls: 'io.a.Old', deprecated: true }, { cls: 'io.b.Log' }, { cls: 'io.a.Log' }];
    kestra.answers({ 'GET /plugins': { json: [{ tasks }] } });
    expect(await ask(completeTaskType, 'log', {}, ['a'])).toEqual(['io.a.Log', 'io.b.Log', 'io.a.Old']);
  });

  it('what is outside of the fixed namespaces is not asked for', async () => {
    kestra.answers({
      'GET /main/namespaces/search': { json: { results: [{ id: 'a' }, { id: 'b' }], total: 2 } },
    });
    expect(await ask(completeNamespace, '', {}, ['a'])).toEqual({ values: ['a'] });
    await expect(ask(completeFlowId, '', { namespace: 'b' }, ['a'])).rejects.toMatchObject({
      code: 'KMCP_OUTSIDE',
    });
  });
});
