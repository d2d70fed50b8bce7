import { describe, expect, it } from '@jest/globals';
import { entry, reloadable } from '../../../../test/support/host/reloadable.js';
import { deadAddress, type FakeAnswer, fakeKestra } from '../../../../test/support/kestra/fake-kestra.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { thingsPlugin } from '../../../../test/support/plugins/things.js';
import type { Config } from '../../config/config.js';

const kestra = useKestra();
const CONFIGS = { json: { version: '2.0.0', edition: 'OSS' } };
const FLOWS = { json: { results: [], total: 0 } };
const REFUSED = { status: 401, json: { message: 'Unauthorized' } };

const hostOn = async (baseUrl: string, more: Partial<Config> = {}) =>
  (await reloadable({ kestra: { ...kestra.settings(), baseUrl }, plugins: [entry(thingsPlugin)], ...more }))
    .host;

describe('readiness', () => {
  it('is there when Kestra takes the credentials, and asks once for all who want to know', async () => {
    kestra.answers({ 'GET /configs': CONFIGS, 'GET /main/flows/search': FLOWS });
    const host = await hostOn(kestra.baseUrl);
    const answers = await Promise.all(Array.from({ length: 50 }, () => host.readiness()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"ready":true,"problems":[]}']),
    );
    expect(kestra.lines.map((line) => line.split('?')[0])).toEqual([
      'GET /configs',
      'GET /main/flows/search',
    ]);
  });

  it('is not there when Kestra refuses them, unless each caller brings their own', async () => {
    kestra.answers({ 'GET /configs': REFUSED });
    const { ready, problems } = await (await hostOn(kestra.baseUrl)).readiness();
    expect([ready, problems[0]]).toEqual([false, expect.stringContaining('Kestra answered 401')]);
    expect(await (await hostOn(kestra.baseUrl)).readiness(true)).toEqual({ ready: true, problems: [] });
  });

  // The probe may be waiting for a request that others share, and that does not end with the probe.
  it('is not waited for longer than a probe waits', async () => {
    let answer = (_: FakeAnswer): void => undefined;
    const late = new Promise<FakeAnswer>((resolve) => (answer = resolve));
    const { problems } = await (await hostOn((await fakeKestra(() => late)).baseUrl)).readiness();
    expect(problems).toEqual(['Kestra did not answer within 3 s.']);
    answer({ status: 404, body: '{}' });
  }, 15_000);

  it('is not there without Kestra, or with a plugin that cannot be used', async () => {
    const gone = await (await hostOn(await deadAddress())).readiness(true);
    expect([gone.ready, gone.problems]).toEqual([
      false,
      [expect.stringContaining('Kestra cannot be reached')],
    ]);
    kestra.answers({ 'GET /configs': CONFIGS, 'GET /main/flows/search': FLOWS });
    const host = await hostOn(kestra.baseUrl, { plugins: [entry({ id: 'broken' })] });
    const { problems } = await host.readiness();
    expect(problems).toEqual([expect.stringContaining('is an object, but not a plugin')]);
  });
});
