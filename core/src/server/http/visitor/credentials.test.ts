import { describe, expect, it } from '@jest/globals';
import { HttpRefusal } from '../refusal.js';
import { callerIn } from './credentials.js';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const KESTRA = { auth: 'kestra' } as const;

describe('the caller of a request', () => {
  it.each([
    [basic('ann@acme.io:hunter2'), { kind: 'basic', username: 'ann@acme.io', password: 'hunter2' }],
    [basic('ann:a:b'), { kind: 'basic', username: 'ann', password: 'a:b' }],
    [basic('ann:pässwörd'), { kind: 'basic', username: 'ann', password: 'pässwörd' }],
    [basic('ann:'), { kind: 'basic', username: 'ann', password: '' }],
    ['bearer  tok.en-1', { kind: 'bearer', token: 'tok.en-1' }],
  ])('is read from "%s"', (authorization, auth) => {
    expect(callerIn({ authorization, 'x-kestra-tenant': ' acme ' }, KESTRA)).toMatchObject({
      auth,
      tenant: 'acme',
    });
  });

  it.each([
    undefined,
    '',
    'Basic',
    'Basic !!!',
    basic('ann'),
    basic(':hunter2'),
    // Latin-1, which is not valid UTF-8 here.
    `Basic ${Buffer.from('ann:hünter2', 'latin1').toString('base64')}`,
    'Bearer a b',
    'Digest abc',
    'hunter2',
  ])('is asked for where there is "%s"', (authorization) => {
    let refused: unknown;
    try {
      callerIn(authorization === undefined ? {} : { authorization }, KESTRA);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(HttpRefusal);
    const answer = (refused as HttpRefusal).answer();
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="Kestra".*Bearer/);
    expect((refused as HttpRefusal).message).not.toContain('hunter2');
  });

  it('refuses what cannot be a tenant, without its text', () => {
    const headers = { authorization: 'Bearer t', 'x-kestra-tenant': '../../other' };
    expect(() => callerIn(headers, KESTRA)).toThrow('not a valid tenant id');
  });

  it('is nobody where the configured credentials serve all, whatever is sent', () => {
    expect(callerIn({ authorization: 'Bearer t' }, {})).toBeUndefined();
  });

  it('has no tenant of its own without credentials', () => {
    expect(() => callerIn({ 'x-kestra-tenant': 'other' }, {})).toThrow(
      'It uses the tenant from its configuration',
    );
  });
});
