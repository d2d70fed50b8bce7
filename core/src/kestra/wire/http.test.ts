import { describe, expect, it } from '@jest/globals';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import type { WithinKnown } from '../fence/within.js';
import type { KestraAuth } from '../settings.js';
import { KestraHttp } from './http.js';
import type { KestraRequest } from './request.js';
import { route } from './route.js';

const kestra = useKestra();

const http = (settings: object = {}, readOnly = false) =>
  new KestraHttp({ ...kestra.settings(), ...settings }, readOnly);
const flow: KestraRequest<WithinKnown> = {
  path: route`flows/${'a'}/${'b'}`,
  within: { namespace: 'a' },
};
const failure = (request: KestraRequest, client = http()): Promise<string> =>
  client.json(request).then(() => 'no error', describeError);

describe('a request', () => {
  it.each<[KestraAuth, string | undefined]>([
    [{ kind: 'none' }, undefined],
    [{ kind: 'basic', username: 'ann', password: 'pässword' }, 'Basic YW5uOnDDpHNzd29yZA=='],
    [{ kind: 'bearer', token: 't0ken' }, 'Bearer t0ken'],
  ])('carries the credentials of %j', async (auth, header) => {
    kestra.answers({ 'GET /main/flows/a/b': { json: {} } });
    await http({ auth }).json(flow);
    expect(kestra.asked[0]?.headers.authorization).toBe(header);
  });

  it('goes to the tenant, or to the instance', async () => {
    kestra.answers({ 'GET /my%20team/flows/a/b': { json: 1 }, 'GET /configs': { json: 2 } });
    const client = http({ tenant: 'my team' });
    expect(await client.json(flow)).toBe(1);
    expect(await client.json({ path: route`configs`, instance: true, within: 'instance' })).toBe(2);
  });

  it('repeats arrays, leaves undefined out and keeps false in the query', async () => {
    kestra.answers({ 'GET /main/flows/a/b': { json: {} } });
    await http().json({ ...flow, query: { a: ['x:1', 'y&2'], b: undefined, c: false, d: [] } });
    expect(kestra.lines).toEqual(['GET /main/flows/a/b?a=x:1&a=y&2&c=false']);
  });

  it.each<[string, Partial<KestraRequest<WithinKnown>>, string, string]>([
    ['json', { json: [{ id: 'ä' }] }, 'application/json', '[{"id":"ä"}]'],
    ['yaml', { yaml: 'id: ä' }, 'application/x-yaml', 'id: ä'],
    ['text', { text: '"x"' }, 'text/plain', '"x"'],
  ])('sends %s as that', async (_, body, type, sent) => {
    kestra.answers({ 'POST /main/flows/a/b': {} });
    await http().send({ ...flow, method: 'POST', ...body });
    expect(kestra.asked[0]?.headers['content-type']).toBe(type);
    expect(kestra.asked[0]?.body).toBe(sent);
  });
});

describe('an answer', () => {
  it('may be empty where that is expected', async () => {
    kestra.answers({ 'GET /main/flows/a/b': { status: 204 } });
    expect(await http().jsonIfAny(flow)).toBeUndefined();
    await expect(http().json(flow)).rejects.toMatchObject({ code: 'KMCP_NOT_JSON' });
  });

  it('is JSON whatever type it states, as that of a 2.0 kill', async () => {
    kestra.answers({
      'GET /main/flows/a/b': { text: '{"id":"x"}', headers: { 'content-type': 'text/json' } },
    });
    expect(await http().json(flow)).toEqual({ id: 'x' });
  });

  it('can be had as text with status and type', async () => {
    kestra.answers({
      'GET /main/flows/a/b': { status: 201, text: 'id: ä', headers: { 'content-type': 'text/plain' } },
    });
    expect(await http().send(flow)).toEqual({ status: 201, contentType: 'text/plain', text: 'id: ä' });
  });

  it('that is a web page is told from Kestra', async () => {
    const page = { text: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } };
    kestra.answers({ 'GET /main/flows/a/b': page });
    expect(await failure(flow)).toBe(
      `The response to GET /main/flows/a/b is not JSON but a web page.\n` +
        `Check that ${kestra.baseUrl} is the address of Kestra's API, without a proxy or login page in front of it.`,
    );
  });

  it('that only says that it is JSON is told so', async () => {
    const banner = { text: 'SSH-2.0-OpenSSH_9.9', headers: { 'content-type': 'application/json' } };
    kestra.answers({ 'GET /main/flows/a/b': banner });
    expect(await failure(flow)).toContain('is not JSON, although its content type is application/json.\n');
  });

  it('past 10 MB is not read to its end', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 32);
    let sent = 0;
    kestra.answers({
      'GET /main/flows/a/b': (_, response) => {
        const more = () => {
          for (; sent < 200; sent++) if (!response.write(chunk)) return;
          response.end();
        };
        response.on('drain', more);
        more();
        return undefined;
      },
    });
    expect(await failure(flow)).toBe(
      "Kestra's response to GET /main/flows/a/b is larger than 10 MB and was not read any further.",
    );
    expect(sent).toBeLessThan(200);
  });
});

describe('read-only', () => {
  it('sends no write, and no request that its route does not call a read', async () => {
    kestra.answers({ 'POST /main/flows/a/b': { json: {} }, 'GET /main/flows/a/b': { json: {} } });
    const client = http({}, true);
    expect(await failure({ ...flow, method: 'POST' }, client)).toBe(
      'POST /main/flows/a/b was not sent: this server is read-only.',
    );
    expect(await failure({ ...flow, effect: 'destructive' }, client)).toMatch(/read-only/);
    expect(kestra.lines).toEqual([]);
  });

  it('sends reads, whatever their verb', async () => {
    kestra.answers({ 'POST /main/flows/a/b': { json: 1 }, 'GET /main/flows/a/b': { json: 2 } });
    const client = http({}, true);
    expect(await client.json({ ...flow, method: 'POST', effect: 'read' })).toBe(1);
    expect(await client.json(flow)).toBe(2);
  });
});

describe('an error', () => {
  it('never shows the credentials', async () => {
    const auth = { kind: 'basic', username: 'ann', password: 'hunter2' };
    kestra.answers({ 'GET /main/flows/a/b': recorded('flows search with wrong password') });
    const text = await failure(flow, http({ auth }));
    expect(text).toBe(
      'Kestra answered 401 to GET /main/flows/a/b.\nThe request was sent with the user name and password from ' +
        'KESTRA_USERNAME and KESTRA_PASSWORD. Check both.',
    );
  });

  it('takes the hint of the request before the general one', async () => {
    kestra.answers({ 'GET /main/flows/a/b': { status: 404 } });
    expect(await failure({ ...flow, hints: { 404: 'Look elsewhere.' } })).toBe(
      'Kestra answered 404 to GET /main/flows/a/b.\nLook elsewhere.',
    );
  });

  it('names a long path in short', async () => {
    expect(await failure({ ...flow, path: route`flows/${'x'.repeat(500)}` })).toMatch(
      /GET \/main\/flows\/x{188}…: /,
    );
  });
});
