import { describe, expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraHttp } from './http.js';
import { route } from './route.js';

const kestra = useKestra();

async function send(status: number, location: string): Promise<string> {
  kestra.answers({ 'PUT /main/a': { status, headers: { location } }, 'GET /main/elsewhere': { text: '{}' } });
  const http = new KestraHttp(
    { baseUrl: kestra.baseUrl, tenant: 'main', auth: { kind: 'none' }, timeoutMs: 30_000 },
    false,
  );
  return http
    .send({ method: 'PUT', path: route`a`, within: 'instance', text: 'secret' })
    .then(() => 'sent', describeError);
}

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    '%i is not followed: what is sent is for Kestra alone',
    async (status) => {
      const text = await send(status, `${kestra.baseUrl}/main/elsewhere`);
      expect(text).toContain(
        `PUT /main/a was answered with ${status}: a redirect to ${new URL(kestra.baseUrl).origin}.`,
      );
      expect(text).toContain('KESTRA_BASE_URL');
      expect(kestra.lines).toEqual(['PUT /main/a']);
    },
  );

  it('is told without the query of its target', async () => {
    expect(await send(302, 'https://login.example.com/in?token=abc')).not.toContain('abc');
  });
});

it('a web page is no answer, even where no answer is read', async () => {
  kestra.answers({ 'DELETE /main/a': { text: '<html>', headers: { 'content-type': 'text/html' } } });
  const http = new KestraHttp(
    { baseUrl: kestra.baseUrl, tenant: 'main', auth: { kind: 'none' }, timeoutMs: 30_000 },
    false,
  );
  await expect(http.send({ method: 'DELETE', path: route`a`, within: 'instance' })).rejects.toThrow(
    'is not JSON but a web page',
  );
});
