import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../../../test/support/host/call-plugin.js';
import { recorded } from '../../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../../test/support/kestra/use-kestra.js';
import plugin from '../../index.js';

const kestra = useKestra();
const on = (version: string) => callPlugin(plugin, kestra, version);
const REF = { namespace: 'company.team', flow_id: 'f' };
const FLOW = {
  ...{ id: 'f', namespace: 'company.team', source: 'id: f\nnamespace: company.team\n' },
  inputs: [{ id: 'who', type: 'STRING' }, { id: 'how-many', type: 'INT' }, null],
  variables: { x: 1 },
  tasks: [
    { id: 'first', type: 'io.acme.Get' },
    { id: 'group', type: 'io.acme.Group', tasks: [{ id: 'in-group', type: 'io.acme.Log' }] },
    { id: 'last', type: 'io.acme.Log' },
  ],
  triggers: [{ id: 'daily', type: 'io.acme.Daily' }],
};

describe('list_expressions', () => {
  it('lists names of functions and filters on 1.3', async () => {
    kestra.answers({
      'GET /pebble/functions': recorded('pebble functions', '1.3-oss'),
      'GET /pebble/filters': recorded('pebble filters', '1.3-oss'),
    });
    const told = await on('1.3')('list_expressions');
    expect(Object.keys(told)).toEqual(['functions', 'filters']);
    expect(told.functions).toContain('secret');
    expect(told.filters).toContain('toJson');
  });

  it('lists functions with their arguments on 2.0', async () => {
    kestra.answers({
      'GET /pebble/functions': recorded('pebble functions', '2.0-oss'),
      'GET /pebble/filters': recorded('pebble filters', '2.0-oss'),
    });
    const { functions } = await on('2.0')('list_expressions');
    expect(functions).toContain('now(format, timeZone, existingFormat, locale)');
    expect(functions).toContain('randomInt(lower=0, upper=10)');
  });

  it('adds what the source of a flow has on 1.3, and its secrets by name', async () => {
    kestra.answers({
      'GET /main/flows/company.team/f': { json: FLOW },
      'GET /main/namespaces/company.team/secrets': { json: { results: [{ key: 'TOKEN' }], total: 1 } },
      'GET /main/namespaces/company.team/inherited-secrets': { json: {} },
      'GET /pebble/functions': recorded('pebble functions', '1.3-oss'),
      'GET /pebble/filters': recorded('pebble filters', '1.3-oss'),
    });
    const call = on('1.3');
    expect(await call('list_expressions', REF)).toMatchObject({
      inputs: ['inputs.who (STRING)', "inputs['how-many'] (INT)"],
      outputs: [
        'outputs.first (of io.acme.Get)',
        'outputs.group (of io.acme.Group)',
        "outputs['in-group'] (of io.acme.Log)",
        'outputs.last (of io.acme.Log)',
      ],
      vars: ['vars.x'],
      triggers: ['trigger (of daily, io.acme.Daily)'],
      secrets: ["secret('TOKEN')"],
      functions: expect.arrayContaining(['kv']),
    });
    expect(await call('list_expressions', { ...REF, task_id: 'group' })).toMatchObject({
      outputs: ['outputs.first (of io.acme.Get)'],
    });
    expect((await call('list_expressions', { ...REF, task_id: 'frist' })).error).toContain('"first"');
  });

  it('asks Kestra about a flow on 2.0', async () => {
    kestra.answers({
      'GET /main/flows/company.team/f': { json: FLOW },
      'POST /main/flows/expressions': recorded('expressions of a flow source', '2.0-oss'),
    });
    expect(await on('2.0')('list_expressions', { ...REF, task_id: 'last' })).toMatchObject({
      ...{ inputs: ['inputs.n', 'inputs.who'], outputs: ['outputs.out.value'], vars: ['vars.x'] },
      ...{ secrets: ["secret('MY_SECRET')"], context: expect.arrayContaining(['flow.id']) },
    });
    expect(kestra.asked.map(({ line, body }) => [line, body])).toEqual([
      ['GET /main/flows/company.team/f?source=true', ''],
      ['POST /main/flows/expressions?taskId=last', FLOW.source],
    ]);
  });

  it('says so where they are not listed, and gives the rest', async () => {
    kestra.answers({
      'GET /main/flows/company.team/f': { json: FLOW },
      'GET /main/namespaces/company.team/secrets': { status: 404, json: { message: 'none' } },
      'GET /main/namespaces/company.team/inherited-secrets': { status: 404, json: { message: 'none' } },
    });
    expect(await on('1.1')('list_expressions', REF)).toMatchObject({
      inputs: expect.any(Array),
      note: expect.stringContaining('1.3'),
    });
  });

  it.each([[{ flow_id: 'f' }], [{ task_id: 't' }], [{ namespace: 'a', task_id: 't' }]])(
    'refuses %j',
    async (given) => {
      expect((await on('2.0')('list_expressions', given)).error).toContain('also needs "namespace"');
      expect(kestra.lines).toEqual([]);
    },
  );
});

describe.each([
  ['1.3', '', '1.3-oss', 'eval expression, bad'],
  ['2.0', '/actions', '2.0-oss', 'eval expression, bad'],
] as const)('render_expression on %s', (version, action, file, bad) => {
  const path = `POST /main/executions/e1${action}/eval`;

  it('gives the value in an execution', async () => {
    kestra.answers({ [path]: recorded('eval expression', file) });
    const asked = { expression: '{{ outputs.out.value }}', execution_id: 'e1' };
    expect(await on(version)('render_expression', asked)).toEqual({
      rendered: true,
      result: expect.stringMatching(/^value-/),
    });
    expect(kestra.asked[0]).toMatchObject({
      body: asked.expression,
      headers: { 'content-type': 'text/plain' },
    });
  });

  it('gives the value for a task run', async () => {
    kestra.answers({ [`${path}/r1`]: { json: { result: 'true 3' } } });
    const asked = { expression: '{{ 1 }}', execution_id: 'e1', task_run_id: 'r1' };
    expect(await on(version)('render_expression', asked)).toEqual({ rendered: true, result: 'true 3' });
  });

  it("says why it cannot be rendered, in Kestra's words and without the stack", async () => {
    kestra.answers({ [path]: recorded(bad, file) });
    expect(await on(version)('render_expression', { expression: '{{ nope( }}', execution_id: 'e1' })).toEqual(
      {
        rendered: false,
        error: 'Unclosed ")" ({{ nope( }}:1)',
      },
    );
  });

  it('fails with what Kestra says of the execution', async () => {
    kestra.answers({ [path]: { status: 404, json: { message: 'Unable to find execution' } } });
    const { error } = await on(version)('render_expression', { expression: '{{ 1 }}', execution_id: 'e1' });
    expect(error).toContain('Unable to find execution');
  });
});

describe('render_expression', () => {
  it('renders without an execution on 2.0', async () => {
    kestra.answers({
      'POST /main/expressions/render': [
        { json: { rendered: { '{{ flow.id }}': 'f' } } },
        { json: { rendered: { '{{ nope }}': '{{ nope }}' } } },
      ],
    });
    const call = on('2.0');
    expect(await call('render_expression', { expression: '{{ flow.id }}', ...REF })).toEqual({
      rendered: true,
      result: 'f',
    });
    expect(JSON.parse(kestra.asked[0]?.body ?? '')).toEqual({
      expressions: ['{{ flow.id }}'],
      namespace: 'company.team',
      flowId: 'f',
    });
    expect(await call('render_expression', { expression: '{{ nope }}' })).toMatchObject({ rendered: false });
  });

  it('says what a version lacks, and sends nothing', async () => {
    expect((await on('1.3')('render_expression', { expression: '{{ 1 }}' })).error).toContain('Kestra 2.0');
    const alone = { expression: '{{ 1 }}', execution_id: 'e1' };
    expect((await on('1.1')('render_expression', alone)).error).toContain('Before version 1.3, ');
    expect(kestra.lines).toEqual([]);
  });

  it('is refused where namespaces are fixed', async () => {
    const { testHost } = await import('@kestra-mcp/testing');
    kestra.answers({ 'GET /configs': { json: { version: '1.3.31', edition: 'OSS' } } });
    const host = await testHost({
      plugins: [plugin],
      kestra: { baseUrl: kestra.baseUrl },
      tools: { enable: ['render_expression'], fixed: { namespaces: ['company'] } },
    });
    const asked = { expression: "{{ read('x', 'other') }}", execution_id: 'e1' };
    expect(await host.call('render_expression', asked)).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('this server has fixed namespaces') }],
    });
    expect(kestra.lines.filter((line) => line.startsWith('POST'))).toEqual([]);
    await host.close();
  });

  it.each([[{ task_run_id: 'r' }], [{ flow_id: 'f' }]])('refuses %j alone', async (given) => {
    expect((await on('2.0')('render_expression', { expression: '{{ 1 }}', ...given })).error).toContain(
      'needs',
    );
    expect(kestra.lines).toEqual([]);
  });
});
