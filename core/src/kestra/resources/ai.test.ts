import { describe, expect, it } from '@jest/globals';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';
import { UnsupportedError } from '../wire/errors.js';

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const kestra = useKestra();
const ai = (version: string) => new KestraClient(kestra.settings(version), { readOnly: true }).ai;
const body = () => JSON.parse(kestra.asked[0]?.body ?? '');
const failure = (asking: Promise<unknown>) => asking.then(() => 'no error', describeError);

describe('generateFlow', () => {
  it.each([
    ['0.24', { userPrompt: 'P\nNamespace: a', flowYaml: 'Y' }],
    ['1.0', { userPrompt: 'P\nNamespace: a', flowYaml: 'Y', conversationId: UUID }],
    ['1.3', { userPrompt: 'P', yaml: 'Y', namespace: 'a', conversationId: UUID }],
    ['2.0', { userPrompt: 'P', yaml: 'Y', namespace: 'a', conversationId: UUID }],
  ])('has the body of %s, and is a read', async (version, expected) => {
    kestra.answers({ 'POST /main/ai/generate/flow': { text: 'id: x\n' } });
    expect(await ai(version).generateFlow({ prompt: 'P', yaml: 'Y', namespace: 'a' })).toBe('id: x\n');
    expect(body()).toEqual(expected);
  });

  it('leaves out what is not given', async () => {
    kestra.answers({ 'POST /main/ai/generate/flow': { text: 'id: x\n' } });
    await ai('1.3').generateFlow({ prompt: 'P', providerId: 'p' });
    expect(body()).toEqual({ userPrompt: 'P', conversationId: UUID, providerId: 'p' });
  });

  it('has empty YAML to start from in 0.24, which refuses none', async () => {
    kestra.answers({ 'POST /main/ai/generate/flow': { text: 'id: x\n' } });
    await ai('0.24').generateFlow({ prompt: 'P' });
    expect(body()).toEqual({ userPrompt: 'P', flowYaml: '' });
  });

  it('is told where it does not exist', async () => {
    await expect(ai('0.23').generateFlow({ prompt: 'P' })).rejects.toThrow(
      new UnsupportedError('This version of Kestra cannot generate a flow: that requires Kestra 0.24.'),
    );
    expect(kestra.lines).toEqual([]);
  });

  it('does not drop a provider silently', async () => {
    expect(await failure(ai('1.1').generateFlow({ prompt: 'P', providerId: 'p' }))).toBe(
      'This version of Kestra has only one AI provider: provider_id requires Kestra 1.3.\nOmit provider_id.',
    );
  });

  it.each(['Flow', 'Dashboard', 'App', 'Test'] as const)(
    '%s: tells that there is no Copilot',
    async (what) => {
      const path = `POST /main/ai/generate/${what.toLowerCase()}`;
      kestra.answers({ [path]: recorded('ai generate flow (no provider)', '2.0-oss') });
      expect(await failure(ai('2.0')[`generate${what}`]({ prompt: 'P' }))).toBe(
        `Kestra answered 404 to ${path}: Resource not found\n` +
          'This Kestra instance has no AI Copilot configured (kestra.ai). Ask an administrator to set one up, ' +
          'or write the YAML without it.',
      );
    },
  );

  it('points at the provider when Kestra has none', async () => {
    kestra.answers({ 'POST /main/ai/generate/flow': recorded('ai generate flow (no provider)') });
    expect(await failure(ai('1.3').generateFlow({ prompt: 'P' }))).toBe(
      'Kestra answered 500 to POST /main/ai/generate/flow: Internal server error\n' +
        'Check that an AI provider is configured in Kestra (kestra.ai) and that Kestra can reach it.',
    );
  });
});

describe('generateDashboard', () => {
  it('came with 1.3', async () => {
    kestra.answers({ 'POST /main/ai/generate/dashboard': { text: 'title: x\n' } });
    expect(await ai('1.3').generateDashboard({ prompt: 'P', yaml: 'Y' })).toBe('title: x\n');
    expect(body()).toEqual({ userPrompt: 'P', yaml: 'Y', conversationId: UUID });
    expect(await failure(ai('1.1').generateDashboard({ prompt: 'P' }))).toBe(
      'This version of Kestra cannot generate a dashboard: that requires Kestra 1.3.',
    );
  });
});

it.each(['', ' \n'])('an AI that says %j has not generated anything', async (text) => {
  kestra.answers({ 'POST /main/ai/generate/flow': { text } });
  const { ai } = new KestraClient(kestra.settings('2.0'));
  expect(await failure(ai.generateFlow({ prompt: 'p' }))).toMatch(
    /^Kestra's AI returned an empty response\./,
  );
});

describe('dashboards.create', () => {
  const dashboards = () => new KestraClient(kestra.settings('2.0')).dashboards;

  it('sends YAML', async () => {
    kestra.answers({ 'POST /main/dashboards': { json: { id: 'd' } } });
    expect(await dashboards().create('title: x')).toEqual({ id: 'd' });
    expect(kestra.asked).toMatchObject([
      { body: 'title: x', headers: { 'content-type': 'application/x-yaml' } },
    ]);
  });

  it.each([404, 405])('a %i is explained by the edition', async (status) => {
    kestra.answers({ 'POST /main/dashboards': { status } });
    expect(await failure(dashboards().create('title: x'))).toBe(
      `Kestra answered ${status} to POST /main/dashboards.\n` +
        'Open source Kestra 2.x can only read dashboards. Creating them requires Enterprise Edition.',
    );
  });

  it('a 403 may be about the permission', async () => {
    kestra.answers({ 'POST /main/dashboards': { status: 403 } });
    expect(await failure(dashboards().create('title: x'))).toMatch(
      /In Enterprise Edition, the credentials need the permission to create them\.$/,
    );
  });
});
