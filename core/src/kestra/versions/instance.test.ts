import { describe, expect, it } from '@jest/globals';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { wrongAddress } from '../address/wrong-address.js';
import { KestraClient } from '../client.js';
import { NotFoundError, NotJsonError, ServerError } from '../wire/errors.js';
import { inScope } from '../wire/scope.js';

const kestra = useKestra();
const instance = (version?: string) => new KestraClient(kestra.settings(version)).instance;

describe('the version', () => {
  it('is asked for once, however many want it at a time', async () => {
    kestra.answers({ 'GET /configs': recorded('configs') });
    const asking = instance();
    const versions = await Promise.all([asking.version(), asking.version(), asking.dialect()]);
    expect(versions.slice(0, 2)).toEqual([
      { major: 1, minor: 3 },
      { major: 1, minor: 3 },
    ]);
    expect(await asking.edition()).toBe('OSS');
    expect(kestra.lines).toEqual(['GET /configs']);
  });

  it('is asked for again after a failure', async () => {
    kestra.answers({ 'GET /configs': [{ status: 500 }, { json: { version: '0.24.3' } }] });
    const asking = instance();
    const failed = await Promise.allSettled([asking.version(), asking.version()]);
    expect(failed.map((one) => one.status === 'rejected' && one.reason)).toEqual([
      expect.any(ServerError),
      expect.any(ServerError),
    ]);
    expect(await asking.version()).toEqual({ major: 0, minor: 24 });
    expect(kestra.lines).toHaveLength(2);
  });

  it('is not lost to others when the call that asked first is cancelled', async () => {
    const controller = new AbortController();
    kestra.answers({
      'GET /configs': async () => {
        controller.abort();
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { json: { version: '1.3.0' } };
      },
    });
    const asking = instance();
    const first = inScope({ signal: controller.signal }, () => asking.version());
    expect(await asking.version()).toEqual({ major: 1, minor: 3 });
    await first;
  });

  it('that is forced is believed without a question', async () => {
    expect(await instance('1.0').version()).toEqual({ major: 1, minor: 0 });
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    ['JSON from something else', { json: {} }],
    ['JSON from something else', { json: null }],
    ['JSON from something else', { json: [{ version: '1.3.31' }] }],
    ['JSON from something else', { json: { version: { number: '8.1.0' }, tagline: 'You know' } }],
    ['empty', { status: 204 }],
    ['empty', { text: '' }],
  ])("of an answer that is %s is not Kestra's: %j", async (what, reply) => {
    kestra.answers({ 'GET /configs': reply });
    const error: unknown = await instance()
      .version()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotJsonError);
    expect(describeError(error)).toBe(
      `The response to GET /configs is not from Kestra: it is ${what}.\n` +
        `${kestra.baseUrl} is probably not the address of Kestra's API. Open Kestra in a browser and set KESTRA_BASE_URL to ` +
        'the part of the address before /ui.',
    );
  });

  it.each([
    [
      'http://h:8081/api/v1',
      "Port 8081 serves Kestra's health and metrics. Try http://h:8080 as KESTRA_BASE_URL.",
    ],
    ['https://h/team/api/v1', 'Try https://h as KESTRA_BASE_URL, without /team.'],
    [
      'http://h:8080/api/v1',
      'Open Kestra in a browser and set KESTRA_BASE_URL to the part of the address before /ui.',
    ],
  ])('of a 404 at %s says what to try', (baseUrl, hint) => {
    expect(wrongAddress(baseUrl)).toBe(`${baseUrl} is probably not the address of Kestra's API. ${hint}`);
  });

  it('of a 404 does not ask for the ids', async () => {
    kestra.answers({ 'GET /configs': { status: 404, json: { message: 'Page Not Found' } } });
    const error: unknown = await instance()
      .version()
      .catch((thrown: unknown) => thrown);
    expect(describeError(error)).toMatch(
      /^Kestra answered 404 to GET \/configs: Page Not Found\n.* is probably not the/,
    );
  });

  it.each([{ version: '' }, { version: 'latest' }])('of %j is taken for the newest', async (json) => {
    kestra.answers({ 'GET /configs': { json } });
    expect(await instance().version()).toEqual({ major: 2, minor: 0 });
  });
});

describe('the edition', () => {
  it.each([
    ['OSS', 'OSS'],
    ['EE', 'EE'],
    ['ee', 'EE'],
  ])('%s is %s', async (edition, expected) => {
    kestra.answers({ 'GET /configs': { json: { version: '1.3.0', edition } } });
    expect(await instance().edition()).toBe(expected);
  });

  it('that is not told shows in the license', async () => {
    const licensed = { 'GET /configs': { json: { version: '0.23.4' } }, 'GET /license-info': { json: {} } };
    kestra.answers(licensed);
    expect(await instance().edition()).toBe('EE');
    kestra.answers({ ...licensed, 'GET /license-info': recorded('license-info (EE)') });
    expect(await instance().edition()).toBe('OSS');
  });

  it('as it is now is asked for in one try, which the next question of a call does not repeat', async () => {
    const oss = { json: { version: '2.0.0', edition: 'OSS' } };
    kestra.answers({ 'GET /configs': [{ status: 503, headers: { 'retry-after': '0' } }, oss] });
    const asking = instance();
    await expect(asking.editionNow()).rejects.toBeInstanceOf(ServerError);
    expect(kestra.lines).toHaveLength(1);
    expect(await asking.editionNow()).toBe('OSS');
    expect(await asking.version()).toEqual({ major: 2, minor: 0 });
    expect(kestra.lines).toHaveLength(2);
  });

  it('as it is now does not go by what was answered before', async () => {
    const says = (edition: string) => ({ json: { version: '2.0.0', edition } });
    kestra.answers({ 'GET /configs': [says('EE'), says('OSS')] });
    const asking = instance();
    expect([await asking.edition(), await asking.editionNow()]).toEqual(['EE', 'OSS']);
  });

  it('as it is now is not waited for any more when its call is cancelled', async () => {
    const controller = new AbortController();
    const never = () => {
      controller.abort();
      return undefined;
    };
    kestra.answers({ 'GET /configs': never });
    const asking = inScope({ signal: controller.signal }, () => instance().editionNow());
    await expect(asking).rejects.toMatchObject({ code: 'KMCP_CANCELLED' });
  });
});

it('a client is asked of by the tools, so its errors are told apart by class', async () => {
  kestra.answers({ 'GET /configs': { status: 404 } });
  await expect(instance().configs()).rejects.toBeInstanceOf(NotFoundError);
});
