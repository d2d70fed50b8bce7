import { beforeEach, describe, expect, it } from '@jest/globals';
import { cutMark } from '../../../../core/src/response/bound/cut-mark.js';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { SavedFlow } from '../../../../test/support/kestra/saved-flow.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const SOURCE = `id: hello
namespace: rec.demo
# who is greeted
tasks:
  - id: hello
    type: io.kestra.plugin.core.log.Log
    message: "Hello {{ flow.id }}"   # polite
  - id: out
    type: io.kestra.plugin.core.debug.Return
    format: "value"`;
const GET = 'GET /main/flows/rec.demo/hello?source=true';
const CHECK = 'POST /main/flows/validate';
const PUT = 'PUT /main/flows/rec.demo/hello';

const kestra = useKestra();
let flow: SavedFlow;
beforeEach(() => {
  flow = new SavedFlow(kestra, 'id: hello\nnamespace: rec.demo\ntasks: []\n', SOURCE);
  flow.serve();
});

const call = (given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)('edit_flow', { namespace: 'rec.demo', flow_id: 'hello', ...given });
const edit = (find: string, replace: string, more: Record<string, unknown> = {}, version?: string) =>
  call({ edits: [{ find, replace }], ...more }, version);

describe.each(['1.3', '2.0'])('edit_flow on %s', (version) => {
  it('saves what is changed, and shows it', async () => {
    expect(await edit('"value"', '"$& $1 $$ other"', {}, version)).toEqual({
      status: 'updated',
      revision: 3,
      diff: [
        '--- revision 2',
        '+++ revision 3',
        '@@ -7,4 +7,4 @@',
        '     message: "Hello {{ flow.id }}"   # polite',
        '   - id: out',
        '     type: io.kestra.plugin.core.debug.Return',
        '-    format: "value"',
        '\\ No newline at end of file',
        '+    format: "$& $1 $$ other"',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
      undo: 'Call edit_flow with restore_revision 2 and revision 3.',
    });
    expect(flow.latest).toBe(SOURCE.replace('"value"', () => '"$& $1 $$ other"'));
    expect(kestra.lines).toEqual([GET, CHECK, PUT, GET]);
  });

  it('only checks with dry_run, on the same way', async () => {
    const checked = await edit('"value"', '"other"', { dry_run: true }, version);
    expect(checked).toMatchObject({
      status: 'checked',
      revision: 2,
      diff: expect.stringContaining('+    format: "other"'),
    });
    expect(checked.next).toContain('with revision 2');
    expect(kestra.lines).toEqual([GET, CHECK]);
    expect(flow.latest).toBe(SOURCE);
  });

  it('saves nothing that Kestra does not take, in its words', async () => {
    for (const dry_run of [true, false]) {
      const { error } = await edit(
        'type: io.kestra.plugin.core.log.Log',
        'type: io.kestra.nope.Nope',
        { dry_run },
        version,
      );
      expect(error).toContain('line 6, column 11: Invalid type: io.kestra.nope.Nope');
      expect(error).toContain('Nothing was saved.');
    }
    expect(kestra.lines).not.toContain(PUT);
  });

  it('says what Kestra says of a refused save', async () => {
    const file = version === '2.0' ? '2.0-oss' : '1.3-oss';
    const name = version === '2.0' ? 'update flow, other id in the body' : 'update flow, unknown';
    flow.serve({ [PUT]: recorded(name, file) });
    const { error } = await edit('"value"', '"other"', {}, version);
    expect(error).toMatch(version === '2.0' ? /422.*Illegal flow id update/ : /404.*Not Found/);
  });

  it('names the nearest flow when there is none', async () => {
    const file = version === '2.0' ? '2.0-oss' : '1.3-oss';
    flow.serve({ 'GET /main/flows/rec.demo/helo': recorded('get flow, unknown', file) });
    const { error } = await edit('a', 'b', { flow_id: 'helo' }, version);
    expect(error).toContain('Did you mean "hello"?');
  });

  it('restores a revision, which is undone in the same way', async () => {
    const [first] = flow.sources;
    const restored = await call({ restore_revision: 1, edits: [] }, version);
    expect(restored).toMatchObject({
      status: 'updated',
      revision: 3,
      undo: expect.stringContaining('restore_revision 2 and revision 3'),
    });
    expect(flow.latest).toBe(first);
    expect(await call({ restore_revision: 2, revision: 3 }, version)).toMatchObject({
      status: 'updated',
      revision: 4,
    });
    expect(flow.latest).toBe(SOURCE);
  });

  it('says that there is nothing to restore', async () => {
    expect(await call({ restore_revision: 2 }, version)).toEqual({
      status: 'unchanged',
      revision: 2,
      note: 'Revision 2 is the latest revision. Nothing was restored.',
    });
    flow.sources.push(flow.sources[0] ?? '');
    expect(await call({ restore_revision: 1 }, version)).toMatchObject({ status: 'unchanged', revision: 3 });
    expect(kestra.lines).not.toContain(PUT);
  });
});

describe('edit_flow refuses', () => {
  it.each([
    ['neither edits nor a revision', {}],
    ['both', { edits: [{ find: 'a', replace: 'b' }], restore_revision: 1 }],
    ['no edits', { edits: [] }],
  ])('%s', async (_, given) => {
    expect((await call(given)).error).toContain('Give either "edits" or "restore_revision".');
    expect(kestra.lines).toEqual([]);
  });

  it('an empty text to find', async () => {
    expect((await edit('', 'x')).error).toContain('must not be empty');
  });

  it.each([
    ['a text that an answer has cut', cutMark({ left: 5, whole: 9, unit: 'characters' }), 'is incomplete'],
    ['the mask of a secret', '***masked by kestra-mcp***', 'which replaces a secret'],
  ])('%s', async (_, text, said) => {
    for (const dry_run of [true, false]) {
      expect((await edit('"value"', text, { dry_run })).error).toContain(said);
      expect((await edit(text, '"value"', { dry_run })).error).toContain(said);
    }
    expect(kestra.lines).toEqual([]);
  });

  it('another id, another namespace, and a second flow', async () => {
    expect((await edit('id: hello\nnamespace', 'id: bye\nnamespace')).error).toContain(
      'The id of a flow cannot be changed: "hello" would become "bye".',
    );
    expect((await edit('rec.demo', 'rec.other', { dry_run: true })).error).toContain(
      'The namespace of a flow',
    );
    expect((await edit('# who', '---\nid: second\n# who')).error).toContain('would contain 2 documents');
    expect(new Set(kestra.lines)).toEqual(new Set([GET]));
  });

  it('a revision that is not the latest any more, and shows what has changed', async () => {
    const { error } = await edit('"value"', '"other"', { revision: 1 });
    expect(error).toContain('The flow rec.demo.hello is at revision 2, not 1. Changes since then:');
    expect(error).toContain('-tasks: []\n');
    expect(error).toContain('+  - id: hello\n');
    expect((await edit('"value"', '"other"', { revision: 9 })).error).toBe(
      'The flow rec.demo.hello is at revision 2, not 9. Revision 9 does not exist.\n' +
        'Nothing was saved. Read the flow, then repeat the edit with revision 2.',
    );
    expect(kestra.lines).not.toContain(PUT);
    expect(await edit('"value"', '"other"', { revision: 2 })).toMatchObject({ revision: 3 });
  });

  it('a line that Kestra would leave out', async () => {
    for (const dry_run of [true, false])
      expect((await edit('# who', 'revision: 4\n# who', { dry_run })).error).toContain('"revision: 7"');
  });

  it('a revision that is not there', async () => {
    expect((await call({ restore_revision: 7 })).error).toContain(
      'Flow "hello" has no revision 7, only 1 to 2.',
    );
  });

  it('a flow that Kestra has for read-only', async () => {
    flow.more = { labels: [{ key: 'system.readOnly', value: 'true' }] };
    for (const given of [{ dry_run: true }, {}])
      expect((await edit('"value"', '"x"', given)).error).toContain('is read-only in Kestra');
    expect(kestra.lines).toEqual([GET, GET]);
  });

  it('what may not be saved, as Kestra says it', async () => {
    flow.serve({ [PUT]: { status: 403, json: { message: 'Forbidden' } } });
    expect((await edit('"value"', '"x"')).error).toContain('403');
  });
});

describe('somebody else who saves the flow', () => {
  const theirs = SOURCE.replace('polite', 'rude');

  it('before our writing is told of, with what is lost and how to get it back', async () => {
    flow.before = () => flow.sources.push(theirs);
    const { warnings, undo, revision } = (await edit('"value"', '"x"')) as {
      warnings: string[];
      undo: string;
      revision: number;
    };
    expect(revision).toBe(4);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('Somebody else saved revision 3 at the same time');
    expect(warnings[0]).toContain('+    message: "Hello {{ flow.id }}"   # rude');
    expect(undo).toContain('restore_revision 3 and revision 4');
  });

  it('after it is told of', async () => {
    flow.after = () => flow.sources.push(theirs);
    expect(await edit('"value"', '"x"')).toMatchObject({
      revision: 3,
      warnings: ['Somebody else has saved revision 4 since then.'],
    });
  });

  it('in the very same moment under the same number is told of', async () => {
    flow.after = () => flow.sources.splice(-1, 1, theirs);
    const { warnings, diff } = (await edit('"value"', '"x"')) as { warnings: string[]; diff: string };
    expect(warnings[0]).toContain('The YAML in Kestra differs from the YAML that was sent');
    expect(diff).toContain('# rude');
  });

  it('by this host waits for its turn', async () => {
    const same = callPlugin(plugin, kestra);
    const edited = (find: string, replace: string) =>
      same('edit_flow', { namespace: 'rec.demo', flow_id: 'hello', edits: [{ find, replace }] });
    const [one, two] = await Promise.all([edited('"value"', '"x"'), edited('polite', 'rude')]);
    expect([one, two]).toMatchObject([{ revision: 3 }, { revision: 4 }]);
    expect(flow.latest).toBe(SOURCE.replace('"value"', '"x"').replace('polite', 'rude'));
  });
});

describe('what is saved', () => {
  it('is told of as saved, though it cannot be read again', async () => {
    let reads = 0;
    flow.serve();
    const broken = { status: 500, json: { message: 'broken' } };
    kestra.answers({
      [GET.split('?')[0] ?? '']: () =>
        reads++ === 0
          ? { json: { id: 'hello', namespace: 'rec.demo', revision: 2, source: SOURCE } }
          : broken,
      [CHECK]: { json: [{ index: 0 }] },
      [PUT]: { json: { id: 'hello', namespace: 'rec.demo', revision: 3 } },
    });
    expect(await edit('"value"', '"x"')).toMatchObject({ status: 'updated', revision: 3 });
  });

  it('is as it was where Kestra makes no revision of it', async () => {
    flow.serve({ [PUT]: { json: { id: 'hello', namespace: 'rec.demo', revision: 2, source: SOURCE } } });
    expect(await edit('# who', '# whom')).toMatchObject({ status: 'unchanged', revision: 2 });
  });

  it('says when the flow is enabled by it', async () => {
    flow.more = { disabled: true };
    const now = { id: 'hello', namespace: 'rec.demo', revision: 3, disabled: false };
    flow.serve({ [PUT]: { json: now } });
    const { warnings } = await edit('"value"', '"x"');
    expect(warnings).toContain('The flow was disabled before and is enabled now.');
  });

  it('stays a draft where it was one', async () => {
    flow.more = { draft: true };
    await edit('"value"', '"x"', {}, '2.0');
    expect(kestra.lines).toContain(`${PUT}?draft=true`);
  });

  it('comes with what Kestra warns of', async () => {
    flow.serve({
      [CHECK]: { json: [{ index: 0, deprecationPaths: ['tasks[0]'], warnings: ['It is old.'] }] },
    });
    expect(await edit('"value"', '"x"', { dry_run: true })).toMatchObject({
      warnings: [
        expect.stringContaining('It is old.'),
        expect.stringMatching(/^line 5, .* is deprecated\.$/),
      ],
    });
  });
});
