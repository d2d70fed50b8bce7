import { describe, expect, it } from '@jest/globals';
import { redactor } from './redact.js';

describe('redactor', () => {
  it('masks a secret wherever it stands, as it is, in a URL and in JSON', () => {
    const redact = redactor(['p"ä w+1']);
    expect(redact('a p"ä w+1 b p%22%C3%A4%20w%2B1 c {"x":"p\\"ä w+1"}')).toBe('a *** b *** c {"x":"***"}');
  });

  it('masks the longer of two secrets whole', () => {
    expect(redactor(['hunter', 'hunter2'])('hunter2 hunter')).toBe('*** ***');
  });

  it.each([[], ['abc'], ['']])('masks nothing that is no secret or too short: %j', (...secrets) => {
    expect(redactor(secrets)('abc')).toBe('abc');
  });
});
