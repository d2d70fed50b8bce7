import { describe, expect, it } from '@jest/globals';
import { type Reply, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import type { WithinKnown } from '../fence/within.js';
import { KestraError, TimedOutError } from './errors.js';
import { KestraHttp } from './http.js';
import type { KestraRequest } from './request.js';
import { route } from './route.js';

const kestra = useKestra();

const http = (settings: object = {}) => new KestraHttp({ ...kestra.settings(), ...settings }, false);
const flow: KestraRequest<WithinKnown> = { path: route`flows/${'a'}/${'b'}`, within: { namespace: 'a' } };
const failure = (client = http(), request = flow): Promise<unknown> =>
  client.json(request).then(
    () => undefined,
    (error: unknown) => error,
  );
const status = (error: unknown) => (error instanceof KestraError ? error.status : error);

describe('a problem document', () => {
  const problem = (slug: string, code: number): Reply => ({
    status: code,
    headers: { 'retry-after': '0', 'content-type': 'application/problem+json' },
    text: JSON.stringify({
      type: `https://kestra.io/docs/api-reference/problems/${slug}`,
      title: 'T',
      status: code,
      detail: 'D',
    }),
  });

  it.each([
    ['service-unavailable', 503],
    ['timeout', 504],
    ['too-many-requests', 429],
    ['of-tomorrow', 503],
  ])('%s (%i): a read is sent again, and nothing else', async (slug, code) => {
    kestra.answers({ 'GET /main/flows/a/b': [problem(slug, code), { json: { id: 'b' } }] });
    expect(await http().json(flow)).toEqual({ id: 'b' });
    expect(kestra.lines).toHaveLength(2);
    kestra.answers({ 'DELETE /main/flows/a/b': [problem(slug, code), { json: {} }] });
    expect(status(await failure(http(), { ...flow, method: 'DELETE' }))).toBe(code);
    expect(kestra.lines).toHaveLength(1);
  });

  it.each([
    ['migration-required', 503],
    ['internal-error', 503],
    ['conflict', 503],
    ['internal-error', 500],
  ])('%s (%i) stays, and is told', async (slug, code) => {
    kestra.answers({ 'GET /main/flows/a/b': [problem(slug, code), { json: {} }] });
    expect(await failure()).toMatchObject({ status: code, problem: slug, said: 'D' });
    expect(kestra.lines).toHaveLength(1);
  });

  it('that stalls is waited for no longer than the rest', async () => {
    kestra.answers({
      'GET /main/flows/a/b': (_, response) => {
        response.writeHead(503, { 'content-type': 'application/problem+json' });
        response.write('{"type":');
        return undefined;
      },
    });
    expect(await failure(http({ timeoutMs: 100 }))).toBeInstanceOf(TimedOutError);
  });
});

describe('an answer that asks to wait', () => {
  it.each([429, 503])('longer than there is time is told, and not that there was none (%i)', async (code) => {
    const later: Reply = { status: code, headers: { 'retry-after': '2' }, json: { message: 'Later' } };
    kestra.answers({ 'GET /main/flows/a/b': later });
    expect(await failure(http({ timeoutMs: 1_500 }))).toMatchObject({ status: code, said: 'Later' });
    expect(kestra.lines).toHaveLength(1);
  });
});
