import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const YAML = 'id: x\nnamespace: a.b\n';
const kestra = useKestra();
const on = (version?: string) => callPlugin(plugin, kestra, version);

describe.each([
  ['generate_app', 'app', 'app_yaml', 'apps', { uid: 'u1' }, 'an app'],
  ['generate_test', 'test', 'test_yaml', 'tests', { id: 'x', namespace: 'a.b' }, 'a test'],
])('%s', (tool, kind, yaml, resource, saved, what) => {
  it.each(['1.3', '2.0'])('asks for YAML on %s, and saves nothing', async (version) => {
    kestra.answers({ [`POST /main/ai/generate/${kind}`]: { text: YAML } });
    const given = { user_prompt: 'P', [yaml]: 'Y', provider_id: 'p', auto_create: false };
    expect(await on(version)(tool, given)).toEqual({ result: YAML });
    expect(kestra.asked.map(({ body }) => JSON.parse(body))).toEqual([
      { userPrompt: 'P', conversationId: UUID, yaml: 'Y', providerId: 'p' },
    ]);
  });

  it('sends nothing that is left out', async () => {
    kestra.answers({ [`POST /main/ai/generate/${kind}`]: { text: YAML } });
    await on()(tool, { user_prompt: 'P', [yaml]: '', provider_id: '' });
    expect(JSON.parse(kestra.asked[0]?.body ?? '')).toEqual({ userPrompt: 'P', conversationId: UUID });
  });

  it('saves it with auto_create', async () => {
    kestra.answers({
      [`POST /main/ai/generate/${kind}`]: { text: YAML },
      [`POST /main/${resource}`]: { json: { ...saved, source: YAML } },
    });
    const result = await on()(tool, { user_prompt: 'P', auto_create: true });
    expect(result).toEqual({ ...saved, source: YAML });
    expect(kestra.asked[1]?.body).toBe(YAML);
  });

  it.each(['0.23', '0.24', '1.0', '1.1'])('is told that %s cannot', async (version) => {
    expect(await on(version)(tool, { user_prompt: 'P', auto_create: true })).toEqual({
      error: `This version of Kestra cannot generate ${what}: that requires Kestra 1.3.`,
    });
    expect(kestra.lines).toEqual([]);
  });

  it('points at the provider when Kestra fails', async () => {
    kestra.answers({ [`POST /main/ai/generate/${kind}`]: { status: 500, json: { message: 'Internal' } } });
    expect((await on()(tool, { user_prompt: 'P' })).error).toContain(
      'Check that an AI provider is configured',
    );
  });

  it('needs a prompt', async () => {
    expect((await on()(tool, {})).error).toContain('"user_prompt" is missing');
  });
});
