import { beforeAll, expect, it } from '@jest/globals';
import type { Json } from '../../support/host/host.js';
import { describeLive } from './target.js';

/** A flow that returns its inputs, with types that both major versions support. */
const ECHO = `
inputs:
  - id: text
    type: STRING
    required: false
  - id: flag
    type: BOOL
    required: false
  - id: count
    type: INT
    required: false
    min: 2
    max: 9
  - id: colours
    type: MULTISELECT
    required: false
    values: [red, green, blue]
  - id: place.city
    type: STRING
    required: false
tasks:
  - id: say
    type: io.kestra.plugin.core.debug.Return
    format: said`;

const READ = `
inputs:
  - id: script
    type: FILE
tasks:
  - id: say
    type: io.kestra.plugin.core.debug.Return
    format: "{{ read(inputs.script) }}"`;

const PAUSE = `
tasks:
  - id: ask
    type: io.kestra.plugin.core.flow.Pause
    onResume:
      - id: reason
        type: STRING
      - id: sure
        type: BOOL
        defaults: true
  - id: say
    type: io.kestra.plugin.core.debug.Return
    format: "{{ outputs.ask.onResume.reason }}"`;

const LINES: [what: string, text: string][] = [
  ['LF', 'set -e\necho one\necho two\n'],
  ['CRLF', 'first\r\nsecond\r\n'],
  ['a lone CR', 'before\rafter'],
  ['blanks at its ends', '  \tindented and padded  '],
  [
    'what looks like a part of a form',
    'a\r\n--boundary--\r\nContent-Disposition: form-data; name="x"\r\n\r\ny',
  ],
];

describeLive('inputs', (live) => {
  beforeAll(() => live.flows({ echo: ECHO, read: READ, ask: PAUSE }));

  const inputsOf = async (inputs: Json) => (await live.run('echo', { inputs })).inputs as Json;
  const refused = (inputs: Json) =>
    live.failed('execute_flow', { namespace: live.namespace, flow_id: 'echo', inputs });
  const readBack = async (script: unknown) => {
    const { taskRunList } = await live.run('read', { inputs: { script } });
    return (taskRunList as { outputs?: { value?: string } }[])[0]?.outputs?.value;
  };

  it.each(LINES)('a text with %s arrives as it is', async (_, text) => {
    expect(await inputsOf({ text })).toMatchObject({ text });
  });

  it.each(LINES)('a text with %s arrives as it is where a pause asks for it', async (_, reason) => {
    const { id } = await live.run('ask');
    await live.ok('resume_execution', { execution_ids: [id], on_resume: { reason } });
    const ended = await live.untilState(id, 'SUCCESS');
    const runs = ended.taskRunList as { taskId: string; outputs?: { value?: string } }[];
    expect(runs.find(({ taskId }) => taskId === 'say')?.outputs?.value).toBe(reason);
  });

  it.each([
    ['content', { content: 'id;name\n1;Ada\n', name: 'people.csv' }, 'id;name\n1;Ada\n'],
    ['base64', { content: Buffer.from('héllo\r\n').toString('base64'), encoding: 'base64' }, 'héllo\r\n'],
    ['a plain text', 'select 1;\n', 'select 1;\n'],
  ])('a FILE is made of %s', async (_, script, content) => {
    expect(await readBack(script)).toBe(content);
  });

  it('a FILE is read from a namespace file', async () => {
    const file = { namespace: live.namespace, action: 'create', path: '/in/query.sql' };
    await live.ok('namespace_file_action', { ...file, file_content: 'select 2;\n' });
    expect(await readBack('nsfile:///in/query.sql')).toBe('select 2;\n');
  });

  it('an id with a dot may come nested', async () => {
    expect(await inputsOf({ place: { city: 'Paris' } })).toMatchObject({ place: { city: 'Paris' } });
    expect(await inputsOf({ 'place.city': 'Rome' })).toMatchObject({ place: { city: 'Rome' } });
  });

  it.each([
    [1, true],
    [0, false],
    ['yes', true],
    ['No', false],
    ['true', true],
    [false, false],
  ])('%j for a BOOL means %j', async (flag, expected) => {
    expect(await inputsOf({ flag })).toMatchObject({ flag: expected });
  });

  it('a list goes in as a list', async () => {
    expect(await inputsOf({ colours: ['red', 'blue'] })).toMatchObject({ colours: ['red', 'blue'] });
  });

  it.each([
    ['a name in another case', { Text: 'x' }, '"text"'],
    ['a typo', { cuont: 3 }, '"count"'],
    ['a nested name that is none', { place: { town: 'x' } }, 'place.city'],
    ['a BOOL that is neither', { flag: 'maybe' }, 'flag'],
    ['an INT that is none', { count: 'many' }, 'count'],
    ['an INT beyond its limits', { count: 99 }, '9'],
    ['words for a list', { colours: 'red,blue' }, 'MULTISELECT'],
  ])('%s is refused, and says what is meant', async (_, inputs, says) => {
    expect(await refused(inputs)).toContain(says);
  });

  it('nothing runs that was refused', async () => {
    await live.flows({ silent: ECHO });
    const args = { namespace: live.namespace, flow_id: 'silent' };
    await live.failed('execute_flow', { ...args, inputs: { txet: 'x' } });
    expect(await live.ok('list_executions', args)).toMatchObject({ results: [] });
  });

  it('a replay takes other inputs', async () => {
    const { id } = await live.run('echo', { inputs: { text: 'before' } });
    const { results } = await live.ok('replay_execution', { ids: [id], inputs: { text: 'after\nall' } });
    const [{ id: replayed }] = results as [{ id: string }];
    expect(replayed).not.toBe(id);
    expect(await live.untilState(replayed, 'SUCCESS')).toMatchObject({ inputs: { text: 'after\nall' } });
  });
});
