import { beforeAll, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { FAILING, HELLO, PAUSING } from './bodies.js';
import { describeLive, yaml } from './target.js';

describeLive('resources', (live) => {
  beforeAll(() => live.flows({ hello: HELLO, pausing: PAUSING, failing: FAILING }));

  const read = async (uri: string) => {
    const { contents } = await live.client.readResource({ uri: `kestra://${uri}` });
    return contents[0] as { uri: string; mimeType?: string; text: string };
  };
  const refusal = (uri: string) =>
    read(uri).then(
      ({ text }) => `was read: ${text}`,
      (error: Error) => error.message,
    );

  it('are a flow, a file, an execution and its log', async () => {
    const source = yaml('hello', live.namespace, HELLO);
    expect((await read(`flows/${live.namespace}/hello`)).text.trim()).toBe(source.trim());
    const file = { namespace: live.namespace, path: '/scripts/a b.csv', file_content: 'a,b\n1,2\n' };
    await live.ok('namespace_file_action', { action: 'create', ...file });
    expect(await read(`namespaces/${live.namespace}/files/scripts/a%20b.csv`)).toMatchObject({
      ...{ mimeType: 'text/csv', text: file.file_content },
    });
    const { id } = await live.run('hello');
    const { text, mimeType } = await read(`executions/${id}`);
    expect(mimeType).toBe('application/json');
    expect(JSON.parse(text)).toMatchObject({ id, state: { current: 'SUCCESS' } });
    expect(await until(async () => (await read(`executions/${id}/logs`)).text || undefined)).toContain(
      'hello',
    );
  });

  it('that are not there are refused with what there is', async () => {
    expect(await refusal(`flows/${live.namespace}/helo`)).toContain('Did you mean "hello"?');
    expect(await refusal('executions/4V3ObSvt4grgmr7cSshKIR')).toContain('404');
    expect(await refusal('executions/4V3ObSvt4grgmr7cSshKIR/logs')).toContain('404');
    expect(await refusal(`namespaces/${live.namespace}/files/none.txt`)).toContain('404');
  });

  it('are completed', async () => {
    const ref = { type: 'ref/resource', uri: 'kestra://flows/{namespace}/{id}' } as const;
    const context = { arguments: { namespace: live.namespace } };
    const { completion } = await live.client.complete({
      ref,
      argument: { name: 'id', value: 'pau' },
      context,
    });
    expect(completion.values).toEqual(['pausing']);
  });

  it('tell of an execution until it has ended', async () => {
    const { id } = await live.run('pausing');
    const uri = `kestra://executions/${id}`;
    const told: string[] = [];
    live.client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      told.push(params.uri);
    });
    await live.client.subscribeResource({ uri });
    await live.ok('resume_execution', { execution_ids: [id] });
    await live.untilState(id, 'SUCCESS');
    await until(async () => (told.includes(uri) ? true : undefined));
    const { text } = await read(`executions/${id}`);
    expect(JSON.parse(text)).toMatchObject({ state: { current: 'SUCCESS' } });
    await live.client.unsubscribeResource({ uri });
  });

  it('prompts have what is there in them', async () => {
    const { namespace } = live;
    const get = async (name: string, given: Record<string, string>) => {
      const { messages } = await live.client.getPrompt({ name, arguments: given });
      return messages.map(({ content }) => (content.type === 'text' ? content.text : '')).join('\n');
    };
    const { id } = await live.run('failing');
    expect(await get('diagnose_failure', { execution_id: String(id) })).toContain('broken on purpose');
    expect(await get('diagnose_failure', { namespace, flow_id: 'failing' })).toContain(String(id));
    expect(await get('write_flow', { namespace, task: 'print a line' })).toContain('"pausing"');
    const yaml = await get('migrate_to_2', { namespace, flow_id: 'hello' });
    expect(yaml).toContain('io.kestra.plugin.core.log.Log');
    expect(yaml).toContain('"changes": []');
  });
});
