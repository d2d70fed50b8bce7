import { expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { describeLive, yaml } from './target.js';

const BODY = `# says hello, grüße 🎉
variables:
  who: &who "you"   # an anchor
  also: *who
tasks:
  # the only one
  - id: hello
    type: io.kestra.plugin.core.log.Log
    message: "Hello"${'  '}
  - id: out
    type: io.kestra.plugin.core.debug.Return
    format: value`;

describeLive('edit_flow', (live) => {
  const of = (flow_id: string) => ({ namespace: live.namespace, flow_id });
  const edit = (flow_id: string, given: Json) => live.ok('edit_flow', { ...of(flow_id), ...given });
  const refused = (flow_id: string, given: Json) => live.failed('edit_flow', { ...of(flow_id), ...given });
  const source = async (flow_id: string) =>
    String((await live.ok('manage_flow', { action: 'get_yaml', ...of(flow_id) })).result);
  const change = (find: string, replace: string) => ({ edits: [{ find, replace }] });

  it('changes a line, leaves the rest to the byte, and is undone', async () => {
    await live.flows({ changed: BODY });
    const before = await source('changed');
    const checked = await edit('changed', { ...change('format: value', 'format: "$& $1"'), dry_run: true });
    expect(checked).toMatchObject({ status: 'checked', revision: 1 });
    expect(await source('changed')).toBe(before);
    const done = await edit('changed', { ...change('format: value', 'format: "$& $1"'), revision: 1 });
    expect(done).toMatchObject({ status: 'updated', revision: 2 });
    expect(done.diff).toContain('-    format: value\n+    format: "$& $1"\n');
    expect(done).not.toHaveProperty('warnings');
    expect(await source('changed')).toBe(before.replace('format: value', () => 'format: "$& $1"'));
    expect(await edit('changed', { restore_revision: 1, revision: 2 })).toMatchObject({ revision: 3 });
    expect(await source('changed')).toBe(before);
    expect(await edit('changed', { restore_revision: 1 })).toMatchObject({
      status: 'unchanged',
      revision: 3,
    });
  });

  it('is seen by a comparison of revisions', async () => {
    await live.flows({ compared: BODY });
    await edit('compared', change('format: value', 'format: other'));
    const compare = (more: Json = {}) => live.ok('compare_flow_revisions', { ...of('compared'), ...more });
    expect(await compare()).toMatchObject({
      from: { revision: 1 },
      to: { revision: 2 },
      changes: [{ part: 'tasks', changed: ['out'] }],
      diff: expect.stringContaining('-    format: value\n+    format: other\n'),
    });
    expect(await compare({ from: 2, to: 1 })).toMatchObject({ from: { revision: 2 }, lines_added: 1 });
  });

  it('goes by a part that was read, with its revision', async () => {
    await live.flows({ parted: BODY });
    const get = (more: Json) => live.ok('manage_flow', { action: 'get_yaml', ...of('parted'), ...more });
    const part = await get({ task_id: 'out' });
    expect(part).toMatchObject({ path: 'tasks[1]', revision: 1 });
    const first = Number(part.first_line);
    expect((await get({ lines: `${first}-${first + 2}` })).result).toBe(part.result);
    const edits = [{ find: String(part.result), replace: String(part.result).replace('value', 'other') }];
    expect(await edit('parted', { edits, revision: part.revision })).toMatchObject({ revision: 2 });
    expect((await get({ task_id: 'out' })).result).toContain('format: other');
  });

  it('keeps ends of lines', async () => {
    const text = `${yaml('windows', live.namespace, BODY).replaceAll('\n', '\r\n')}\r\n`;
    await live.ok('create_flow_from_yaml', { yaml_definition: text });
    // Clients rarely send CRLF in an argument, so the edit uses the line endings of the flow.
    await edit('windows', change('Return\n    format: value', 'Return\n    format: other'));
    expect(await source('windows')).toBe(text.replace('format: value', 'format: other'));
  });

  it('saves nothing of what Kestra does not take, checked or not', async () => {
    await live.flows({ strict: BODY });
    for (const dry_run of [true, false]) {
      const bad = { ...change('io.kestra.plugin.core.debug.Return', 'io.kestra.nope.Nope'), dry_run };
      expect(await refused('strict', bad)).toContain('io.kestra.nope.Nope');
      expect(await refused('strict', { ...change('id: strict', 'id: other'), dry_run })).toContain('"other"');
      expect(await refused('strict', { ...change('fromat', 'x'), dry_run })).toContain('format: value');
      expect(await refused('strict', { ...change('id: ', 'x'), dry_run })).toContain('3 times');
    }
    expect(await edit('strict', { ...change('Hello', 'Bye'), dry_run: true })).toMatchObject({ revision: 1 });
  });

  it('refuses what was made for an older revision, and shows what has changed since', async () => {
    await live.flows({ stale: BODY });
    await edit('stale', change('"Hello"', '"Bye"'));
    const text = await refused('stale', { ...change('format: value', 'format: x'), revision: 1 });
    expect(text).toContain('at revision 2, not 1');
    expect(text).toContain('+    message: "Bye"');
  });

  it('says of a disabled flow what becomes of it, and of none that there is none', async () => {
    await live.flows({ asleep: `${BODY}\ndisabled: true` });
    const { warnings } = await edit('asleep', change('disabled: true', 'disabled: false'));
    expect(warnings).toEqual(['The flow was disabled before and is enabled now.']);
    expect(await refused('aslep', change('a', 'b'))).toContain('Did you mean "asleep"?');
  });
});
