import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (tool: string, given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)(tool, given);
const flow = {
  id: 'f',
  namespace: 'a',
  revision: 2,
  deleted: false,
  tasks: [{ id: 't', type: 'Log', message: 'm' }],
};
const short = { id: 'f', namespace: 'a', revision: 2, tasks: [{ id: 't', type: 'Log' }] };

describe('search_flows', () => {
  it('finds by source, with the places', async () => {
    const row = { model: flow, fragments: ['type: [mark]Log[/mark]'] };
    kestra.answers({ 'GET /main/flows/source': { json: { results: [row], total: 9 } } });
    expect(await call('search_flows', { query: 'Log', size: 1 })).toEqual({
      results: [{ ...short, fragments: ['type: [mark]Log[/mark]'] }],
      total: 9,
      next: 'Repeat the call with page 2 and size 1 for more (9 in total).',
    });
    expect(kestra.lines).toEqual(['GET /main/flows/source?page=1&size=1&q=Log']);
  });

  it('finds by name what the source search did not', async () => {
    kestra.answers({
      'GET /main/flows/source': { json: { results: [], total: 0 } },
      'GET /main/flows/search': { json: { results: [flow], total: 1 } },
    });
    expect(await call('search_flows', { query: 'f' })).toEqual({ results: [short], total: 1 });
    expect(kestra.lines).toHaveLength(2);
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({ 'GET /main/flows/source': recorded('flows search without credentials') });
    expect(await call('search_flows', { query: 'f' })).toEqual({
      error:
        'Kestra answered 401 to GET /main/flows/source.\n' +
        'The request was sent with no credentials. Set KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN.',
    });
    expect(await call('search_flows', { query: '' })).toMatchObject({
      error: expect.stringContaining('"query"'),
    });
  });
});

describe('find_flow', () => {
  it('needs one search when the name is right', async () => {
    kestra.answers({ 'GET /main/flows/search': { json: { results: [flow], total: 1 } } });
    expect(await call('find_flow', { query: 'f', namespace: 'a' })).toEqual({
      found: true,
      message: 'Found the flow "f" in namespace "a".',
      match: { namespace: 'a', flow_id: 'f' },
      matches: [{ namespace: 'a', flow_id: 'f', score: 1 }],
    });
    expect(kestra.lines).toEqual([
      'GET /main/flows/search?page=1&size=100&sort=id:asc&filters[q][EQUALS]=f&filters[namespace][PREFIX]=a',
    ]);
  });

  it('looks at every flow, page by page, when it is not', async () => {
    const many = Array.from({ length: 200 }, (_, n) => ({ id: `other_${n}`, namespace: 'a' }));
    kestra.answers({
      'GET /main/flows/search': [
        { json: { results: [], total: 0 } },
        { json: { results: many, total: 201 } },
        { json: { results: [{ id: 'hello-world', namespace: 'b' }], total: 201 } },
      ],
    });
    expect(await call('find_flow', { query: 'helo wrld', namespace: '' })).toMatchObject({
      match: { namespace: 'b', flow_id: 'hello-world' },
    });
    expect(kestra.lines.slice(1)).toEqual([
      'GET /main/flows/search?page=1&size=200&sort=id:asc',
      'GET /main/flows/search?page=2&size=200&sort=id:asc',
    ]);
  });
});

describe('list_flows_with_triggers', () => {
  const on = { id: 'on', type: 'Schedule', cron: '* * * * *', inputs: null };
  const off = { id: 'off', type: 'Schedule', disabled: true };
  const rows = [
    { id: 'both', namespace: 'a', triggers: [on, off] },
    { id: 'none', namespace: 'a' },
    { id: 'off', namespace: 'a', triggers: [off] },
  ];

  it.each([
    [{}, ['both on', 'both off', 'off off']],
    [{ enabled_only: true }, ['both on']],
    [{ disabled_only: true }, ['both off', 'off off']],
    [{ enabled_only: true, disabled_only: true }, []],
  ])('under %j', async (given, expected) => {
    kestra.answers({ 'GET /main/flows/search': { json: { results: rows, total: 3 } } });
    const { results } = await call('list_flows_with_triggers', given);
    const triggers = (results as typeof rows).flatMap(({ id, triggers }) =>
      triggers?.map((one) => `${id} ${one.id}`),
    );
    expect(triggers).toEqual(expected);
  });

  it('of one namespace has them whole', async () => {
    kestra.answers({ 'GET /main/flows/a': { json: rows.slice(0, 1) } });
    expect(await call('list_flows_with_triggers', { namespace: 'a' })).toEqual({
      ...{ results: [rows[0]], total: 1 },
    });
    expect(kestra.lines).toHaveLength(1);
  });

  it.each([
    [
      { json: ['shop.eu', 'hr'] },
      { next: 'Namespace "shop" has no flows of its own, but these namespaces below it do: shop.eu.' },
    ],
    [{ json: ['shops'] }, { next: expect.stringContaining('Did you mean "shops"?') }],
    [{ status: 403 }, {}],
  ])('of a namespace without flows says where there are: %j', async (names, said) => {
    kestra.answers({ 'GET /main/flows/shop': { json: [] }, 'GET /main/flows/distinct-namespaces': names });
    expect(await call('list_flows_with_triggers', { namespace: 'shop' })).toEqual({ results: [], ...said });
  });
});

describe('manage_flow', () => {
  const ref = { namespace: 'rec.demo', flow_id: 'hello' };
  const manage = (action: string, given: object = ref) => call('manage_flow', { action, ...given });

  it.each([
    ['enable', 'enable flow by ids', 1],
    ['disable', 'disable flow by ids again', 0],
  ])('%s says how many changed', async (action, recording, count) => {
    kestra.answers({ [`POST /main/flows/${action}/by-ids`]: recorded(recording) });
    expect(await manage(action)).toEqual({ count });
    expect(kestra.asked[0]?.body).toBe('[{"namespace":"rec.demo","id":"hello"}]');
  });

  it('get_yaml has the source, and the revision it is of', async () => {
    kestra.answers({ 'GET /main/flows/rec.demo/hello': { json: { ...flow, source: 'id: hello\n' } } });
    expect(await manage('get_yaml')).toEqual({ result: 'id: hello\n', revision: 2 });
    expect(kestra.lines).toEqual(['GET /main/flows/rec.demo/hello?source=true']);
  });

  it('list_revisions has each in short, with its source when asked, and an error for an unknown flow', async () => {
    const one = { id: 'hello', namespace: 'rec.demo', revision: 1, source: 'id: hello\n' };
    kestra.answers({
      'GET /main/flows/rec.demo/hello/revisions': { json: [{ ...one, tasks: [], deleted: false }] },
    });
    expect(await manage('list_revisions')).toEqual({ results: [{ revision: 1 }], total: 1 });
    expect(await manage('list_revisions', { ...ref, with_yaml: true })).toEqual({ results: [one], total: 1 });
    kestra.answers({ 'GET /main/flows/rec.demo/hello/revisions': recorded('flow revisions, unknown') });
    expect(await manage('list_revisions')).toEqual({
      error:
        'The flow "hello" does not exist in namespace "rec.demo".\nUse find_flow to find a flow by an approximate name.',
    });
  });

  it('list_dependencies draws them', async () => {
    kestra.answers({ 'GET /main/flows/rec.demo/hello/dependencies': recorded('flow dependencies') });
    expect(await manage('list_dependencies')).toEqual({
      result: expect.stringMatching(/^parent ────▶ listener\n.*\nparent ====▶ hello\n.*\n\nLegend:/),
    });
  });

  it('list_dependencies of a flow without any is the flow, if there is one', async () => {
    const none = { 'GET /main/flows/rec.demo/hello/dependencies': { json: { nodes: [], edges: [] } } };
    kestra.answers({ ...none, 'GET /main/flows/rec.demo/hello': { json: flow } });
    expect(await manage('list_dependencies')).toEqual({ result: expect.stringMatching(/^hello\n\nLegend:/) });
    kestra.answers({ ...none, 'GET /main/flows/rec.demo/hello': recorded('get flow, unknown') });
    expect(await manage('list_dependencies')).toEqual({
      error: expect.stringMatching(/^Kestra answered 404/),
    });
  });

  it('delete says what is gone', async () => {
    kestra.answers({ 'DELETE /main/flows/rec.demo/hello': { status: 204 } });
    expect(await manage('delete')).toEqual({ status: 'deleted', namespace: 'rec.demo', id: 'hello' });
  });

  it.each(['1.3-oss', '2.0-oss'] as const)('delete answers that there is none, as in %s', async (file) => {
    kestra.answers({
      'DELETE /main/flows/rec.demo/hello': recorded('delete flow again', file),
      'GET /main/flows/rec.demo': { json: [{ ...flow, id: 'hallo' }] },
    });
    expect(await manage('delete')).toEqual({
      status: 'not_found',
      note: '"hello" is not one of the flows in namespace rec.demo. Did you mean "hallo"? Available: hallo.',
      namespace: 'rec.demo',
      id: 'hello',
    });
    kestra.answers({ 'DELETE /main/flows/rec.demo/hello': { status: 403 } });
    expect(await manage('delete')).toEqual({ error: expect.stringContaining('403') });
  });

  it.each(['enable', 'disable'])('%s of what is not there is an error with the nearest', async (action) => {
    kestra.answers({
      [`POST /main/flows/${action}/by-ids`]: recorded('disable unknown flow'),
      'GET /main/flows/rec.demo': { json: [{ ...flow, id: 'hallo' }] },
    });
    expect((await manage(action)).error).toContain('Did you mean "hallo"?');
  });

  it('sends nothing that leaves the place of an id', async () => {
    for (const flow_id of ['', '..', '../../configs', 'a/b', 'a?b'])
      expect(await manage('delete', { namespace: 'a', flow_id })).toMatchObject({
        error: expect.any(String),
      });
    expect(kestra.lines).toEqual([]);
  });
});
