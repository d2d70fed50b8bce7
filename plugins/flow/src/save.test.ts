import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const YAML = 'id: hello\nnamespace: rec.demo\n';
const kestra = useKestra();
const call = (tool: string, given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)(tool, given);
const create = (yaml_definition = YAML) => call('create_flow_from_yaml', { yaml_definition });
const GET = 'GET /main/flows/rec.demo/hello';
const PUT = 'PUT /main/flows/rec.demo/hello';
const VERSIONS = [
  [
    '1.3',
    { 'POST /main/flows': recorded('create flow again') },
    recorded('update flow'),
    recorded('update unchanged', '1.3-oss-authoring'),
  ],
  [
    '2.0',
    { 'POST /main/flows': recorded('create flow again', '2.0-oss') },
    recorded('update flow', '2.0-oss'),
    recorded('update flow, unchanged', '2.0-oss'),
  ],
] as const;
const saved = { id: 'hello', namespace: 'rec.demo', revision: 1, disabled: false, source: YAML };

describe('create_flow_from_yaml', () => {
  it('creates a flow, and says so', async () => {
    kestra.answers({ 'POST /main/flows': { json: { ...saved, tasks: [], deleted: false } } });
    expect(await create()).toEqual({ status: 'created', deleted: false, ...saved });
    expect(kestra.asked).toMatchObject([{ line: 'POST /main/flows', body: YAML }]);
  });

  it('sends the YAML of a Markdown fence', async () => {
    kestra.answers({ 'POST /main/flows': { json: saved } });
    await create(`\`\`\`yaml\n${YAML}\`\`\`\n`);
    expect(kestra.asked[0]?.body).toBe(YAML);
  });

  it('sends nothing of two documents', async () => {
    expect(await create(`${YAML}---\nid: other\nnamespace: rec.demo\n`)).toEqual({
      error:
        'The YAML contains 2 documents, but Kestra would save only the first.\n' +
        'Save each flow in a separate call: hello, other.',
    });
    expect(kestra.lines).toEqual([]);
  });

  it.each(VERSIONS)('tells an update from no change on %s', async (version, exists, changed, same) => {
    kestra.answers({ ...exists, [GET]: { json: saved }, [PUT]: [changed, same] });
    const save = () => call('create_flow_from_yaml', { yaml_definition: YAML }, version);
    expect(await save()).toMatchObject({ status: 'updated', deleted: false, revision: 2 });
    expect(kestra.asked.map(({ line, body }) => [line, body])).toEqual([
      ['POST /main/flows', YAML],
      [GET, ''],
      [PUT, YAML],
    ]);
    kestra.answers({ ...exists, [GET]: { json: { ...saved, revision: 2 } }, [PUT]: same });
    expect(await save()).toMatchObject({ status: 'unchanged', deleted: false, revision: 2 });
  });

  describe('of a disabled flow', () => {
    const enabled = { json: { ...saved, revision: 3 } };
    const disabled = { json: { ...saved, revision: 2, disabled: true } };
    const save = (before: object, after: object, yaml: string) => {
      kestra.answers({ ...VERSIONS[0][1], [GET]: before, [PUT]: after });
      return create(yaml);
    };

    it('says that it is enabled now', async () => {
      expect(await save(disabled, enabled, YAML)).toMatchObject({
        status: 'updated',
        disabled: false,
        note: 'The flow was disabled and is now enabled, because the YAML does not contain "disabled: true". Call manage_flow with action disable to disable it again.',
      });
    });

    it.each([
      ['the YAML says so', disabled, enabled, `${YAML}disabled: false\n`],
      ['it stays disabled', disabled, disabled, `${YAML}disabled: true\n`],
      ['it was enabled', { json: saved }, enabled, YAML],
    ])('says nothing where %s', async (_, before, after, yaml) => {
      expect(await save(before, after, yaml)).not.toHaveProperty('note');
    });
  });

  it('makes a new revision on 2.0, told by the type', async () => {
    kestra.answers({
      'POST /main/flows': recorded('create flow again', '2.0-oss'),
      'GET /main/flows/rec.demo/hello': { json: saved },
      'PUT /main/flows/rec.demo/hello': { json: { ...saved, revision: 2 } },
    });
    expect(await call('create_flow_from_yaml', { yaml_definition: YAML }, '2.0')).toMatchObject({
      revision: 2,
    });
  });

  it.each([
    ['of 2.0', recorded('execute disabled flow', '2.0-oss')],
    ['of 1.3', recorded('unlock trigger')],
    ['without words', { status: 409 }],
    ['of a proxy', { status: 409, headers: { 'content-type': 'text/html' }, text: '<p>already exists</p>' }],
  ])('never updates after any other 409 (%s)', async (_, refusal) => {
    kestra.answers({ 'POST /main/flows': refusal });
    expect((await create()).error).toMatch(/^Kestra answered 409 to POST \/main\/flows/);
    expect(kestra.lines).toEqual(['POST /main/flows']);
  });

  it.each([
    ['create flow, unknown task type', 'Invalid entity: Invalid type: io.kestra.nope.Nope'],
    ['create flow, broken YAML', 'Invalid entity: Illegal genericflow source: YAML parsing error'],
    ['create flow, reserved id', 'Invalid entity: : Invalid Flow: Flow id is a reserved keyword: pause'],
    ['create flow, empty body', 'Invalid route params: Required Body [flow] not specified'],
  ])('never updates after "%s"', async (recording, said) => {
    kestra.answers({ 'POST /main/flows': recorded(recording) });
    const { error } = await create();
    expect(error).toContain(`Kestra answered 422 to POST /main/flows: ${said}`);
    expect(kestra.lines).toEqual(['POST /main/flows']);
  });

  it('updates the flow that Kestra reads, which is in YAML 1.1, and needs both ids', async () => {
    kestra.answers({
      'POST /main/flows': recorded('create flow again'),
      'GET /main/flows/a/false': { json: { ...saved, id: 'false' } },
      'PUT /main/flows/a/false': { json: { ...saved, id: 'false', revision: 2 } },
    });
    expect(await create('id: off\nnamespace: a\n')).toMatchObject({ id: 'false', status: 'updated' });
    expect(await create('- a\n')).toEqual({
      error: 'The YAML of a flow needs the keys "id" and "namespace", both as text.',
    });
  });
});

describe('generate_flow', () => {
  const given = { user_prompt: 'P', flow_yaml: '', namespace: 'a', provider_id: '' };

  it('gives the YAML and saves nothing', async () => {
    kestra.answers({ 'POST /main/ai/generate/flow': { text: YAML } });
    expect(await call('generate_flow', given)).toEqual({ result: YAML });
    expect(JSON.parse(kestra.asked[0]?.body ?? '')).toEqual({
      userPrompt: 'P',
      namespace: 'a',
      conversationId: expect.any(String),
    });
    expect(kestra.lines).toEqual(['POST /main/ai/generate/flow']);
  });

  it('saves it when asked to', async () => {
    kestra.answers({ 'POST /main/ai/generate/flow': { text: YAML }, 'POST /main/flows': { json: saved } });
    expect(await call('generate_flow', { ...given, auto_create: true })).toEqual({
      status: 'created',
      ...saved,
    });
    expect(kestra.asked[1]?.body).toBe(YAML);
  });

  it.each(['generate_flow', 'generate_dashboard'])('%s says that there is no AI Copilot', async (tool) => {
    const missing = recorded('ai generate flow (no provider)', '2.0-oss');
    kestra.answers({ 'POST /main/ai/generate/flow': missing, 'POST /main/ai/generate/dashboard': missing });
    expect((await call(tool, { user_prompt: 'P' }, '2.0')).error).toMatch(
      /Resource not found\nThis Kestra instance has no AI Copilot configured \(kestra\.ai\)/,
    );
  });

  it('says what is missing', async () => {
    kestra.answers({ 'POST /main/ai/generate/flow': recorded('ai generate flow (no provider)') });
    expect(await call('generate_flow', given)).toEqual({
      error:
        'Kestra answered 500 to POST /main/ai/generate/flow: Internal server error\n' +
        'Check that an AI provider is configured in Kestra (kestra.ai) and that Kestra can reach it.',
    });
  });
});

describe('generate_dashboard', () => {
  it('gives the YAML, or saves it', async () => {
    kestra.answers({
      'POST /main/ai/generate/dashboard': { text: 'title: x\n' },
      'POST /main/dashboards': { json: { id: 'd', title: 'x' } },
    });
    expect(await call('generate_dashboard', { user_prompt: 'P' })).toEqual({ result: 'title: x\n' });
    const kept = await call('generate_dashboard', { user_prompt: 'P', auto_create: true });
    expect(kept).toEqual({ id: 'd', title: 'x' });
    expect(kestra.asked.at(-1)?.body).toBe('title: x\n');
  });

  it('is told where it does not exist', async () => {
    expect(await call('generate_dashboard', { user_prompt: 'P' }, '1.1')).toEqual({
      error: 'This version of Kestra cannot generate a dashboard: that requires Kestra 1.3.',
    });
  });
});
