import { expect, it } from '@jest/globals';
import { HELLO } from './bodies.js';
import { describeLive, yaml } from './target.js';

describeLive('saving', (live) => {
  const save = (yaml_definition: string) => live.ok('create_flow_from_yaml', { yaml_definition });
  const refused = (yaml_definition: string) => live.failed('create_flow_from_yaml', { yaml_definition });
  const flow = (id: string, body = HELLO) => yaml(id, live.namespace, body);
  const file = (action: string, path: string, more: object = {}) =>
    live.ok('namespace_file_action', { namespace: live.namespace, action, path, ...more });

  it('tells created, updated and unchanged apart', async () => {
    expect(await save(flow('thrice'))).toMatchObject({ status: 'created', revision: 1, deleted: false });
    expect(await save(flow('thrice'))).toMatchObject({ status: 'unchanged', revision: 1 });
    const changed = flow('thrice', `description: newer\n${HELLO}`);
    expect(await save(changed)).toMatchObject({ status: 'updated', revision: 2 });
  });

  it('refuses two flows in one text, and saves neither', async () => {
    const text = await refused(`${flow('one')}---\n${flow('two')}`);
    expect(text).toMatch(/two|2/);
    for (const flow_id of ['one', 'two']) {
      const args = { action: 'get_yaml', namespace: live.namespace, flow_id };
      expect(await live.failed('manage_flow', args)).toContain('404');
    }
  });

  it.each([
    ['a line of dashes before it', (text: string) => `---\n${text}`],
    ['a line of dots after it', (text: string) => `${text}...\n`],
    ['a fence around it', (text: string) => `\`\`\`yaml\n${text}\`\`\``],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('takes a flow with %s', async (_, dressed) => {
    const id = `dressed${Math.random().toString(36).slice(2, 8)}`;
    expect(await save(dressed(flow(id)))).toMatchObject({ id, status: 'created' });
  });

  it('says that a flow that was off is on now', async () => {
    await save(flow('off_and_on'));
    const args = { namespace: live.namespace, flow_id: 'off_and_on' };
    await live.ok('manage_flow', { ...args, action: 'disable' });
    const saved = await save(flow('off_and_on', `description: back\n${HELLO}`));
    expect(JSON.stringify(saved)).toContain('enabled');
  });

  it('a broken flow is refused with every field', async () => {
    const broken = `id: bad id\nnamespace: ${live.namespace}\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n`;
    const text = await refused(broken);
    expect(text).toContain('422');
    expect(text).toMatch(/\bid\b.*must match/);
    expect(text).toContain('message');
    expect(text).not.toContain('->');
  });

  it('deleting what is not there is an answer', async () => {
    const { namespace } = live;
    const none = { status: 'not_found' };
    expect(await live.ok('manage_flow', { namespace, action: 'delete', flow_id: 'never_was' })).toMatchObject(
      none,
    );
    expect(await live.ok('manage_kv_store', { namespace, action: 'delete', key: 'never_was' })).toMatchObject(
      none,
    );
    expect(await file('delete', '/never/was.txt')).toMatchObject(none);
    const directory = { namespace, action: 'delete', path: '/never' };
    expect(await live.ok('namespace_directory_action', directory)).toMatchObject(none);
  });

  it('a file tells created from updated, and what has a blank is not what has a plus', async () => {
    expect(await file('create', '/sql/top ten.sql', { file_content: 'BLANK' })).toMatchObject({
      status: 'created',
    });
    expect(await file('create', '/sql/top ten.sql', { file_content: 'BLANK 2' })).toMatchObject({
      status: 'updated',
    });
    const plus = {
      namespace: live.namespace,
      action: 'create',
      path: '/sql/top+ten.sql',
      file_content: 'PLUS',
    };
    await live.failed('namespace_file_action', plus);
    expect(await file('get', '/sql/top ten.sql')).toMatchObject({ content: 'BLANK 2' });
  });

  it('the address of a namespace file is its path, that of another place is none', async () => {
    await file('create', 'nsfile:///odd/a.txt', { file_content: 'A' });
    expect(await file('get', '/odd/a.txt')).toMatchObject({ content: 'A' });
    for (const path of ['C:\\temp\\a.txt', 'kestra:///a/b.txt', 'https://example.com/a.txt']) {
      const args = { namespace: live.namespace, action: 'create', path, file_content: 'x' };
      await live.failed('namespace_file_action', args);
    }
  });

  it.each([
    ['P3D', 'STRING'],
    ['PT45M', 'STRING'],
  ])('%s cannot be kept as a text, and is not written', async (value, type) => {
    const key = `text_${value}`;
    const args = { namespace: live.namespace, action: 'set', key, value, type };
    expect(await live.failed('manage_kv_store', args)).toContain('duration');
    const got = { namespace: live.namespace, action: 'get', key };
    expect(await live.failed('manage_kv_store', got)).toContain('404');
  });

  it('a date-time with an offset is kept as the same moment', async () => {
    const key = { namespace: live.namespace, key: 'moment' };
    await live.ok('manage_kv_store', { ...key, action: 'set', value: '2026-03-04T05:06:07+02:00' });
    const { type, value } = await live.ok('manage_kv_store', { ...key, action: 'get' });
    expect(type).toBe('DATETIME');
    expect(Date.parse(String(value))).toBe(Date.parse('2026-03-04T03:06:07Z'));
  });

  it('says as what a duration is kept', async () => {
    const args = { namespace: live.namespace, action: 'set', key: 'span', value: 'P2D' };
    expect(JSON.stringify(await live.ok('manage_kv_store', args))).toContain('DURATION');
  });

  it('an integer that JSON cannot carry is refused', async () => {
    const set = (value: unknown) => ({ namespace: live.namespace, action: 'set', key: 'large', value });
    await live.failed('manage_kv_store', set(2 ** 53 + 2));
    await live.failed('manage_kv_store', set({ ids: [1, 2 ** 60] }));
    await live.ok('manage_kv_store', set(String(2 ** 53 + 2)));
  });
});
