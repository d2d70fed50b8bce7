import { expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { describeLive } from './target.js';

const values = (name: string, value: string) =>
  `- id: ${name}
  type: io.kestra.plugin.core.output.OutputValues
  values:
    text: "${value}"`;
const written = (name: string, extension: string, content: string) =>
  `- id: ${name}
  type: io.kestra.plugin.core.storage.Write
  extension: ${extension}
  content: ${JSON.stringify(content)}`;
const table = `id,text\n${Array.from({ length: 400 }, (_, n) => `${n},"é ${n}"\n`).join('')}`;
const flow = `tasks:
${[values('say', 'hello'), written('table', '.csv', table), written('rows', '.ion', '{id:1,name:"Ada"}\n{id:2}\n'), written('text', '.txt', 'äöü\n'.repeat(9_000))].join('\n')}
outputs:
- id: greeting
  type: STRING
  value: "{{ outputs.say.values.text }}"`;

describeLive('outputs of an execution', (live) => {
  let id = '';
  const output = (args: object = {}) => live.ok('get_execution_output', { execution_id: id, ...args });
  const run = async () => {
    if (id !== '') return;
    await live.flows({ writer: flow });
    id = String((await live.run('writer')).id);
  };

  it('are listed with type and size', async () => {
    await run();
    const { outputs } = await output();
    const rows = outputs as Json[];
    expect(rows.map(({ name, type, size, value }) => [name, type, size ?? value])).toEqual([
      ['greeting', 'text', 'hello'],
      ['say.values', 'object', { text: 'hello' }],
      ['table.uri', 'file', Buffer.byteLength(table)],
      ['rows.uri', 'file', 25],
      ['text.uri', 'file', 63_000],
    ]);
  });

  it('are read by name', async () => {
    await run();
    expect(await output({ name: 'greeting' })).toMatchObject({ value: 'hello' });
    expect(await output({ name: 'say.values.text' })).toMatchObject({ value: 'hello' });
    expect(await live.failed('get_execution_output', { execution_id: id, name: 'nope' })).toContain(
      'greeting',
    );
  });

  it('that are files come as rows, or as text in parts', async () => {
    await run();
    expect(await output({ name: 'rows.uri' })).toMatchObject({
      ...{ type: 'ion', rows: [{ id: 1, name: 'Ada' }, { id: 2 }] },
    });
    const first = await output({ name: 'table.uri', limit: 300 });
    expect(first.rows).toHaveLength(300);
    const offset = Number(/offset (\d+)/.exec(String(first.next))?.[1]);
    const second = await output({ name: 'table.uri', limit: 300, offset });
    expect(second).toMatchObject({ columns: ['id', 'text'] });
    expect((second.rows as unknown[]).at(-1)).toEqual(['399', 'é 399']);
    const text = await output({ name: 'text.uri' });
    expect(text.content).toMatch(/^äöü\n/);
    expect(text.next).toMatch(/^\d+ more bytes\. Repeat the call with offset \d+\.$/);
  });

  it('of another execution are not served under this one', async () => {
    await run();
    const other = String((await live.run('writer')).id);
    const { outputs } = await live.ok('get_execution_output', { execution_id: other });
    const uri = (outputs as Json[]).find(({ name }) => name === 'rows.uri')?.uri;
    expect(await live.ok('get_execution_output', { execution_id: other, name: uri })).toMatchObject({
      type: 'ion',
    });
    for (const name of [uri, String(uri).replace(other, `${id}/../${other}`)])
      expect(await live.failed('get_execution_output', { execution_id: id, name })).toContain(
        'is not a file of',
      );
  });
});
