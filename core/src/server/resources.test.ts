import { describe, expect, it } from '@jest/globals';
import { connectTo } from '../../../test/support/host/wire.js';
import { registryOf, reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { ToolsConfig } from '../config/config.js';
import { InputError, KestraMcpError } from '../foundation/errors.js';
import { definePlugin, defineResource } from '../plugin/author/define.js';
import type { Edition } from '../selection/judge.js';
import { select } from '../selection/selection.js';
import type { ReadContent, ServedHost } from './served-host.js';

interface Setup {
  plugins?: object[];
  config?: Partial<ToolsConfig>;
  edition?: Edition;
  content?: ReadContent;
  read?: ServedHost['read'];
}

async function connect({
  plugins = [thingsPlugin, reportsPlugin],
  config,
  edition,
  content,
  read,
}: Setup = {}) {
  const tools = { enable: [], disable: [], readOnly: false, ...config };
  const selection = select(await registryOf(...plugins), tools, {}, edition);
  const asked: unknown[] = [];
  const { wire } = await connectTo({
    selection: () => selection,
    read:
      read ??
      (async (name, variables) => {
        asked.push([name, variables]);
        return content ?? { mimeType: 'text/plain', text: name };
      }),
  });
  const readUri = (uri: string) => wire.ask(2, 'resources/read', { uri });
  return { wire, asked, read: readUri };
}
const template = (name: string, uri: string) =>
  defineResource({ group: { name: 'g', title: 'G' }, name, uri, description: 'D.', handler: () => '' });

describe('resources/list', () => {
  it('has what is enabled and has a plain URI', async () => {
    const { wire } = await connect();
    expect((await wire.ask(2, 'resources/list')).result).toMatchObject({
      resources: [{ name: 'report', uri: 'sla://report', description: 'All.' }],
    });
    const { wire: ee } = await connect({ edition: 'EE', config: { disable: ['report'] } });
    const { result } = await ee.ask(2, 'resources/list');
    expect((result as { resources: unknown }).resources).toEqual([
      { name: 'app_report', uri: 'sla://apps', description: 'Apps.' },
    ]);
  });

  it('is empty where there is none', async () => {
    const { wire } = await connect({ plugins: [thingsPlugin] });
    expect((await wire.ask(2, 'resources/list')).result).toMatchObject({ resources: [] });
    expect((await wire.ask(3, 'resources/templates/list')).result).toMatchObject({ resourceTemplates: [] });
  });
});

describe('resources/templates/list', () => {
  it('has what is enabled and has a template', async () => {
    const { wire } = await connect();
    const { result } = await wire.ask(2, 'resources/templates/list');
    expect((result as { resourceTemplates: unknown }).resourceTemplates).toEqual([
      {
        ...{ name: 'flow_report', title: 'One flow', description: 'One.', mimeType: 'text/csv' },
        uriTemplate: 'sla://{namespace}/{flow_id}',
      },
    ]);
    const { wire: none } = await connect({ config: { disable: ['flow_report'] } });
    expect((await none.ask(2, 'resources/templates/list')).result).toMatchObject({ resourceTemplates: [] });
  });
});

describe('resources/read', () => {
  it('gives what the host has, under the URI that was asked for', async () => {
    const { read } = await connect();
    expect((await read('sla://report')).result).toMatchObject({
      contents: [{ uri: 'sla://report', mimeType: 'text/plain', text: 'report' }],
    });
    const bytes = await connect({ content: { mimeType: 'image/png', blob: 'AAEC' } });
    expect((await bytes.read('sla://a/b')).result).toMatchObject({
      contents: [{ uri: 'sla://a/b', mimeType: 'image/png', blob: 'AAEC' }],
    });
  });

  it.each([
    ['sla://report', 'report', {}],
    ['sla://apps', 'app_report', {}],
    ['sla://company.team/hello-world', 'flow_report', { namespace: 'company.team', flow_id: 'hello-world' }],
    ['sla://a%20b/%C3%A9', 'flow_report', { namespace: 'a b', flow_id: 'é' }],
    ['sla://a/b%2Fc', 'flow_report', { namespace: 'a', flow_id: 'b/c' }],
    ['sla://a/100%2525', 'flow_report', { namespace: 'a', flow_id: '100%25' }],
    ['sla://a/b+c', 'flow_report', { namespace: 'a', flow_id: 'b+c' }],
  ])('%s is %s with %j', async (uri, name, variables) => {
    const { asked, read } = await connect();
    expect((await read(uri)).error).toBeUndefined();
    expect(asked).toEqual([[name, variables]]);
  });

  it.each([
    'sla://',
    'sla://other',
    'sla://a/b/c',
    'sla:///b',
    'sla://a/',
    'SLA://report',
    'sla://report/',
    'xsla://report',
    'sla://a/%',
    'sla://a/%E0%A4',
    '',
  ])('%j is no resource', async (uri) => {
    const { asked, read } = await connect();
    const { error } = await read(uri);
    expect(error).toMatchObject({
      message: expect.stringContaining(`There is no resource ${uri}. `),
      data: { uri },
    });
    expect(asked).toEqual([]);
  });

  it('takes slashes where the template says so', async () => {
    const plugin = definePlugin({ id: 'p', resources: [template('file', 'x://{namespace}/files/{+path}')] });
    const { asked, read } = await connect({ plugins: [plugin] });
    for (const path of ['a.py', 'src/a%20b.py', 'src%2Fa.py']) await read(`x://a.b/files/${path}`);
    expect(asked.map((each) => (each as [string, object])[1])).toEqual(
      ['a.py', 'src/a b.py', 'src/a.py'].map((path) => ({ namespace: 'a.b', path })),
    );
  });

  it('answers in the protocol what Kestra does not have', async () => {
    const { read } = await connect({
      read: () => Promise.reject(new KestraMcpError('KMCP_NOT_FOUND', 'There is no such flow.')),
    });
    const { error } = await read('sla://a/b');
    expect(error).toMatchObject({ message: 'There is no such flow.', data: { uri: 'sla://a/b' } });
    const { error: none } = await read('sla://no/such/thing');
    expect((error as { code: number }).code).toBe((none as { code: number }).code);
  });

  it('says so in short of a URI without end', async () => {
    const { read } = await connect();
    const { error } = await read(`sla://${'x'.repeat(100_000)}`);
    expect((error as { message: string }).message).toBe(
      `There is no resource sla://${'x'.repeat(194)}. Did you mean sla://{namespace}/{flow_id}?`,
    );
    expect(JSON.stringify(error).length).toBeLessThan(4_000);
  });

  it('takes the plain URI before a template, and the first template before the second', async () => {
    const plugin = definePlugin({
      id: 'p',
      resources: [
        template('any', 'x://{a}'),
        template('plain', 'x://plain'),
        template('other', 'x://{a}{b}'),
        template('odd', 'y://(a|b).{c}?q={q}'),
      ],
    });
    const { asked, read } = await connect({ plugins: [plugin] });
    await read('x://plain');
    await read('x://plainer');
    expect(asked).toEqual([
      ['plain', {}],
      ['any', { a: 'plainer' }],
    ]);
  });

  it('takes a template literally but for its braces', async () => {
    const plugin = definePlugin({ id: 'p', resources: [template('odd', 'y://(a|b).{c}?q={q}')] });
    const { asked, read } = await connect({ plugins: [plugin] });
    await read('y://(a|b).1?q=2');
    expect(asked).toEqual([['odd', { c: '1', q: '2' }]]);
    const { error } = await (await connect({ plugins: [plugin] })).read('y://a.1?q=2');
    expect(error).toMatchObject({
      message: 'There is no resource y://a.1?q=2. The resources are: y://(a|b).{c}?q={q}.',
    });
  });

  it('asks the host for what is switched off, too, which says why it is', async () => {
    const { asked, read } = await connect({ config: { disable: ['reports'] } });
    await read('sla://report');
    expect(asked).toEqual([['report', {}]]);
  });

  it.each([
    [new KestraMcpError('KMCP_DISABLED', 'It is off.'), -32602, 'It is off.'],
    [new InputError('Wrong.', { hint: 'Do better.' }), -32602, 'Wrong.\nDo better.'],
    [new KestraMcpError('KMCP_SERVER_ERROR', 'Kestra answered 500.'), -32603, 'Kestra answered 500.'],
    [new Error('boom'), -32603, 'boom'],
  ])('answers %s as an error of the protocol', async (thrown, code, message) => {
    const { read } = await connect({ read: () => Promise.reject(thrown) });
    expect((await read('sla://report')).error).toMatchObject({ code, message });
  });
});
