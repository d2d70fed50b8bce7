import { expect, it } from '@jest/globals';
import { call } from '../../support/host/host.js';
import { HELLO } from './bodies.js';
import { describeLive, isReal, type Live, yaml } from './target.js';

const TOOLS = ['generate_flow', 'generate_dashboard'];
const user_prompt = 'a flow that logs hello';

describeLive('generating', (live) => {
  it.each(TOOLS)('%s gives YAML, or says that no provider is configured', async (name) => {
    const { value, text, isError } = await call(live.client, name, { user_prompt });
    if (isError) expect(text).toMatch(/AI (provider|Copilot)/);
    else expect(value).toEqual({ result: expect.stringContaining('id:') });
  });

  it.each(TOOLS)('%s saves nothing without a provider', async (name) => {
    const provider_id = 'no-such-provider';
    expect(await live.failed(name, { user_prompt, provider_id, auto_create: true })).not.toBe('');
    const listed = await live.ok('list_flows_in_namespace', { namespace: live.namespace });
    expect(listed).toMatchObject({ results: [] });
  });

  it.each(TOOLS)('%s asks for a prompt', async (name) => {
    expect(await live.failed(name, { user_prompt: '' })).toContain('"user_prompt"');
  });
});

const DASHBOARD = `id: generated
title: Generated
charts: []
`;
const GENERATED = yaml('generated', 'kestra.mcp.test', HELLO);

/** The output of an AI cannot be predicted, but that of the sandbox is configured. */
function withProvider(live: Live): void {
  it('generate_flow gives the YAML alone', async () => {
    expect(await live.ok('generate_flow', { user_prompt })).toEqual({ result: GENERATED });
    expect(await live.ok('list_flows_in_namespace', { namespace: 'kestra.mcp.test' })).toMatchObject({
      results: [],
    });
  });

  it('generate_flow with auto_create saves it', async () => {
    const args = { user_prompt, flow_yaml: '', namespace: '', provider_id: '', auto_create: true };
    expect(await live.ok('generate_flow', args)).toMatchObject({ id: 'generated', revision: 1 });
  });

  it('generate_dashboard gives the YAML alone', async () => {
    expect(await live.ok('generate_dashboard', { user_prompt })).toEqual({ result: DASHBOARD });
  });

  it('generate_dashboard with auto_create saves it where OSS may: before 2.0', async () => {
    const { value, text, isError } = await call(live.client, 'generate_dashboard', {
      user_prompt,
      auto_create: true,
    });
    if (live.major >= 2) expect(text).toContain('Enterprise Edition');
    else expect(value).toMatchObject({ id: 'generated', title: 'Generated' });
    expect(isError).toBe(live.major >= 2);
  });
}

if (!isReal) {
  describeLive('generating with a provider', withProvider, { ai: { flow: GENERATED, dashboard: DASHBOARD } });
}
