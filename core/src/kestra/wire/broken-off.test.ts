import { describe, expect, it } from '@jest/globals';
import { type Reply, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraHttp } from './http.js';
import type { KestraRequest } from './request.js';
import { route } from './route.js';

const kestra = useKestra();

/** Declares the length of the response, sends half of it and breaks off. */
const breaksOff: Reply = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"id":', () => response.socket?.destroy());
  return undefined;
};
const hangsUp: Reply = (_, response) => {
  response.socket?.destroy();
  return undefined;
};

async function told(method: 'GET' | 'POST', reply: Reply, settings = {}): Promise<string> {
  kestra.answers({ [`${method} /main/flows/a/b`]: reply });
  const http = new KestraHttp({ ...kestra.settings(), ...settings }, false);
  const request: KestraRequest = { method, path: route`flows/${'a'}/${'b'}`, within: { namespace: 'a' } };
  return http.json({ ...request, once: true }).then(
    () => '',
    (error: unknown) => describeError(error),
  );
}

const MAYBE = /Kestra may have carried out the request anyway\. Check before you repeat it\.$/;

describe('an answer that breaks off', () => {
  it('is told as that, and not as an address that is wrong', async () => {
    const text = await told('GET', breaksOff);
    expect(text).toMatch(
      /^Kestra's response to GET \/main\/flows\/a\/b broke off: the connection was closed \(\w+\)\.\nTry again/,
    );
    expect(text).not.toContain('KESTRA_BASE_URL');
  });

  it('of what changes something may have been carried out', async () => {
    const text = await told('POST', breaksOff);
    expect(text).toMatch(/^Kestra's response to POST \/main\/flows\/a\/b broke off/);
    expect(text).toMatch(MAYBE);
    expect(kestra.lines).toHaveLength(1);
  });
});

describe('a request whose end nobody knows', () => {
  it.each<[string, Reply]>([
    ['no answer', hangsUp],
    ['a web page', { text: '<html>', headers: { 'content-type': 'text/html' } }],
    ['half of JSON', { text: '{"id":', headers: { 'content-type': 'application/json' } }],
    ['more than is read', { text: '{}', headers: { 'content-length': '20000000' } }],
    ['502', { status: 502, text: 'Bad Gateway' }],
  ])('may have been carried out: %s', async (_, reply) => {
    expect(await told('POST', reply)).toMatch(MAYBE);
    expect(await told('GET', reply)).not.toMatch(MAYBE);
  });

  it.each<[string, Reply, object]>([
    ['refused by Kestra', { status: 409, json: { message: 'No' } }, {}],
    ['never sent', {}, { baseUrl: 'http://127.0.0.1:1/api/v1' }],
    ['sent to nobody', {}, { baseUrl: 'http://127.0.0.1:2222/api/v1' }],
  ])('is not one that was %s', async (_, reply, settings) => {
    expect(await told('POST', reply, settings)).not.toMatch(MAYBE);
  });
});

describe('a read that takes too long', () => {
  it('has nothing that may still be carried out', async () => {
    const text = await told('GET', () => new Promise(() => undefined), { timeoutMs: 100 });
    expect(text).toBe(
      'Kestra did not answer GET /main/flows/a/b within 0.1 s.\nTo raise the limit, set kestra.timeoutMs.',
    );
  });
});
