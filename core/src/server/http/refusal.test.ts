import { describe, expect, it } from '@jest/globals';
import { ConfigError, InputError, KestraMcpError } from '../../foundation/errors.js';
import { HttpRefusal, refusalOf, tryAgain } from './refusal.js';

describe('what a client is told of an error', () => {
  it.each<[string, Error, number, string]>([
    [
      'a name that nothing has',
      new ConfigError('No such name.', { details: ['a'], hint: 'list' }),
      400,
      'No such name.\na',
    ],
    ['a tenant that cannot be one', new InputError('No tenant.'), 400, 'No tenant.'],
    ['a tenant that is not allowed', new KestraMcpError('KMCP_OUTSIDE', 'Not here.'), 403, 'Not here.'],
    ['a session of somebody else', new KestraMcpError('KMCP_UNAUTHORIZED', 'Not yours.'), 404, 'Not yours.'],
    ['a refusal', new HttpRefusal(418, 'No coffee.'), 418, 'No coffee.'],
    [
      'a mistake of ours',
      new Error('secret'),
      500,
      'Something went wrong in this server. See its log for details.',
    ],
    [
      'one with a code',
      new KestraMcpError('KMCP_INTERNAL', 'secret'),
      500,
      'Something went wrong in this server. See its log for details.',
    ],
  ])('%s', async (_, error, status, message) => {
    const answer = refusalOf(error).to(7).answer();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: expect.any(Number), message },
    });
  });

  it('is to come again after whole seconds, and never at once', () => {
    const waits = [0, 0.2, 1.1, 60].map((wait) =>
      tryAgain(429, 'Wait.', wait).answer().headers.get('retry-after'),
    );
    expect(waits).toEqual(['1', '1', '2', '60']);
  });
});
