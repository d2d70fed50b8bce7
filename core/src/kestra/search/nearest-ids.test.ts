import { describe, expect, it } from '@jest/globals';
import { describeError } from '../../foundation/errors.js';
import { ConflictError, NotFoundError } from '../wire/errors.js';
import { orNearest } from './nearest-ids.js';

const missing = () =>
  Promise.reject(new NotFoundError('KMCP_NOT_FOUND', 'Kestra answered 404.', { status: 404 }));

function texts(attempt: Promise<unknown>, list: () => Promise<string[]>): Promise<string> {
  return orNearest(attempt, { id: 'helo', among: 'flows in namespace a', list }).then(
    () => 'found',
    describeError,
  );
}

describe('a 404', () => {
  it('names the nearest and what there is', async () => {
    expect(await texts(missing(), async () => ['hello', 'goodbye'])).toBe(
      'Kestra answered 404.\n"helo" is not one of the flows in namespace a. Did you mean "hello"? Available: hello, goodbye.',
    );
  });

  it('says that there are none', async () => {
    expect(await texts(missing(), async () => [])).toBe(
      'Kestra answered 404.\nThere are no flows in namespace a.',
    );
  });

  it('shows ten at most', async () => {
    const many = Array.from({ length: 13 }, (_, index) => `z${index}`);
    expect(await texts(missing(), async () => many)).toContain('z9 and 3 more.');
  });

  it('stays as it is when the thing itself is there, or cannot be listed', async () => {
    expect(await texts(missing(), async () => ['helo'])).toBe('Kestra answered 404.');
    expect(await texts(missing(), async () => Promise.reject(new Error('down')))).toBe(
      'Kestra answered 404.',
    );
  });
});

it('keeps what was said about the problem, and leaves what has expired as it is', async () => {
  const rejected = (status: number, problem: string) =>
    orNearest(Promise.reject(new NotFoundError('KMCP_NOT_FOUND', 'No.', { status, problem, hint: 'H' })), {
      id: 'helo',
      among: 'keys of namespace a',
      list: async () => ['hello'],
    });
  await expect(rejected(404, 'not-found')).rejects.toMatchObject({
    problem: 'not-found',
    hint: expect.stringContaining('Did you mean "hello"?'),
  });
  await expect(rejected(410, 'resource-expired')).rejects.toMatchObject({ hint: 'H' });
});

it('lists nothing for any other failure', async () => {
  let listed = 0;
  const conflict = Promise.reject(new ConflictError('KMCP_CONFLICT', 'Kestra answered 409.'));
  const text = await texts(conflict, async () => {
    listed++;
    return [];
  });
  expect([text, listed]).toEqual(['Kestra answered 409.', 0]);
});
